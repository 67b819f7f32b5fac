import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connect, type Database } from "../../src/db/connect.ts";
import { DATABASE } from "../../src/db/embedded/ask.ts";
import { ROLE } from "../../src/db/embedded/initdb.ts";
import { PORT } from "../../src/db/embedded/socket-directory.ts";
import { freePort } from "./free-port.ts";
import { tempFolder } from "./temp-folder.ts";

/** The program as it is built. */
export const MAIN = fileURLToPath(new URL("../../dist/program/main.js", import.meta.url));
const READY_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 10;
const LOG_ERROR = 50;

/** How the process ended when it was asked to. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
}

/** One installation: a data folder and a port. Its process comes and goes. */
export interface DeskProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Starts the process; resolves when /readyz answers 200. Milliseconds from the start of the process to that. */
  start(): Promise<number>;
  /** kill -9, and nothing else. */
  kill(): Promise<void>;
  /** As an operator, or the machine going down. */
  terminate(): Promise<Ending>;
  /** The embedded database of the running process. Close it before the process ends. */
  database(): Database;
  /** Process ids of PostgreSQL servers on this data folder. Linux only: read from /proc. */
  postgres(): readonly number[];
  /** What the process logged as an error, in all its lives. */
  readonly errors: readonly string[];
  /** The last lines it wrote. */
  readonly said: readonly string[];
  /** Of the running process. */
  pid(): number;
  /** False after it was ended, or has ended by itself. */
  readonly isRunning: boolean;
  /** Ends the process if there is one, and removes the folder. */
  close(): Promise<void>;
}

const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/**
 * The desk as it is shipped, as a process of its own, on an embedded database in a folder that is removed afterwards.
 * @param environment  besides PORT and DATA_DIR; nothing is taken over from this process but PATH
 * @param words  its command line, as `--role worker`
 * @param onOutput  hears all it writes, as it writes it
 */
export async function deskProcess(
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = [],
  onOutput: (text: string) => void = () => {},
): Promise<DeskProcess> {
  if (!existsSync(MAIN)) throw new Error("The desk is not built: `npm test` builds it, and so does `npm run build`.");
  const folder = tempFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const errors: string[] = [];
  const said: string[] = [];
  let child: ChildProcess | undefined;

  function hear(chunk: string): void {
    onOutput(chunk);
    for (const line of chunk.split("\n").filter((line) => line !== "")) {
      said.push(line);
      if (isError(line)) errors.push(line);
    }
    said.splice(0, said.length - 20);
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<Ending> {
    const ending = child;
    if (ending === undefined) throw new Error("The desk is not running.");
    const began = performance.now();
    const ended = hasEnded(ending) ? Promise.resolve() : once(ending, "exit");
    ending.kill(signal);
    await ended;
    child = undefined;
    return { code: ending.exitCode, signal: ending.signalCode, ms: Math.round(performance.now() - began) };
  }

  return {
    url,
    dataDir: folder.path,
    errors,
    said,
    pid() {
      if (child?.pid === undefined) throw new Error("The desk is not running.");
      return child.pid;
    },
    get isRunning() {
      return child !== undefined && !hasEnded(child);
    },
    async start() {
      const began = performance.now();
      const started = spawn(process.execPath, [MAIN, ...words], {
        cwd: folder.path,
        env: { PATH: process.env.PATH, LOG_LEVEL: "warn", ...environment, PORT: String(port), DATA_DIR: folder.path },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      alive.add(started);
      started.once("exit", () => alive.delete(started));
      started.stdout.setEncoding("utf8").on("data", hear);
      started.stderr.setEncoding("utf8").on("data", hear);
      while (!(await isReady(url))) {
        if (hasEnded(started)) throw new Error(`The desk ended before it was ready:\n${said.join("\n")}`);
        if (performance.now() - began > READY_WITHIN_MS) throw new Error(`The desk is not ready:\n${said.join("\n")}`);
        await pause(LOOK_AGAIN_MS);
      }
      return Math.round(performance.now() - began);
    },
    async kill() {
      await end("SIGKILL");
    },
    terminate: () => end("SIGTERM"),
    database: () => connect({ host: join(folder.path, "postgres"), port: PORT, user: ROLE, database: DATABASE }, 2),
    postgres: () => postgresOn(folder.path),
    async close() {
      if (child !== undefined) await end("SIGKILL");
      // The database ends with its process, in good order: it still writes for a moment.
      while (postgresOn(folder.path).length > 0) await pause(LOOK_AGAIN_MS);
      folder.remove();
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`);
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** A line of the log at error or fatal; not one of the lines for the person at the terminal. */
function isError(line: string): boolean {
  try {
    return JSON.parse(line).level >= LOG_ERROR;
  } catch {
    return false;
  }
}

function postgresOn(dataDir: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`-D\0${join(dataDir, "postgres", "pg")}\0`);
      } catch {
        return false; // It ended meanwhile.
      }
    })
    .map(Number);
}
