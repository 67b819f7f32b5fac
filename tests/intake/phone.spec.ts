import { afterAll, beforeAll, expect, it } from "vitest";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

const says = (phone: string | null, threadId = "sara") =>
  rows.hears({ threadId, sender: { id: threadId, name: "Sara", phone } });
const kept = async () =>
  (await rows.sql<{ phone: string | null }[]>`select phone from identities where external_id = 'sara'`)[0]?.phone;

it("a number that is told later is kept, a newer one takes its place, and silence erases none", async () => {
  await says(null);
  expect(await kept()).toBeNull();
  await says("+989120000000");
  expect(await kept()).toBe("+989120000000");
  await says(null);
  expect(await kept()).toBe("+989120000000");
  await says("+989120000001");
  expect(await kept()).toBe("+989120000001");
});

it("a number counts for whoever told it alone", async () => {
  await says("+989350000000", "reza");
  expect(await kept()).toBe("+989120000001");
});
