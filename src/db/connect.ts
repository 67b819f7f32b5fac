import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** Where the database is: an address, or the socket of the embedded server. */
export type Connection =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

/** Rows come back with camelCase names, 64-bit numbers as numbers, instants as Date. */
export type Sql = postgres.Sql<{ bigint: number }>;
/** Inside `sql.begin`. */
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

export interface Database {
  /** The hot path: one prepared statement a function. */
  readonly sql: Sql;
  /** Ordinary queries. */
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

const TIMESTAMPTZ = 1184;
const POOL = 10;
const RETRY_FIRST_SECONDS = 0.05;
/** The driver alone would wait up to 20 seconds: too long for customers once the database is back. */
const RETRY_LAST_SECONDS = 1;

/** Opens the pool. Nothing is sent until the first query. */
export function connect(connection: Connection, poolSize = POOL): Database {
  const options = {
    max: poolSize,
    onnotice: () => {},
    backoff: (failures: number) => Math.min(RETRY_FIRST_SECONDS * 2 ** failures, RETRY_LAST_SECONDS),
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: {
      bigint: { to: 20, from: [20], parse: Number, serialize: (value: number) => String(value) },
    },
    connection: { application_name: "hamdel" },
  };
  const sql: Sql = "url" in connection ? postgres(connection.url, options) : postgres({ ...connection, ...options });
  const orm = drizzle(sql, { casing: "snake_case" });
  // drizzle makes the client hand out timestamps as text, for itself; it takes dates just as well, and so do we.
  sql.options.parsers[TIMESTAMPTZ] = (text: string) => new Date(text);
  sql.options.serializers[TIMESTAMPTZ] = (value: Date | string) =>
    value instanceof Date ? value.toISOString() : value;
  return { sql, orm, close: () => sql.end({ timeout: 5 }) };
}

/** A value for a jsonb parameter. Writing it as text keeps one meaning in both query styles. */
export const json = (value: unknown): string => JSON.stringify(value);
