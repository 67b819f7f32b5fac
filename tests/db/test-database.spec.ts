import postgres from "postgres";
import { expect, it } from "vitest";
import { testDatabase } from "../support/postgres.ts";

it("gives each caller an empty database of its own, and takes it away again", async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  const first = postgres({ ...one.connection, max: 1 });
  const second = postgres({ ...two.connection, max: 1 });
  await first`create table note (text text)`;
  expect(await second`select from pg_tables where tablename = 'note'`).toHaveLength(0);

  await first.end();
  await one.drop();

  expect(await second`select from pg_database where datname = ${one.connection.database}`).toHaveLength(0);
  await second.end();
  await two.drop();
});
