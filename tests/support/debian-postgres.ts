import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { chooseServerUser } from "../../src/db/embedded/server-user.ts";
import { freePort } from "./free-port.ts";
import { tempFolder } from "./temp-folder.ts";

export interface DebianPostgres {
  /** Over TCP, as an operator's server is reached. */
  readonly url: string;
  /** Ends the server in good order and keeps its data and port: as an upgrade of the machine does. */
  halt(): Promise<void>;
  /** Starts it again after `halt`; resolves when it answers. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the machine's own PostgreSQL on a free port, with data in a temporary folder.
 * @param bin  the folder of the server's programs
 */
export async function startDebianPostgres(bin: string): Promise<DebianPostgres> {
  const folder = tempFolder();
  const uid = process.getuid?.() ?? 0;
  const passwd = readFileSync("/etc/passwd", "utf8");
  const user = chooseServerUser({ uid, named: true, passwd, data: undefined });
  if (!user.ok) throw new Error(user.error.message);
  if (user.value) chownSync(folder.path, user.value.uid, user.value.gid);
  const as = { ...user.value, cwd: "/" };
  const data = join(folder.path, "data");
  const made = spawnSync(join(bin, "initdb"), ["-D", data, "-U", "desk", "--auth=trust", "--encoding=UTF8"], as);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const flags = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder.path];
  const url = `postgres://desk@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function resume(): Promise<void> {
    server = spawn(join(bin, "postgres"), flags, { ...as, stdio: "ignore" });
    await answering(url, server);
  }
  async function halt(): Promise<void> {
    const ending = server;
    server = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill("SIGINT");
    await ended;
  }

  await resume();
  return {
    url,
    halt,
    resume,
    async stop() {
      await halt();
      folder.remove();
    },
  };
}

/** Asks until the server answers: it refuses connections while it starts. */
async function answering(url: string, server: ChildProcess): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 1 });
  try {
    while (server.exitCode === null) {
      if (
        await sql`select 1`.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error("The server ended before it answered.");
  } finally {
    await sql.end();
  }
}
