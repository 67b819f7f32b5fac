import { existsSync } from "node:fs";
import pino from "pino";
import { type Config, readConfig } from "../../src/config.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { startEmbedded } from "../../src/db/embedded/start.ts";
import { type RunningDesk, startDesk } from "../../src/start.ts";
import { tempFolder } from "../support/temp-folder.ts";

export const ADMIN = { email: "sara@example.com", password: "a long enough password" };

/** A desk as an operator has it: a data folder with the embedded database in it. */
export interface FolderDesk {
  readonly config: Config;
  readonly dataDir: string;
  start(): Promise<RunningDesk>;
  /** Looks into the database; beside the desk where it runs. */
  look<T>(at: (database: Database) => Promise<T>): Promise<T>;
  /** Stops what runs, and removes the folder. */
  close(): Promise<void>;
}

export function deskOnFolder(env: Readonly<Record<string, string>> = {}): FolderDesk {
  const folder = tempFolder();
  const dataDir = `${folder.path}/data`;
  const quick = { PORT: "0", DATA_DIR: dataDir, TURN_QUIET_MS: "0", TURN_MAX_WAIT_MS: "0" };
  const admin = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };
  const config = readConfig({ ...quick, ...admin, ...env });
  if (!config.ok) throw new Error(config.error.join("\n"));
  let running: RunningDesk | null = null;
  return {
    config: config.value,
    dataDir,
    async start() {
      const started = await startDesk(config.value, { log: pino({ level: "silent" }), say: () => {} });
      if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
      const { stop } = started.value;
      running = {
        ...started.value,
        async stop() {
          running = null;
          await stop();
        },
      };
      return running;
    },
    async look(at) {
      const started = await startEmbedded({ dataDir, log: () => {} });
      if (!started.ok) throw new Error(started.error.message);
      const database = connect(started.value.connection, 1);
      try {
        return await at(database);
      } finally {
        await database.close();
        await started.value.stop();
      }
    },
    async close() {
      await running?.stop();
      if (existsSync(folder.path)) folder.remove();
    },
  };
}

/** Calls the desk's HTTP side as a page of its own does. */
export async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin, ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const cookie = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { status: answer.status, body: text === "" ? {} : JSON.parse(text), cookie: cookie.join("; ") };
}
