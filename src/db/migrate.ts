import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { err, ok, type Result } from "../core/result.ts";
import { projectRoot } from "../project-root.ts";
import { type Connection, connect, type Sql, type Transaction } from "./connect.ts";

export const MIGRATIONS_FOLDER: string = join(projectRoot, "src/db/migrations");
/** Any constant: it names "migrating this database" among advisory locks. */
const LOCK = 7_264_335;

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

export interface MigrationRefused {
  readonly message: string;
  readonly hint: string;
}

/**
 * Brings the database to this code's schema. Processes that start together wait for each other. A database newer than
 * the code is refused and left as it is.
 */
export async function migrate(connection: Connection): Promise<Result<void, MigrationRefused>> {
  const database = connect(connection, 1);
  try {
    await database.sql`select pg_advisory_lock(${LOCK})`;
    const newest = newestOf(readJournal());
    const applied = await lastApplied(database.sql);
    if (applied !== null && applied > newest.when) {
      return err({
        message: `The database is newer than this version of Hamdel (it was migrated after "${newest.tag}").`,
        hint: "Start the version that migrated it, or restore the backup made before the upgrade.",
      });
    }
    if (applied !== newest.when) await applyMigrations(database.orm, { migrationsFolder: MIGRATIONS_FOLDER });
    return ok(undefined);
  } finally {
    await database.close();
  }
}

/** The migrations this code knows, oldest first; `when` is how the database names them. */
export function readJournal(): Journal {
  return JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, "meta/_journal.json"), "utf8")) as Journal;
}

function newestOf({ entries }: Journal): Journal["entries"][number] {
  const newest = entries.at(-1);
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
