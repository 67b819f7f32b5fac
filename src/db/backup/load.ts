import type { Writable } from "node:stream";
import { setImmediate as nextRound } from "node:timers/promises";
import { err, ok, type Result } from "../../core/result.ts";
import type { Sql, Transaction } from "../connect.ts";
import { applyMigration, beginHistory, readJournal, readMigrations } from "../migrate.ts";
import type { Header, Table, Trailer } from "./format.ts";
import { type BadBackup, entriesOf } from "./read.ts";

const PIECE = 64 * 1024;

/** Whether this code can bring a database to where the backup was; a later migration is then applied at the start. */
export function knowsMigration({ migration }: Header): Result<void, BadBackup> {
  if (readJournal().entries.some(({ when }) => when === migration.when)) return ok(undefined);
  return err({
    message: `The backup is of a database at "${migration.tag}", which this version of Hamdel does not know.`,
    hint: "Install the version of Hamdel that made it, or a newer one.",
  });
}

/** Whether nothing at all is in the database: no table, of a desk or of anything else. */
export async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean }[]>`
    select not exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'drizzle') and c.relkind in ('r', 'p')
    ) as empty`;
  return row?.empty ?? false;
}

/**
 * Makes the schema of the backup and loads its rows: all of it, or nothing.
 * @param file     a backup that was verified
 * @param trailer  its trailer
 * @throws what the database refuses
 */
export async function loadBackup(sql: Sql, file: string, header: Header, trailer: Trailer): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local datestyle = 'ISO, YMD'`;
    await tx`set local intervalstyle = 'postgres'`;
    await makeSchema(tx, header);
    // As they come the rows may point at what is not there yet; all are checked when the keys come back.
    const keys = await dropForeignKeys(tx);
    await loadRows(tx, file);
    for (const { table, name, definition } of keys)
      await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
    for (const [name, last] of Object.entries(trailer.sequences))
      await tx`select setval(format('public.%I', ${name}::text)::regclass, ${last}::bigint)`;
  });
  await sql`analyze`;
}

async function makeSchema(tx: Transaction, { migration }: Header): Promise<void> {
  await beginHistory(tx);
  for (const one of readMigrations()) {
    if (one.folderMillis <= migration.when) await applyMigration(tx, one);
  }
  // Some migrations bring rows of their own; those of the backup take their place.
  const tables = await tx<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`;
  await tx.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")}`);
}

async function dropForeignKeys(tx: Transaction) {
  const keys = await tx<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`;
  for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint ${name}`);
  return keys;
}

async function loadRows(tx: Transaction, file: string): Promise<void> {
  let sink: RowSink | undefined;
  for await (const entry of entriesOf(file)) {
    if (entry.kind === "row") await sink?.put(entry.row);
    if (entry.kind === "table" || entry.kind === "trailer") await sink?.end();
    if (entry.kind === "table") sink = await openSink(tx, entry.table);
  }
}

interface RowSink {
  put(row: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

async function openSink(tx: Transaction, { table, columns }: Table): Promise<RowSink> {
  const stream: Writable = await tx`copy ${tx(`public.${table}`)} (${tx(columns)}) from stdin`.writable();
  let refused: unknown;
  stream.on("error", (cause) => {
    refused ??= cause;
  });
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    const piece = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    await new Promise<void>((resolve) => stream.write(piece, () => resolve()));
    if (refused !== undefined) throw refused;
  };
  return {
    async put(row) {
      waiting.push(row);
      bytes += row.length;
      if (bytes >= PIECE) await flush();
    },
    async end() {
      if (bytes > 0) await flush();
      stream.end();
      // When the database refuses the last rows, the driver tells nobody: the next query does.
      await nextRound();
      await tx`select 1`.catch((cause: unknown) => {
        throw refused ?? new Error(`the rows of "${table}" do not fit; the log of PostgreSQL says why`, { cause });
      });
    },
  };
}
