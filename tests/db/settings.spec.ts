import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_SETTINGS, type Settings } from "../../src/core/settings.ts";
import { readSettings, readSettingsToChange, writeSettings } from "../../src/db/settings.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

it("are the defaults before anybody has written any, also for several who ask at once", async () => {
  const asked = await Promise.all([1, 2, 3, 4].map(() => readSettings(rows.sql)));
  expect(asked).toEqual([DEFAULT_SETTINGS, DEFAULT_SETTINGS, DEFAULT_SETTINGS, DEFAULT_SETTINGS]);
});

it("come back as they were written, hours and all, and can be always open again", async () => {
  const settings = {
    organisation: "فروشگاه سپید",
    defaultLanguage: "ar",
    zone: "Asia/Kathmandu",
    hours: {
      sat: [
        ["08:00", "12:00"],
        ["13:00", "24:00"],
      ],
      fri: [],
    },
    firstReplyMinutes: 45,
    showAgentNames: false,
  } as const;
  await writeSettings(rows.sql, settings);
  expect(await readSettings(rows.sql)).toEqual(settings);
  await writeSettings(rows.sql, { ...settings, hours: null });
  expect((await readSettings(rows.sql)).hours).toBeNull();
});

it("keep both of two changes that are made at the same moment", async () => {
  const change = (what: Partial<Settings>, before: () => Promise<unknown>) =>
    rows.sql.begin(async (tx) => {
      const known = await readSettingsToChange(tx);
      await before();
      await writeSettings(tx, { ...known, ...what });
    });
  const waiting = async () => (await rows.sql`select from pg_locks where not granted`).length > 0 || undefined;
  let second: Promise<unknown> = Promise.resolve();
  await change({ organisation: "Sepid" }, async () => {
    second = change({ firstReplyMinutes: 7 }, async () => {});
    await expect.poll(waiting).toBe(true);
  });
  await second;
  expect(await readSettings(rows.sql)).toMatchObject({ organisation: "Sepid", firstReplyMinutes: 7 });
});
