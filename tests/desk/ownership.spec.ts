import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { noticeFlood } from "../../src/desk/flood.ts";
import { mustChangeOwner } from "../../src/desk/ownership.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

it("a move that cannot be refused stops what it belongs to where it is refused all the same, and says which it was", async () => {
  const talk = await rows.conversation();
  const at = { now: rows.clock.now(), settings: DEFAULT_SETTINGS, speech: rows.desk.speech };
  const change = { event: { kind: "lease_expired" }, actor: "system", notice: null, promisedAt: null } as const;
  const moving = rows.sql.begin(async (tx) => {
    await tx`update conversations set heat = 3 where id = ${talk.id}`;
    await mustChangeOwner(tx, talk, change, at);
  });
  await expect(moving).rejects.toThrow("Illegal move: lease_expired while bot.");
  expect(await rows.find(talk.id)).toEqual(talk);
});

it("a notice that comes again is worded by what was said before", async () => {
  const talk = await rows.conversation();
  const known: (readonly string[] | undefined)[] = [];
  const notice: Rows["desk"]["speech"]["notice"] = ({ name }, _conversation, { spoken }) => {
    known.push(spoken);
    return { text: `${name}, ${known.length}`, buttons: [] };
  };
  const desk = { ...rows.desk, speech: { ...rows.desk.speech, notice } };
  await noticeFlood(desk, talk.id);
  await noticeFlood(desk, talk.id);
  expect(known).toEqual([[], ["flood, 1"]]);
});
