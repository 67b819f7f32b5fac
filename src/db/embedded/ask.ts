import { existsSync, realpathSync } from "node:fs";
import postgres from "postgres";
import { codeOf } from "./error.ts";
import { ROLE } from "./initdb.ts";
import { PORT, socketFile } from "./socket-directory.ts";

/** The database that holds the desk. */
export const DATABASE = "hamdel";

/** What answers on the socket: our server, ready; nobody yet (or no more); or one that will not serve us. */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "wait" }
  | { readonly kind: "absent" }
  | { readonly kind: "refused"; readonly why: string };

/** SQLSTATE and driver codes that pass by themselves: starting, stopping, all places taken, cut off meanwhile. */
const PASSING = new Set([
  "57P03",
  "57P01",
  "57P02",
  "53300",
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "ECONNRESET",
  "EPIPE",
  "EAGAIN",
]);

/** Asks the server behind the socket whether it serves `data`, and makes sure that it has our database. */
export async function askServer(socketDirectory: string, data: string): Promise<Answer> {
  if (!existsSync(socketFile(socketDirectory))) return { kind: "absent" };
  const sql = postgres({
    host: socketDirectory,
    port: PORT,
    user: ROLE,
    database: "postgres",
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => undefined,
  });
  try {
    const [row] = await sql<{ directory: string; present: boolean }[]>`
      select current_setting('data_directory') as directory,
        exists (select from pg_database where datname = ${DATABASE}) as present`;
    if (row === undefined || realpathSync(row.directory) !== realpathSync(data)) {
      return { kind: "refused", why: `another server, on ${row?.directory}, listens in ${socketDirectory}` };
    }
    if (!row.present) await createDatabase(sql);
    return { kind: "ready" };
  } catch (cause) {
    const code = codeOf(cause) ?? "";
    if (code === "ENOENT" || code === "ECONNREFUSED") return { kind: "absent" };
    if (PASSING.has(code)) return { kind: "wait" };
    return { kind: "refused", why: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function createDatabase(sql: postgres.Sql): Promise<void> {
  try {
    await sql`create database ${sql(DATABASE)}`;
  } catch (cause) {
    // Somebody who asked at the same moment made it.
    if (codeOf(cause) !== "42P04" && codeOf(cause) !== "23505") throw cause;
  }
}
