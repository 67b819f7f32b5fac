import { readdirSync, readFileSync } from "node:fs";
import type { DeskProcess } from "../support/process.ts";

/** Resident memory in MiB. Linux only: read from /proc; what processes share is counted once, divided among them. */
export interface Memory {
  readonly server: number;
  readonly database: number;
}

export function memoryOf(desk: DeskProcess): Memory {
  const [postmaster] = desk.postgres();
  if (postmaster === undefined) throw new Error("The desk's database is not running.");
  const server = parentOf(postmaster);
  if (server === undefined) throw new Error("The desk's database has no parent.");
  const backends = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === postmaster);
  return {
    server: shareOf(server),
    database: [postmaster, ...backends.map(Number)].reduce((sum, pid) => sum + shareOf(pid), 0),
  };
}

function parentOf(pid: number): number | undefined {
  try {
    // The name before it stands in parentheses and may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined; // It ended meanwhile.
  }
}

function shareOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export const inWords = ({ server, database }: Memory): string =>
  `${Math.round(server + database)} MB (server ${Math.round(server)}, database ${Math.round(database)})`;
