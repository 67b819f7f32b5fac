import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Database, json } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { contacts } from "../../src/db/schema/people.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";

const AT = new Date("2026-11-22T10:00:00.123Z");
let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  await migrate(test.connection);
  database = connect(test.connection, 2);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

it("means the same instant in both query styles, going in and coming out", async () => {
  const [written] = await database.orm.insert(contacts).values({ name: "Sara", createdAt: AT }).returning();
  const id = written?.id ?? 0;
  expect(await database.sql`select created_at from contacts where id = ${id}`).toEqual([{ createdAt: AT }]);
  await database.sql`update contacts set created_at = ${new Date(AT.getTime() + 1)} where id = ${id}`;
  const [read] = await database.orm.select().from(contacts).where(eq(contacts.id, id));
  expect(read?.createdAt).toEqual(new Date(AT.getTime() + 1));
});

it("hands out ids as numbers and columns in camel case", async () => {
  expect(await database.sql`select 9007199254740991::bigint as the_id`).toEqual([{ theId: Number.MAX_SAFE_INTEGER }]);
});

it("writes JSON once, not as a text inside JSON", async () => {
  const value = { 'a "quote"': ["سلام", null, 1.5] };
  const [row] = await database.sql`select ${json(value)}::jsonb as value, jsonb_typeof(${json(value)}::jsonb) as type`;
  expect(row).toEqual({ value, type: "object" });
});

it("opens without the server: only a query finds that it is away", async () => {
  const away = connect({ host: "/nowhere", port: 1, user: "nobody", database: "none" }, 1);
  await expect(away.sql`select 1`).rejects.toThrow();
  await away.close();
});
