import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import type { EmbeddedPostgres } from "../../src/db/embedded/start.ts";

export interface TestDatabase {
  /** Options for postgres.js: `postgres({ ...database.connection, max: 4 })`. There is no URL: the way in is a socket. */
  readonly connection: EmbeddedPostgres["connection"];
  /** Removes the database, closing whatever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database for one test file, on the run's shared server. The server takes 40 connections in all, so keep
 * pools small (`max: 4`).
 * @param template  a database to copy instead, for example one that is migrated already; nobody may be connected to it
 */
export async function testDatabase(template = "template0"): Promise<TestDatabase> {
  const server = inject("postgres");
  const database = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(server, (sql) => sql`create database ${sql(database)} template ${sql(template)}`);
  return {
    connection: { ...server, database },
    drop: () => asAdmin(server, (sql) => sql`drop database if exists ${sql(database)} with (force)`),
  };
}

async function asAdmin(
  server: EmbeddedPostgres["connection"],
  act: (sql: postgres.Sql) => PromiseLike<unknown>,
): Promise<void> {
  const sql = postgres({ ...server, max: 1, onnotice: () => undefined });
  try {
    await act(sql);
  } finally {
    await sql.end();
  }
}
