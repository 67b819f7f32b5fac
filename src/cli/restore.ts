import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Config } from "../config.ts";
import { err, ok } from "../core/result.ts";
import type { Header, Trailer } from "../db/backup/format.ts";
import { isEmpty, knowsMigration, loadBackup } from "../db/backup/load.ts";
import { readHeader, verifyBackup } from "../db/backup/read.ts";
import { connect, type Sql } from "../db/connect.ts";
import { holdDatabase } from "../db/maintenance.ts";
import { type Command, type Refusal, runCommand } from "./door/command.ts";
import { auditOperator } from "./door/operator.ts";

/** `npm run -s restore -- <file>`: a backup into an empty database, all of it or nothing. */
export const restore: Command = async (words, { config, say }) => {
  const [name] = words;
  if (name === undefined || words.length !== 1 || name.startsWith("-"))
    return err({ message: "Name one file.", hint: "As in: npm run -s restore -- /backups/hamdel-2026-11-22.gz" });
  const file = resolve(name);
  const header = await readHeader(file);
  if (!header.ok) return header;
  const known = knowsMigration(header.value);
  if (!known.ok) return known;
  const trailer = await verifyBackup(file);
  if (!trailer.ok) return trailer;

  const opened = await holdDatabase(config, say);
  if (!opened.ok) return opened;
  const { connection, close } = opened.value;
  const database = connect(connection, 1);
  try {
    if (!(await isEmpty(database.sql))) return err(notEmpty(config));
    await loadBackup(database.sql, file, header.value, trailer.value);
    await auditOperator(database.sql, { action: "backup.restored", detail: { takenAt: header.value.takenAt } });
    return ok(report(header.value, trailer.value, config, await countUnsent(database.sql)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return err({ message: `Nothing was restored: ${why}.`, hint: "The database is as empty as it was: try again." });
  } finally {
    await database.close();
    await close();
  }
};

function notEmpty({ databaseUrl, dataDir }: Config): Refusal {
  const hint =
    databaseUrl === null
      ? "Restore into another folder: DATA_DIR=/another/folder npm run -s restore -- …; then set DATA_DIR to it for good."
      : "Make a new one (createdb), and set DATABASE_URL to it.";
  const where = databaseUrl === null ? `in ${dataDir}` : "at DATABASE_URL";
  return { message: `The database ${where} is not empty, and a backup replaces nothing.`, hint };
}

/** What the desk had not sent at the moment of the backup. */
async function countUnsent(sql: Sql): Promise<number> {
  const [row] = await sql<{ unsent: number }[]>`
    select count(*)::int as unsent from outbox where state in ('pending', 'sending')`;
  return row?.unsent ?? 0;
}

function report({ takenAt, migration }: Header, { rows }: Trailer, config: Config, unsent: number): string[] {
  const count = Object.values(rows).reduce((sum, some) => sum + some, 0);
  const { secretsKey, dataDir } = config;
  const key =
    secretsKey === null
      ? `Put the old desk's secrets.key to ${join(dataDir, "secrets.key")} before you start it`
      : "Start it with the old desk's SECRETS_KEY";
  return [
    `Restored ${count} rows of ${Object.keys(rows).length} tables, as they were at ${takenAt} ("${migration.tag}").`,
    ...(unsent > 0 ? [`${unsent} sends were due at that moment; the desk makes them when it starts.`] : []),
    `${key}; without it everybody has to sign in again, and second factors must be reset: npm run -s admin -- reset <email>.`,
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommand(restore);
