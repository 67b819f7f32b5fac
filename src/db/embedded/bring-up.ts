import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { err, ok, type Result } from "../../core/result.ts";
import { askServer } from "./ask.ts";
import { type EmbeddedError, USE_OWN_SERVER } from "./error.ts";
import { ensureData } from "./initdb.ts";
import { type Launched, launch } from "./launch.ts";
import { isServerOn, removeStalePidFile, serverPid } from "./pid-file.ts";
import { type Release, takeLock } from "./process-lock.ts";
import type { Site } from "./site.ts";

/** A server that answers. */
export interface Running {
  readonly pid: number;
  /** Settles when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
}

/** One process at a time looks after a server: it alone starts it, and stops it in the end. */
export interface Caretaker {
  release: Release | undefined;
}

const DEADLINE_MS = 30_000;
const PAUSE_MS = 20;

/** Failures that the next round resolves: another server is there, or the last one's processes are still leaving. */
const PASSING = /lock file "[^"]+" already exists|shared memory block .* is still in use/;

/**
 * Finds our server or starts it, whatever state an earlier life left behind. Each round begins with the question who
 * answers, so simultaneous starts, orphans and servers that die on the way all meet at one running server.
 * @param caretaker  gets the lock of the one who looks after the server, if nobody else has it; also over an orphan
 */
export async function bringUp(
  site: Site,
  caretaker: Caretaker,
  log: (line: string) => void,
): Promise<Result<Running, EmbeddedError>> {
  const deadline = performance.now() + DEADLINE_MS;
  const data = join(site.directory, "pg");
  let launched: Launched | undefined;
  for (;;) {
    const answer = await askServer(site.socketDirectory, data);
    caretaker.release ??= await takeLock(`postgres:${data}`);
    const pid = serverPid(data);
    if (answer.kind === "refused") return giveUp(launched, pid, refused(data, answer.why));
    if (answer.kind === "ready" && pid !== undefined) {
      return ok({ pid, ended: launched?.isRunning() ? launched.exited : untilGone(pid, data) });
    }

    const free = answer.kind === "absent" && pid === undefined && caretaker.release !== undefined;
    if (free && !launched?.isRunning()) {
      if (launched !== undefined && !PASSING.test(launched.said())) return err(failed(data, launched.said()));
      if (launched !== undefined && removeStalePidFile(data)) log(`Removed the stale ${join(data, "postmaster.pid")}.`);
      const ready = await ensureData(site, site.user);
      if (!ready.ok) return ready;
      launched = launch(site, data, log);
    }
    if (performance.now() > deadline) return giveUp(launched, pid, late(data, launched?.said()));
    await wait(PAUSE_MS);
  }
}

/** Leaves no server behind that we started and cannot use. */
async function giveUp(launched: Launched | undefined, pid: number | undefined, error: EmbeddedError) {
  if (launched?.isRunning() && pid !== undefined) {
    process.kill(pid, "SIGINT");
    await launched.exited;
  }
  return err(error);
}

/** Watches a server that is not our child. */
async function untilGone(pid: number, data: string): Promise<void> {
  while (isServerOn(pid, data)) await wait(200, undefined, { ref: false });
}

function refused(data: string, why: string): EmbeddedError {
  return { message: `The database in ${data} does not let Hamdel in: ${why}.`, hint: USE_OWN_SERVER };
}

function failed(data: string, said: string): EmbeddedError {
  const full = /no space left/i.test(said);
  return {
    message: `The database in ${data} does not start: ${said || "PostgreSQL ended without a word"}`,
    hint: full ? "The disk is full: free some space and start again." : `Repair what it says. Or: ${USE_OWN_SERVER}`,
  };
}

function late(data: string, said: string | undefined): EmbeddedError {
  return {
    message: `The database in ${data} was not ready after ${DEADLINE_MS / 1000} seconds. ${said ?? ""}`.trim(),
    hint: "Another process may be starting or stopping it: try again, and look for a stuck postgres process.",
  };
}
