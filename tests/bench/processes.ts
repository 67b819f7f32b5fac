import { readdirSync, readFileSync } from "node:fs";
import type { DeskProcess } from "../support/process.ts";

/** Resident memory in MiB. Linux only: read from /proc; what processes share is counted once, divided among them. */
export interface Memory {
  readonly server: number;
  readonly database: number;
}

export const memoryOf = (desk: DeskProcess): Memory => ofBoth(desk, shareOf);

/** Processor time that has been used so far, in ms, of all cores together. Linux only: read from /proc. */
export interface ProcessorTime {
  readonly server: number;
  readonly database: number;
}

export const processorTimeOf = (desk: DeskProcess): ProcessorTime => ofBoth(desk, usedBy);

/** A figure of the server, and its sum over the processes of the database. */
function ofBoth(desk: DeskProcess, figure: (pid: number) => number) {
  const [postmaster] = desk.postgres();
  if (postmaster === undefined) throw new Error("The desk's database is not running.");
  const server = parentOf(postmaster);
  if (server === undefined) throw new Error("The desk's database has no parent.");
  const backends = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === postmaster);
  return {
    server: figure(server),
    database: [postmaster, ...backends.map(Number)].reduce((sum, pid) => sum + figure(pid), 0),
  };
}

/** Fields of a process after its name, which stands in parentheses and may hold anything; none where it has ended. */
function fieldsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  } catch {
    return [];
  }
}

const parentOf = (pid: number): number | undefined => {
  const parent = fieldsOf(pid)[1];
  return parent === undefined ? undefined : Number(parent);
};

/** Linux tells it in hundredths of a second. */
const TICK_MS = 10;
const usedBy = (pid: number): number => (Number(fieldsOf(pid)[11] ?? 0) + Number(fieldsOf(pid)[12] ?? 0)) * TICK_MS;

function shareOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export const inWords = ({ server, database }: Memory): string =>
  `${Math.round(server + database)} MB (server ${Math.round(server)}, database ${Math.round(database)})`;
