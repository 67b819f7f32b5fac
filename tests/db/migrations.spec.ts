import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { migrate, readJournal, readMigrations } from "../../src/db/migrate.ts";
import { aDesk } from "../support/desk.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { columnsOf, everyRow, fillEveryTable } from "./fill.ts";

const { entries } = readJournal();
const hashes = new Map(readMigrations().map(({ folderMillis, hash }) => [folderMillis, hash]));
const released: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("released-migrations.json", import.meta.url), "utf8"),
);

/** Columns and tables taken away by the last step of three: see docs/operate/upgrade.md. As `table` or `table.column`. */
const CONTRACTED: readonly string[] = [];

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

const applied = async () =>
  (await database.sql<{ at: number }[]>`select created_at as at from drizzle.__drizzle_migrations order by id`).map(
    ({ at }) => at,
  );
const columnNames = async () =>
  [...(await columnsOf(database.sql))].flatMap(([table, columns]) => columns.map(({ name }) => `${table}.${name}`));

/** A database as the release before this migration left it, with rows in every table. */
async function filledBefore(index: number): Promise<void> {
  expect(await migrate(test.connection, entries[index - 1]?.when)).toMatchObject({ ok: true });
  await fillEveryTable(database.sql);
}

const later = entries.slice(1).map(({ tag }, index) => [tag, index + 1] as const);
describe.each(later)("the migration %s", (_tag, index) => {
  it("keeps every row and every column of the schema before", async () => {
    await filledBefore(index);
    const [rows, columns] = [await everyRow(database.sql), await columnNames()];
    expect(await migrate(test.connection, entries[index]?.when)).toMatchObject({ ok: true });
    expect(await applied()).toEqual(entries.slice(0, index + 1).map(({ when }) => when));
    const [rowsNow, columnsNow] = [await everyRow(database.sql), await columnNames()];
    const gone = columns.filter((name) => !columnsNow.includes(name));
    expect(gone.filter((name) => !CONTRACTED.includes(name) && !CONTRACTED.includes(name.split(".")[0] ?? ""))).toEqual(
      [],
    );
    for (const [table, before] of rows) {
      const kept = before.map((row) => expect.objectContaining(without(row, table, gone)));
      expect(rowsNow.get(table), table).toEqual(expect.arrayContaining(kept));
      expect(rowsNow.get(table)?.length, table).toBeGreaterThanOrEqual(before.length);
    }
  });

  it("lets a desk start on the schema before, with rows in it, and answer", async () => {
    await filledBefore(index);
    const desk = await aDesk({ connection: test.connection });
    try {
      const visitor = await desk.visitor();
      await visitor.says("My order #48213 never arrived");
      expect((await visitor.reply()).text).toContain("48213");
      for (const path of ["/inbox?view=all", "/conversations", "/tickets", "/settings", "/agents"])
        expect((await desk.api.get(`/api/v1${path}`)).status, path).toBe(200);
      expect(desk.log).toEqual([]);
    } finally {
      await desk.stop();
    }
    expect(await applied()).toEqual(entries.map(({ when }) => when));
  });
});

function without(row: Readonly<Record<string, unknown>>, table: string, gone: readonly string[]) {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !gone.includes(`${table}.${name}`)));
}

it("all migrations are applied once by processes that start together", async () => {
  await filledBefore(1);
  const together = await Promise.all([1, 2, 3].map(() => migrate(test.connection)));
  expect(together.every(({ ok }) => ok)).toBe(true);
  expect(await applied()).toEqual(entries.map(({ when }) => when));
});

it("a migration that fails takes back those before it: the older version can go on", async () => {
  await filledBefore(1);
  const before = await columnNames();
  await database.sql`create table conversation_words ()`;
  await expect(migrate(test.connection)).rejects.toThrow("conversation_words");
  expect(await applied()).toEqual([entries[0]?.when]);
  expect(await columnNames()).toEqual(before);
});

it("a migration lets others work while something holds a table, and is applied when that has ended", async () => {
  await filledBefore(1);
  const others = connect(test.connection, 2);
  let end: () => void = () => {};
  const reading = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun: () => void = () => {};
  const begins = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const backup = others.sql.begin(async (tx) => {
    for (const table of (await everyRow(database.sql)).keys()) await tx`select from ${tx(table)} limit 1`;
    begun();
    await reading;
  });
  await begins;
  const migrating = migrate(test.connection);
  const waiting = () => database.sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query ilike 'alter%'`;
  await expect.poll(async () => (await waiting()).length, { interval: 5 }).toBe(1);
  // Would wait behind it for ever.
  await others.sql`update agents set name = 'somebody'`;
  expect(await others.sql`select from settings`).toHaveLength(1);
  end();
  await Promise.all([backup, others.close()]);
  expect(await migrating).toMatchObject({ ok: true });
});

describe("a migration that was released", () => {
  it.each(Object.entries(released))("is never changed: %s", (tag, hash) => {
    const known = entries.find((entry) => entry.tag === tag);
    expect(hashes.get(known?.when ?? 0), `Bring ${tag}.sql back as it was, and put the change into a new one.`).toBe(
      hash,
    );
  });

  it("comes before all that are not: nothing is put in between", () => {
    const tags = Object.keys(released);
    expect(entries.slice(0, tags.length).map(({ tag }) => tag)).toEqual(tags);
    expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b));
  });
});
