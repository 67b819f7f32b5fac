import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingest, ingestEdit, remember } from "../../src/intake/ingest.ts";
import { anEvent, NOON, openRows, POLICY, type Rows } from "../support/rows.ts";

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
});
afterAll(() => rows.close());

const messagesOf = (conversationId: number | undefined) =>
  rows.sql<{ id: number; sequence: number; text: string; attachments: unknown[]; edits: string[] }[]>`
    select id, sequence, text, attachments, edits from messages
    where conversation_id = ${conversationId ?? 0} order by sequence`;

describe("one message", () => {
  it("makes the contact, the identity, the conversation and the due time together", async () => {
    const taken = await rows.hears({ threadId: "first", text: "hello" });
    expect(taken).toMatchObject({ sequence: 1, epoch: 1, flooded: false });
    const conversation = await rows.find(taken?.conversationId ?? 0);
    expect(conversation).toMatchObject({ threadId: "first", state: "bot", lastSequence: 1, turnedSequence: 0 });
    expect(conversation.dueAt).toEqual(new Date(NOON.getTime() + POLICY.quietMs));
    const [contact] = await rows.sql`select name from contacts where id = ${conversation.contactId}`;
    expect(contact).toEqual({ name: "Sara" });
  });

  it("is one message however often it comes", async () => {
    const event = anEvent();
    const first = await ingest(rows.sql, rows.accountId, event, NOON, POLICY);
    expect(await ingest(rows.sql, rows.accountId, event, NOON, POLICY)).toBeNull();
    expect(await messagesOf(first?.conversationId)).toHaveLength(1);
  });

  it("is one message when fifty copies come at once", async () => {
    const event = anEvent();
    const copies = Array.from({ length: 50 }, () => ingest(rows.sql, rows.accountId, event, NOON, POLICY));
    const taken = (await Promise.all(copies)).filter((copy) => copy !== null);
    expect(taken).toHaveLength(1);
    expect(await messagesOf(taken[0]?.conversationId)).toHaveLength(1);
  });

  it("that comes first together with another makes one contact and one conversation", async () => {
    const twins = Array.from({ length: 8 }, (_, place) => rows.hears({ threadId: "twins", text: `${place}` }));
    const taken = await Promise.all(twins);
    expect(new Set(taken.map((one) => one?.conversationId)).size).toBe(1);
    const sequences = taken.map((one) => one?.sequence ?? 0).sort((a, b) => a - b);
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const people = await rows.sql`
      select c.id from contacts c join identities i on i.contact_id = c.id where i.external_id = 'twins'`;
    expect(people).toHaveLength(1);
    const [orphans] = await rows.sql<{ count: number }[]>`
      select count(*)::int as count from contacts c where not exists (select from identities i where i.contact_id = c.id)`;
    expect(orphans?.count).toBe(0);
  });

  it("that is only a place says where", async () => {
    const taken = await rows.hears({ text: "", location: { latitude: 35.7, longitude: 51.4 } });
    expect((await messagesOf(taken?.conversationId))[0]?.text).toBe("35.7, 51.4");
  });
});

describe("a burst", () => {
  const due = async (id: number | undefined) => (await rows.find(id ?? 0)).dueAt?.getTime();
  const plus = (ms: number) => new Date(NOON.getTime() + ms);
  const say = (threadId: string, at: Date, policy = POLICY) =>
    ingest(rows.sql, rows.accountId, anEvent({ threadId }), at, policy);

  it("moves its due time with every message, up to the longest wait", async () => {
    const first = await say("burst", NOON);
    await say("burst", plus(1_000));
    expect(await due(first?.conversationId)).toBe(plus(2_500).getTime());
    for (let ms = 2_000; ms <= 6_000; ms += 1_000) await say("burst", plus(ms));
    expect(await due(first?.conversationId)).toBe(plus(6_000).getTime());
  });

  it("is listened to longer where the customer was angry when last read, and never longer than the longest wait", async () => {
    const talk = await rows.conversation({ threadId: "angry", hotTurns: 1, burstStartedAt: null, dueAt: null });
    await say("angry", NOON);
    expect(await due(talk.id)).toBe(plus(POLICY.quietMs * POLICY.hotFactor).getTime());
    for (let ms = 1_000; ms <= 5_000; ms += 1_000) await say("angry", plus(ms));
    expect(await due(talk.id)).toBe(plus(POLICY.maxWaitMs).getTime());
  });

  it("is due at once where the quiet time is 0", async () => {
    const first = await say("at-once", NOON, { ...POLICY, quietMs: 0 });
    expect(await due(first?.conversationId)).toBe(NOON.getTime());
  });

  it("over the budget is kept, answered when the minute is over, and noticed once an hour", async () => {
    const policy = { ...POLICY, messagesPerMinute: 3 };
    const taken = [];
    for (let ms = 0; ms < 6; ms += 1) taken.push(await say("flood", plus(ms), policy));
    expect(taken.map((one) => one?.flooded)).toEqual([false, false, false, true, false, false]);
    expect(await messagesOf(taken[0]?.conversationId)).toHaveLength(6);
    expect(await due(taken[0]?.conversationId)).toBe(plus(60_000).getTime());
    for (let ms = 0; ms < 6; ms += 1) taken.push(await say("flood", plus(120_000 + ms), policy));
    expect(taken.slice(6).some((one) => one?.flooded)).toBe(false);
    const later = [];
    for (let ms = 0; ms < 6; ms += 1) later.push(await say("flood", plus(2 * 3_600_000 + ms), policy));
    expect(later.filter((one) => one?.flooded)).toHaveLength(1);
  });
});

