import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import type { Speaker } from "../../src/core/delivery.ts";
import { type ClaimedPart, claimDueParts, nextDuePart } from "../../src/delivery/claim.ts";
import { mergeWaiting } from "../../src/delivery/merge.ts";
import { deliveryHandler } from "../../src/delivery/run.ts";
import { recoverBrokenSends } from "../../src/delivery/settle.ts";
import { speak, take } from "../../src/desk/commands.ts";
import { say } from "../../src/desk/say.ts";
import { takeStatus } from "../../src/intake/status.ts";
import type { SendOutcome } from "../../src/ports/channel.ts";
import { anEvent, openRows, QUIET, type Rows } from "../support/rows.ts";

/** What a platform answers that lets one message through to one customer in a while. */
const LIMITED: SendOutcome = { kind: "retry", afterMs: 6_000, why: "pair rate limit" };
const ROOM = 60;
const NEVER = new Date(8.64e15);

let rows: Rows;
let channel: MemoryAdapter;
let delivery: ReturnType<typeof deliveryHandler>;
const errors: unknown[] = [];
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(() => {
  const adapter = memoryAdapter({ secret: "s" });
  if (!adapter.ok) throw new Error(adapter.error.message);
  channel = adapter.value;
  const narrow = { ...channel, limits: { ...channel.limits, textChars: ROOM } };
  delivery = deliveryHandler({
    ...rows.desk,
    accounts: new Map([[rows.accountId, { id: rows.accountId, name: "test", adapter: narrow }]]),
    undelivered: async () => {},
    onOutcome: () => {},
    onError: (error) => errors.push(error),
    concurrency: 8,
    sendTimeoutMs: 50,
  });
});
afterEach(async () => {
  expect(errors.splice(0)).toEqual([]);
  await rows.sql`update outbox set state = 'failed' where state in ('pending', 'sending')`;
});
afterAll(() => rows.close());

/** Works until nothing more is due. */
async function work(): Promise<void> {
  const isDue = async () =>
    ((await nextDuePart(rows.sql, [rows.accountId], rows.clock.now())) ?? NEVER) <= rows.clock.now();
  while (await isDue()) await once();
}
async function once(): Promise<void> {
  await delivery.handle(QUIET);
  await delivery.idle();
}
/** The platform's wait is over. */
async function later(): Promise<void> {
  rows.clock.advance(6_000);
  await work();
}
async function says(conversationId: number, text: string, speaker: Speaker = "bot", labels: readonly string[] = []) {
  const author = speaker === "agent" ? "agent" : "bot";
  const buttons = labels.map((label) => ({ id: label, label }));
  const utterance = { author, kind: "text", speaker, text, buttons } as const;
  const at = { now: rows.clock.now(), textChars: ROOM };
  return (await rows.sql.begin((tx) => say(tx, { id: conversationId }, utterance, at))).messageId;
}
const texts = () => channel.sent.map(({ text }) => text);
const messages = (conversationId: number) => rows.sql<{ delivery: string; externalId: string | null }[]>`
  select delivery, external_id from messages where conversation_id = ${conversationId} and author <> 'customer'
  order by sequence`;
const states = async (conversationId: number) => (await messages(conversationId)).map((row) => row.delivery);

