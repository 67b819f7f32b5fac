import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { err, ok, type Result } from "../core/result.ts";
import { projectRoot } from "../project-root.ts";
import { type Connection, connect, type Sql, type Transaction } from "./connect.ts";

const MIGRATIONS_FOLDER: string = join(projectRoot, "src/db/migrations");
/** Any constant: it names "migrating this database" among advisory locks. */
const LOCK = 7_264_335;
const LOCK_TIMEOUT = "2s";
const LOCK_NOT_AVAILABLE = "55P03";
const PAUSE_MS = 1_000;
/** About five minutes. */
const ATTEMPTS = 100;

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

export interface MigrationRefused {
  readonly message: string;
  readonly hint: string;
}

/**
 * Brings the database to this code's schema. Processes that start together wait for each other. A database newer than
 * the code is refused and left as it is. All that is due is one transaction: what fails leaves the schema of before, with
 * which the older version can go on.
 * @param through  the last migration to apply; all of them, unless told otherwise
 */
export async function migrate(
  connection: Connection,
  through: number = Number.POSITIVE_INFINITY,
): Promise<Result<void, MigrationRefused>> {
  const { sql, close } = connect(connection, 1);
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const newest = newestMigration();
    const applied = await lastApplied(sql);
    if (applied !== null && applied > newest.when) {
      return err({
        message: `The database is newer than this version of Hamdel (it was migrated after "${newest.tag}").`,
        hint: "Start the version that migrated it, or restore the backup made before the upgrade.",
      });
    }
    const due = readMigrations().filter(({ folderMillis }) => folderMillis > (applied ?? 0) && folderMillis <= through);
    if (due.length > 0 && !(await applyPatiently(sql, due))) {
      return err({
        message: "The database could not be migrated: something has held one of its tables for minutes.",
        hint: "Wait until a backup or a long query has ended, and start again. Nothing was changed.",
      });
    }
    return ok(undefined);
  } finally {
    await close();
  }
}

/**
 * Whoever waits for a table makes all wait who come after, so a migration waits for a moment only, lets the others pass,
 * and tries again.
 */
async function applyPatiently(sql: Sql, due: readonly MigrationMeta[]): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await sql.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
        await beginHistory(tx);
        for (const migration of due) await applyMigration(tx, migration);
      });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    }
    await pause(PAUSE_MS);
  }
  return false;
}

/** The table in which a database remembers its migrations; its name and shape are drizzle's. */
export async function beginHistory(tx: Transaction): Promise<void> {
  await tx`create schema if not exists drizzle`;
  await tx`
    create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
}

/** Applies one migration and writes it down. */
export async function applyMigration(tx: Transaction, { sql, folderMillis, hash }: MigrationMeta): Promise<void> {
  for (const statement of sql) await tx.unsafe(statement);
  await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis}::bigint)`;
}

/** The migrations with their statements, oldest first. */
export function readMigrations(): readonly MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
}

/** The migrations this code knows, oldest first; `when` is how the database names them. */
export function readJournal(): Journal {
  return JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, "meta/_journal.json"), "utf8")) as Journal;
}

/** The one this code needs. @throws where there is none */
export function newestMigration(): Journal["entries"][number] {
  const newest = readJournal().entries.at(-1);
  if (!newest) throw new Error(`No migrations in ${MIGRATIONS_FOLDER}: the installation is incomplete.`);
  return newest;
}

/** @returns the `when` of the newest migration in a database, or null where no desk ever was */
export async function lastApplied(sql: Sql | Transaction): Promise<number | null> {
  const [table] = await sql<{ found: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as found`;
  if (!table?.found) return null;
  const [row] = await sql<{ last: number | null }[]>`
    select max(created_at)::bigint as last from drizzle.__drizzle_migrations`;
  return row?.last ?? null;
}