describe("what belongs together", () => {
  const image = (name: string) => ({ kind: "image", name, mime: "image/jpeg", ref: name }) as const;

  it("is one message: the items of an album, with the words of whichever had some", async () => {
    const part = (name: string, text: string) =>
      rows.hears({ threadId: "album", albumId: "a1", text, attachments: [image(name)] });
    const taken = [await part("1.jpg", ""), await part("2.jpg", "broken"), await part("3.jpg", "")];
    expect(taken.map((one) => one?.sequence)).toEqual([1, 1, 1]);
    const [message, ...others] = await messagesOf(taken[0]?.conversationId);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ text: "broken", attachments: [image("1.jpg"), image("2.jpg"), image("3.jpg")] });
    expect((await rows.hears({ threadId: "album" }))?.sequence).toBe(2);
  });

  it("takes an item of an album once, also where another event brings it again", async () => {
    const item = { threadId: "twice", albumId: "a3", externalId: "m-1", attachments: [image("one")] };
    await rows.hears(item);
    expect(await rows.hears(item)).toBeNull();
    const [message] = await rows.sql`
      select attachments from messages m join conversations c on c.id = m.conversation_id where c.thread_id = 'twice'`;
    expect(message?.attachments).toHaveLength(1);
  });

  it("is one message too when the items come at once", async () => {
    const parts = ["1", "2", "3", "4"].map((name) =>
      rows.hears({ threadId: "rush", albumId: "a2", text: "", attachments: [image(name)] }),
    );
    const taken = await Promise.all(parts);
    const messages = await messagesOf(taken[0]?.conversationId);
    expect(messages.map(({ sequence, attachments }) => [sequence, attachments.length])).toEqual([[1, 4]]);
  });

  it("is the quoted message and its answer, also where we never saw what was quoted", async () => {
    const first = await rows.hears({ threadId: "quotes", externalId: "q1", text: "the first" });
    await rows.hears({ threadId: "quotes", replyTo: "q1" });
    await rows.hears({ threadId: "quotes", replyTo: "q0", replyQuote: "from before" });
    const replies = await rows.sql`
      select reply_to_id, reply_quote from messages where conversation_id = ${first?.conversationId ?? 0} order by sequence`;
    expect(replies).toEqual([
      { replyToId: null, replyQuote: null },
      { replyToId: first?.messageId, replyQuote: "the first" },
      { replyToId: null, replyQuote: "from before" },
    ]);
  });
});

describe("an edit", () => {
  const edit = (threadId: string, externalId: string, text: string) =>
    ingestEdit(rows.sql, rows.accountId, anEvent({ type: "edit", threadId, externalId, text }), NOON);

  it("keeps the earlier texts, and sends an unsettled turn back to read again", async () => {
    const first = await rows.hears({ threadId: "edits", externalId: "e1", text: "one" });
    await edit("edits", "e1", "two");
    await edit("edits", "e1", "three");
    expect(await messagesOf(first?.conversationId)).toMatchObject([{ text: "three", edits: ["one", "two"] }]);
    expect((await rows.find(first?.conversationId ?? 0)).revision).toBe(3);
  });

  it("of something already settled starts no turn", async () => {
    const settled = await rows.conversation({ turnedSequence: 1, dueAt: null });
    const [message] = await rows.sql<{ externalId: string }[]>`
      select external_id from messages where conversation_id = ${settled.id}`;
    expect(await edit(settled.threadId, message?.externalId ?? "", "other words")).toBe(settled.id);
    expect(await rows.find(settled.id)).toMatchObject({ revision: settled.revision, dueAt: null });
  });

  it("that changes nothing, or of a message we never saw, is nothing", async () => {
    await rows.hears({ threadId: "same", externalId: "s1", text: "one" });
    expect(await edit("same", "s1", "one")).toBeNull();
    expect(await edit("same", "s9", "new")).toBeNull();
  });
});

it("remembers an event that changes nothing, so that it stays so", async () => {
  const event = anEvent({ type: "reaction" });
  expect(await remember(rows.sql, rows.accountId, event, NOON)).toBe(true);
  expect(await remember(rows.sql, rows.accountId, event, NOON)).toBe(false);
});
