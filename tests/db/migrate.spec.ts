import { afterEach, beforeEach, expect, it } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";

let test: TestDatabase;
let database: Database;
beforeEach(async () => {
  test = await testDatabase();
  database = connect(test.connection, 1);
});
afterEach(async () => {
  await database.close();
  await test.drop();
});

const applied = () => database.sql`select created_at from drizzle.__drizzle_migrations order by id`;

it("brings an empty database to the schema, and does nothing the second time", async () => {
  expect(await migrate(test.connection)).toMatchObject({ ok: true });
  const first = await applied();
  expect(first.length).toBeGreaterThan(0);
  expect(await migrate(test.connection)).toMatchObject({ ok: true });
  expect(await applied()).toEqual(first);
  expect(await database.sql`select from conversations`).toHaveLength(0);
});

it("lets processes that start together wait for each other", async () => {
  const together = await Promise.all([1, 2, 3].map(() => migrate(test.connection)));
  expect(together.every((one) => one.ok)).toBe(true);
  const once = await applied();
  expect(new Set(once.map((row) => row.createdAt)).size).toBe(once.length);
});

it("refuses a database that is newer than the code, says what to do, and leaves it alone", async () => {
  await migrate(test.connection);
  await database.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`;
  const refused = await migrate(test.connection);
  expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining("newer") } });
  expect(!refused.ok && refused.error.hint).toContain("backup");
  expect((await applied()).at(-1)).toEqual({ createdAt: 9_999_999_999_999 });
});
