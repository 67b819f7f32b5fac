import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readinessParts } from "../../src/db/readiness.ts";
import { joinWorkers, type WorkerPresence } from "../../src/db/workers.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
let worker: WorkerPresence | null = null;
beforeEach(async () => {
  rows = await openRows();
});
afterEach(async () => {
  await worker?.leave();
  worker = null;
  await rows.close();
});

const checked = async (works: boolean) =>
  Object.fromEntries(
    await Promise.all(readinessParts(rows.sql, works).map(async ({ name, check }) => [name, await check()] as const)),
  );

describe("readiness", () => {
  it("finds nothing wrong with a desk that works", async () => {
    worker = await joinWorkers(rows.connection, () => {});
    expect(await checked(true)).toEqual({ database: null, migrations: null, workers: null });
  });

  it("names the workers where none lives, to a process that should be one", async () => {
    expect(await checked(true)).toMatchObject({ database: null, workers: expect.stringContaining("no worker") });
    expect(await checked(false)).toEqual({ database: null, migrations: null });
  });

  it("names the migration that is missing", async () => {
    await rows.sql`delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
    expect(await checked(false)).toMatchObject({ migrations: expect.stringMatching(/"\d{4}_\w+" is not applied/) });
  });
});