describe("what the bot has waiting in a limited chat", () => {
  it("goes out as one message, in order, with the buttons of the last", async () => {
    const { id } = await rows.conversation();
    await says(id, "one", "bot", ["lost"]);
    await says(id, "two");
    await says(id, "three", "bot", ["yes", "no"]);
    channel.answerNext(LIMITED);
    await work();
    expect(texts()).toEqual(["one"]);
    expect(await states(id)).toEqual(["pending", "pending", "pending"]);
    await later();
    expect(texts()).toEqual(["one", "one\n\ntwo\n\nthree"]);
    expect(channel.sent.at(-1)?.buttons.map((button) => button.id)).toEqual(["yes", "no"]);
    const [first, ...others] = await messages(id);
    expect(first).toEqual({ delivery: "sent", externalId: expect.stringMatching(/^memory-/) });
    expect(others).toEqual([first, first]);
  });

  it("is not sent before the platform's wait is over", async () => {
    const { id } = await rows.conversation();
    for (const text of ["one", "two"]) await says(id, text);
    channel.answerNext(LIMITED);
    await work();
    rows.clock.advance(5_999);
    await work();
    expect(texts()).toEqual(["one"]);
  });

  it("fills one message and leaves the rest for the next; a message that is half out is not called sent", async () => {
    const { id } = await rows.conversation();
    await says(id, "a".repeat(20));
    await says(id, `${"b".repeat(30)} ${"c".repeat(50)}`);
    channel.answerNext(LIMITED);
    await work();
    rows.clock.advance(6_000);
    // Joined, then sent.
    await once();
    await once();
    expect(texts().at(-1)).toBe(`${"a".repeat(20)}\n\n${"b".repeat(30)}`);
    expect((await states(id))[0]).toBe("sent");
    expect((await states(id))[1]).not.toBe("sent");
    await work();
    expect(texts().at(-1)).toBe("c".repeat(50));
    expect(await states(id)).toEqual(["sent", "sent"]);
  });

  it("is measured as platforms measure: an emoji is two units", async () => {
    const { id } = await rows.conversation();
    await says(id, "😀".repeat(15));
    await says(id, "😀".repeat(14));
    await says(id, "!");
    channel.answerNext(LIMITED);
    await work();
    await later();
    expect(texts().slice(1)).toEqual([`${"😀".repeat(15)}\n\n${"😀".repeat(14)}`, "!"]);
  });

  it("takes along what came while it waited, and again when it is held up again", async () => {
    const { id } = await rows.conversation();
    await says(id, "one");
    channel.answerNext(LIMITED, LIMITED);
    await work();
    await says(id, "two");
    await later();
    await says(id, "three");
    await later();
    expect(texts()).toEqual(["one", "one\n\ntwo", "one\n\ntwo\n\nthree"]);
    expect(await states(id)).toEqual(["sent", "sent", "sent"]);
  });

  it("is read and fails together: a status of the one message is told of all of them", async () => {
    const { id, threadId } = await rows.conversation();
    for (const text of ["one", "two"]) await says(id, text);
    channel.answerNext(LIMITED);
    await work();
    await later();
    const externalId = (await messages(id))[0]?.externalId ?? null;
    await takeStatus(rows.sql, rows.accountId, anEvent({ type: "status", status: "read", externalId, threadId }));
    expect(await states(id)).toEqual(["read", "read"]);
  });

  it("fails together where the platform refuses the whole", async () => {
    const { id } = await rows.conversation();
    for (const text of ["one", "two"]) await says(id, text);
    channel.answerNext(LIMITED, { kind: "refused", why: "blocked" });
    await work();
    await later();
    const failures = await rows.sql`
      select delivery, failure from messages where conversation_id = ${id} and author = 'bot' order by sequence`;
    expect(failures).toEqual(Array(2).fill({ delivery: "failed", failure: "blocked" }));
  });

  it("is suppressed together when a person takes over, and is named as on its way while it is", async () => {
    const { id } = await rows.conversation();
    const said = [await says(id, "one"), await says(id, "two")];
    channel.answerNext(LIMITED);
    await work();
    rows.clock.advance(6_000);
    await once();
    await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
    expect(await states(id)).toEqual(["sending", "sending"]);
    const taken = await take(rows.desk, { conversationId: id, agentId: "sara" });
    expect(taken.ok && [...taken.value.inFlight].sort((a, b) => a - b)).toEqual(said);

    await rows.sql`update outbox set state = 'pending', lease_until = null where state = 'sending'`;
    await work();
    expect(texts()).toEqual(["one"]);
    expect(await states(id)).toEqual(["suppressed", "suppressed"]);
  });

  it("is sent again as it was after a crash: with nothing joined to it since", async () => {
    const { id } = await rows.conversation();
    for (const text of ["one", "two"]) await says(id, text);
    channel.answerNext(LIMITED);
    await work();
    rows.clock.advance(6_000);
    await once();
    await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
    await says(id, "three");
    await recoverBrokenSends(rows.sql, rows.clock.advance(120_000));
    expect(await states(id)).toEqual(["pending", "pending", "pending"]);
    await work();
    expect(texts()).toEqual(["one", "one\n\ntwo", "three"]);
    expect(await states(id)).toEqual(["sent", "sent", "sent"]);
  });
});

describe("nothing is joined", () => {
  it("by a process that was taken for dead, to what another one has begun anew", async () => {
    const { id } = await rows.conversation();
    for (const text of ["one", "two"]) await says(id, text);
    const claimed = async () => {
      const parts = await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
      return parts.find(({ conversationId }) => conversationId === id) as ClaimedPart;
    };
    const stale = await claimed();
    await recoverBrokenSends(rows.sql, rows.clock.advance(120_000));
    await claimed();
    expect(await mergeWaiting(rows.sql, stale, ROOM, rows.clock.now())).toBe(false);
  });

  it("with a person's words, nor across them", async () => {
    const { id } = await rows.conversation();
    await speak(rows.desk, { conversationId: id, agentId: "sara", text: "the person's" });
    for (const [text, speaker] of [
      ["one", "bot"],
      ["again the person's", "agent"],
      ["two", "bot"],
    ] as const)
      await says(id, text, speaker);
    channel.answerNext(LIMITED, { kind: "sent", id: "m-1" }, LIMITED);
    await work();
    await later();
    await later();
    expect(texts()).toEqual(["the person's", "the person's", "one", "one", "again the person's", "two"]);
  });

  it("with a notice, whose validity is its own", async () => {
    const { id } = await rows.conversation();
    await says(id, "one");
    await says(id, "a notice", "notice");
    channel.answerNext(LIMITED);
    await work();
    await later();
    expect(texts()).toEqual(["one", "one", "a notice"]);
  });

  it("across a change of owner", async () => {
    const { id } = await rows.conversation();
    await says(id, "one");
    await rows.sql`update conversations set epoch = epoch + 1 where id = ${id}`;
    await says(id, "two");
    await rows.sql`update conversations set epoch = epoch - 1 where id = ${id}`;
    channel.answerNext(LIMITED, LIMITED);
    await work();
    await later();
    expect(await rows.sql`select text, state from outbox where conversation_id = ${id} order by id`).toEqual([
      { text: "one", state: "pending" },
      { text: "two", state: "pending" },
    ]);
  });

  it("with another customer's words, nor after a wait nobody would notice", async () => {
    const [one, other] = [await rows.conversation(), await rows.conversation()];
    await says(one.id, "one");
    await says(other.id, "other");
    await says(one.id, "two");
    channel.answerNext(
      { kind: "retry", afterMs: 2_000, why: "a hiccup" },
      { kind: "retry", afterMs: 2_000, why: "a hiccup" },
    );
    await work();
    await later();
    expect(texts().slice(2).sort()).toEqual(["one", "other", "two"]);
  });
});
