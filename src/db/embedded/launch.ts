import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ServerUser } from "./server-user.ts";
import type { Site } from "./site.ts";
import { PORT } from "./socket-directory.ts";

/** A server that this process started. */
export interface Launched {
  /** Settles when the server has ended. */
  readonly exited: Promise<void>;
  readonly isRunning: () => boolean;
  /** The last lines it wrote. */
  readonly said: () => string;
}

/** A small desk's machine: little memory, no network, no replicas. Durability (fsync, synchronous_commit) stays on. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "40",
  shared_buffers: "64MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  min_wal_size: "32MB",
  io_method: "sync",
  jit: "off",
  max_worker_processes: "2",
  max_parallel_workers: "0",
  autovacuum_max_workers: "1",
  autovacuum_worker_slots: "2",
  timezone: "UTC",
  // Errors and their details quote what people wrote; they reach the caller of the query, and no log.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_line_prefix: "",
};

/**
 * Starts the server so that it ends with this process, even when this process is killed.
 * It gets its own process group: Ctrl+C reaches only the app, which stops its database last.
 * @param log  receives what the server reports of its own accord, never the text of a query
 */
export function launch(site: Site, data: string, log: (line: string) => void): Launched {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const where = ["-D", data, "-p", String(PORT), "-c", `unix_socket_directories=${site.socketDirectory}`];
  const server = [join(site.binaries, "bin", "postgres"), ...where, ...settings];
  const [program, ...words] = [...leash(site.user), ...server];
  const child = spawn(program, words, { ...site.user, cwd: "/", detached: true, stdio: ["pipe", "ignore", "pipe"] });

  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    if (lines.length > 20) lines.shift();
    if (concernsOperator(line)) log(`PostgreSQL: ${line}`);
  });
  let running = true;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      running = false;
      child.stdin.destroy();
      resolve();
    };
    child.once("exit", end);
    child.once("error", (cause) => {
      lines.push(cause.message);
      end();
    });
  });
  return { exited, isRunning: () => running, said: () => lines.slice(-3).join(" ") };
}

/** Crashes and what the server gave up on; not the news of every start and stop. */
function concernsOperator(line: string): boolean {
  if (/system is (starting up|shutting down|not yet accepting)|administrator command/.test(line)) return false;
  return /^(FATAL|PANIC):|terminated by signal|exited with exit code [2-9]/.test(line);
}

/** Ends the server with its parent: the kernel sends the signal. A normal user needs no rights for it. */
const SETPRIV = ["setpriv", "--pdeathsig", "INT", "--"] as const;

/** The same without util-linux (macOS): a shell that waits for its standard input, our end of a pipe, to close. */
const SHELL = [
  "/bin/sh",
  "-c",
  'exec 3<&0; "$@" </dev/null 3<&- & p=$!; { read -r _ <&3; kill -INT "$p"; } & r=$!; wait "$p"; s=$?; kill "$r"; exit "$s"',
  "sh",
] as const;

function leash(user: ServerUser): typeof SETPRIV | typeof SHELL {
  const works = spawnSync(SETPRIV[0], [...SETPRIV.slice(1), "true"], { ...user, cwd: "/" }).status === 0;
  return works ? SETPRIV : SHELL;
}
