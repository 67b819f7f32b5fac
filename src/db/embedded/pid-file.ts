import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./error.ts";

/** The process id in `postmaster.pid` (its first line), whoever that process may be by now. */
function pidInFile(pgData: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(pgData, "postmaster.pid"), "utf8"), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The process id of a live server on this very data directory. A number reused by another program does not count. */
export function serverPid(pgData: string): number | undefined {
  const pid = pidInFile(pgData);
  return pid !== undefined && isServerOn(pid, pgData) ? pid : undefined;
}

/**
 * Removes a pid file whose process is somebody else. PostgreSQL itself refuses for ever when the number was reused by
 * another process of the same user, which is usual in containers that were killed and started again.
 */
export function removeStalePidFile(pgData: string): boolean {
  if (pidInFile(pgData) === undefined || serverPid(pgData) !== undefined) return false;
  rmSync(join(pgData, "postmaster.pid"), { force: true });
  return true;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === "EPERM";
  }
}

export function isServerOn(pid: number, pgData: string): boolean {
  const line = `${commandLine(pid)} `;
  return line.includes("postgres") && line.includes(` -D ${pgData} `);
}

function commandLine(pid: number): string {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
