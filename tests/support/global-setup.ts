import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startEmbedded } from "../../src/db/embedded/start.ts";
import { removeAbandonedFolders, tempFolder } from "./temp-folder.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: EmbeddedPostgres["connection"];
  }
}

/** One server for the whole run; every test file takes a database of its own on it, see `postgres.ts`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandonedFolders();
  const folder = tempFolder();
  const started = await startEmbedded({ dataDir: folder.path, log: (line) => console.error(line) });
  if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
  const server = started.value;

  // What a test writes need not survive a power cut.
  const sql = postgres({ ...server.connection, max: 1 });
  await sql`alter system set fsync = off`;
  await sql`alter system set synchronous_commit = off`;
  await sql`select pg_reload_conf()`;
  await sql.end();

  project.provide("postgres", server.connection);
  return async () => {
    await server.stop();
    folder.remove();
  };
}
