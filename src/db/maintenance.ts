import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { err, ok, type Result } from "../core/result.ts";
import { directoryOf } from "./embedded/place.ts";
import { startEmbedded } from "./embedded/start.ts";
import { external, type OpenDatabase, openEmbedded, type StartRefused } from "./open.ts";

type Place = Pick<Config, "databaseUrl" | "dataDir">;
type Log = (line: string) => void;

/**
 * The desk's database as it is, for a short command: beside the desk where one runs, else started until `close`. What
 * is not there is not made, and nothing is migrated.
 */
export async function joinDatabase(
  { databaseUrl, dataDir }: Place,
  log: Log,
): Promise<Result<OpenDatabase, StartRefused>> {
  if (databaseUrl !== null) return ok(external({ url: databaseUrl }));
  if (!hasData(dataDir)) {
    return err({
      message: `There is no database in ${dataDir}.`,
      hint: "Set DATA_DIR (or DATABASE_URL) as it is set for the desk, in the environment or in .env.",
    });
  }
  const started = await startEmbedded({ dataDir, log });
  if (!started.ok) return started;
  const { connection, directory, stop } = started.value;
  return ok({ connection, description: `embedded PostgreSQL in ${directory}`, shared: true, close: stop });
}

/** The database as it is, for a command that must be alone with it: refused while a desk runs on the data folder. */
export async function holdDatabase(
  { databaseUrl, dataDir }: Place,
  log: Log,
): Promise<Result<OpenDatabase, StartRefused>> {
  return databaseUrl === null ? openEmbedded(dataDir, log) : ok(external({ url: databaseUrl }));
}

function hasData(dataDir: string): boolean {
  return existsSync(dataDir) && existsSync(join(directoryOf(join(realpathSync(dataDir), "postgres")), "pg"));
}
