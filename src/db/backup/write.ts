import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Sql, Transaction } from "../connect.ts";
import { lastApplied, readJournal } from "../migrate.ts";
import { END_OF_ROWS, FORMAT, type Header, type Table, type Trailer } from "./format.ts";

/** Rows are handed on in pieces of about this many bytes: one piece a row would cost more than the packing. */
const PIECE = 64 * 1024;
const LINE_BREAK = 0x0a;

/**
 * Writes the whole database as of one moment, while others go on working in it. Only a few pieces are in memory at once.
 * @param write  takes the next piece; the database is read on when it has resolved
 * @returns null where no desk ever was in the database; then nothing was written
 */
export function writeBackup(sql: Sql, write: (piece: Uint8Array) => Promise<void>): Promise<Trailer | null> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    const header = await headerOf(tx);
    if (header === null) return null;
    // The spelling of values must not depend on the server's settings.
    await tx`set local datestyle = 'ISO, YMD'`;
    await tx`set local intervalstyle = 'postgres'`;
    await tx`set local extra_float_digits = 1`;
    const hash = createHash("sha256");
    const put = async (piece: Uint8Array | string) => {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      hash.update(bytes);
      await write(bytes);
    };
    await put(lineOf(header));
    const rows: Record<string, number> = {};
    for (const table of await tablesOf(tx)) {
      await put(lineOf(table));
      rows[table.table] = await writeRows(tx, table, put);
      await put(END_OF_ROWS);
    }
    // Sequences know no snapshot: read last, they stand at or beyond every number in the rows.
    const trailer: Trailer = { end: true, rows, sequences: await sequencesOf(tx), sha256: hash.digest("hex") };
    await write(Buffer.from(lineOf(trailer)));
    return trailer;
  });
}

const lineOf = (value: Header | Table | Trailer): string => `${JSON.stringify(value)}\n`;

async function headerOf(tx: Transaction): Promise<Header | null> {
  const when = await lastApplied(tx);
  if (when === null) return null;
  const tag = readJournal().entries.find((entry) => entry.when === when)?.tag ?? `migration ${when}`;
  const [row] = await tx<{ now: Date }[]>`select now()`;
  if (!row) throw new Error("The database did not tell the time.");
  return { hamdel: "backup", format: FORMAT, migration: { tag, when }, takenAt: row.now.toISOString() };
}

/** Every table with the columns that hold something of their own; what is computed from others computes itself again. */
async function tablesOf(tx: Transaction): Promise<Table[]> {
  return tx<Table[]>`
    select c.relname::text as "table", json_agg(a.attname order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`;
}

async function sequencesOf(tx: Transaction): Promise<Record<string, number>> {
  const rows = await tx<{ name: string; last: number }[]>`
    select sequencename::text as name, last_value as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename`;
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

async function writeRows(
  tx: Transaction,
  { table, columns }: Table,
  put: (piece: Uint8Array) => Promise<void>,
): Promise<number> {
  const copy = tx`copy ${tx(`public.${table}`)} (${tx(columns)}) to stdout`;
  const source: Readable = await copy.readable();
  let rows = 0;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    const piece = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    await put(piece);
  };
  let broken: { readonly cause: unknown } | undefined;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      // What is under way must be read before the connection can do anything else.
      if (broken) continue;
      for (let at = chunk.indexOf(LINE_BREAK); at >= 0; at = chunk.indexOf(LINE_BREAK, at + 1)) rows += 1;
      waiting.push(chunk);
      bytes += chunk.length;
      if (bytes < PIECE) continue;
      await flush().catch((cause: unknown) => {
        broken = { cause };
        copy.cancel();
      });
    }
  } catch (cause) {
    throw broken ? broken.cause : cause;
  } finally {
    // The driver pauses its socket when we are slow, and wakes it when we ask for more: at the end nobody would.
    source._read(0);
  }
  if (broken) throw broken.cause;
  await flush();
  return rows;
}
