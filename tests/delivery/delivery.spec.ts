import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import type { Speaker } from "../../src/core/delivery.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { ensureAccount } from "../../src/db/channel-accounts.ts";
import type { Sql } from "../../src/db/connect.ts";
import { type ClaimedPart, claimDueParts, nextDuePart } from "../../src/delivery/claim.ts";
import { type DeliveryDeps, deliveryHandler } from "../../src/delivery/run.ts";
import { recoverBrokenSends, settlePart } from "../../src/delivery/settle.ts";
import { release, speak, take } from "../../src/desk/commands.ts";
import { lockConversation } from "../../src/desk/conversation.ts";
import { changeOwner } from "../../src/desk/ownership.ts";
import { say } from "../../src/desk/say.ts";
import { reopenUndelivered } from "../../src/desk/undelivered.ts";
import { takeStatus } from "../../src/intake/status.ts";
import type { ChannelAccount, ChannelAdapter } from "../../src/ports/channel.ts";
import { anEvent, openRows, QUIET, type Rows } from "../support/rows.ts";
import { GONE, onTheLine, SETTLES } from "./unsteady.ts";

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
  delivery = deliveryThrough(channel);
});

/** The queue, on an account whose adapter may lack or have more than the reference. */
function deliveryThrough(adapter: ChannelAdapter, sql: Sql = rows.sql): ReturnType<typeof deliveryHandler> {
  const account: ChannelAccount = { id: rows.accountId, name: "test", adapter };
  const deps: DeliveryDeps = {
    ...rows.desk,
    sql,
    accounts: new Map([[rows.accountId, account]]),
    undelivered: (messageId) => reopenUndelivered(rows.desk, messageId),
    onOutcome: () => {},
    onError: (error) => errors.push(error),
    concurrency: 8,
    sendTimeoutMs: 50,
  };
  return deliveryHandler(deps);
}
afterEach(async () => {
  expect(errors.splice(0)).toEqual([]);
  await rows.sql`update outbox set state = 'failed' where state in ('pending', 'sending')`;
  await rows.sql`update channel_accounts set hold_until = null`;
});
afterAll(() => rows.close());

/** Sends until nothing more is due. */
async function work(): Promise<void> {
  for (let before = -1; before !== channel.sent.length; ) {
    before = channel.sent.length;
    await delivery.handle(QUIET);
    await delivery.idle();
  }
}
async function says(conversationId: number, text: string, speaker: Speaker = "bot"): Promise<number> {
  const author = speaker === "agent" ? "agent" : "bot";
  const utterance = { author, kind: "text", speaker, text } as const;
  const at = { now: rows.clock.now(), textChars: 60 };
  return (await rows.sql.begin((tx) => say(tx, { id: conversationId }, utterance, at))).messageId;
}
const texts = () => channel.sent.map(({ text }) => text);
const states = async (conversationId: number) =>
  (
    await rows.sql<{ delivery: string }[]>`
    select delivery from messages where conversation_id = ${conversationId} and author <> 'customer' order by sequence`
  ).map((row) => row.delivery);

describe("sending", () => {
  it("marks what was sent, under the platform's id", async () => {
    const { id } = await rows.conversation();
    const messageId = await says(id, "hello");
    await work();
    expect(await states(id)).toEqual(["sent"]);
    expect(await rows.sql`select external_id from messages where id = ${messageId}`).toEqual([
      { externalId: "memory-1" },
    ]);
  });

  it("has one unsent message a conversation on the wire, in the order they were said", async () => {
    const { id } = await rows.conversation();
    for (const text of ["one", "two", "three"]) await says(id, text);
    const first = await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
    expect(first.map(({ text }) => text)).toEqual(["one"]);
    expect(await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10)).toEqual([]);
    await rows.sql`update outbox set state = 'pending' where state = 'sending'`;
    await work();
    expect(texts()).toEqual(["one", "two", "three"]);
  });

  it("is shared by several processes without sending anything twice", async () => {
    for (let nth = 0; nth < 10; nth += 1) await says((await rows.conversation()).id, `to ${nth}`);
    const claims = [1, 2, 3, 4].map(() => claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 4));
    const ids = (await Promise.all(claims)).flat().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("cuts a long text into parts and sends them in order; buttons go with the last", async () => {
    const { id } = await rows.conversation();
    const buttons = [{ id: "yes", label: "Yes" }];
    const text =
      "The parcel left on Sunday. It is in Tehran now. It comes on Tuesday before noon, by the same courier.";
    const utterance = { author: "bot", kind: "text", speaker: "bot", text, buttons } as const;
    await rows.sql.begin((tx) => say(tx, { id }, utterance, { now: rows.clock.now(), textChars: 60 }));
    await work();
    expect(texts().join(" ")).toBe(text);
    expect(channel.sent.map((part) => part.buttons)).toEqual([[], buttons]);
    expect(await states(id)).toEqual(["sent"]);
  });
});

describe("an outcome", () => {
  it("that asks to wait is kept to: not before, and with the words unchanged", async () => {
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "retry", afterMs: 30_000, why: "busy" });
    await says(id, "hello");
    await work();
    expect(await states(id)).toEqual(["pending"]);
    expect(await nextDuePart(rows.sql, [rows.accountId], rows.clock.now())).toEqual(
      new Date(rows.clock.now().getTime() + 30_000),
    );
    rows.clock.advance(29_999);
    await work();
    expect(texts()).toEqual(["hello"]);
    rows.clock.advance(1);
    await work();
    expect(texts()).toEqual(["hello", "hello"]);
    expect(await states(id)).toEqual(["sent"]);
  });

  it("on one limited chat holds up no other", async () => {
    const limited = await rows.conversation();
    channel.answerNext({ kind: "retry", afterMs: 60_000, why: "429", limited: true });
    await says(limited.id, "limited");
    await work();
    await says((await rows.conversation()).id, "free");
    await work();
    expect(texts()).toEqual(["limited", "free"]);
  });

  it("of five limited chats in a row holds the whole account, for as long as the platform said", async () => {
    channel.answerNext(
      ...Array.from({ length: 5 }, () => ({ kind: "retry", afterMs: 60_000, why: "429", limited: true }) as const),
    );
    for (let nth = 0; nth < 5; nth += 1) await says((await rows.conversation()).id, `limited ${nth}`);
    await work();
    await says((await rows.conversation()).id, "held");
    await work();
    expect(texts()).not.toContain("held");
    rows.clock.advance(60_000);
    await work();
    expect(texts()).toContain("held");
    expect(channel.sent).toHaveLength(11);
  });

  it("of a refusal fails the message and says why; what was said later still goes", async () => {
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "refused", why: "blocked" });
    await says(id, "one");
    await says(id, "two");
    await work();
    expect(await states(id)).toEqual(["failed", "sent"]);
    const [failed] = await rows.sql`select failure from messages where conversation_id = ${id} and delivery = 'failed'`;
    expect(failed).toEqual({ failure: "blocked" });
  });

  it("of a refused part takes the later parts with it", async () => {
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "refused", why: "chat-gone" });
    await says(id, "word ".repeat(40).trim());
    await work();
    expect(channel.sent).toHaveLength(1);
    expect(await states(id)).toEqual(["failed"]);
  });

  it("nobody knows is shown as unknown and never sent again blindly: a send that hangs", async () => {
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "hang" });
    await says(id, "hello");
    await work();
    rows.clock.advance(3_600_000);
    await work();
    expect(texts()).toEqual(["hello"]);
    expect(await states(id)).toEqual(["unknown"]);
  });

  it("that still asks to wait after a day is given up", async () => {
    const { id } = await rows.conversation();
    await says(id, "hello");
    rows.clock.advance(25 * 3_600_000);
    channel.answerNext({ kind: "retry", afterMs: 1_000, why: "busy" });
    await work();
    expect(await states(id)).toEqual(["failed"]);
  });
});

describe("a change of owner before the send began", () => {
  it("suppresses the bot's words and the notices of the bot's time, and lets statuses and people through", async () => {
    const { id } = await rows.conversation();
    await says(id, "the bot's", "bot");
    await says(id, "a notice", "notice");
    await says(id, "a status", "status");
    await speak(rows.desk, { conversationId: id, agentId: "sara", text: "the person's" });
    await work();
    expect(texts()).toEqual(["a status", "the person's"]);
    expect(await states(id)).toEqual(["suppressed", "suppressed", "sent", "sent"]);
  });

  it("suppresses the bot's words for good: a release brings none of them back", async () => {
    const { id } = await rows.conversation();
    await says(id, "old words");
    await take(rows.desk, { conversationId: id, agentId: "sara" });
    await release(rows.desk, { conversationId: id, agentId: "sara" });
    await work();
    expect(texts()).toEqual(["notice: released"]);
  });

  it("sends the bot's last words before the notice of its own hand-off, also when a limit had held them back", async () => {
    const { id } = await rows.conversation();
    await says(id, "about order 12345");
    channel.answerNext({ kind: "retry", afterMs: 3_000, why: "rate limit", limited: true });
    await work();
    await rows.sql.begin(async (tx) => {
      const conversation = await lockConversation(tx, id);
      if (!conversation) throw new Error("no conversation");
      const code = "123456789";
      const notice = {
        name: "queued",
        reason: "asked_for_human",
        code,
        time: "2026-01-01T00:00:00Z",
        orders: [],
      } as const;
      const change = { event: { kind: "hand_off", reason: "asked_for_human" }, actor: "bot", notice } as const;
      const at = { now: rows.clock.now(), settings: DEFAULT_SETTINGS, speech: rows.desk.speech };
      await changeOwner(tx, conversation, { ...change, promisedAt: null }, at);
    });
    rows.clock.advance(3_000);
    await work();
    expect(texts()).toEqual(["about order 12345", "about order 12345", "notice: queued"]);
    expect(await states(id)).toEqual(["sent", "sent"]);
  });
});

describe("after a crash", () => {
  it("what the desk said is sent again, and a person's words are held and shown as unknown", async () => {
    const [bot, person] = [await rows.conversation(), await rows.conversation()];
    await says(bot.id, "the bot's", "bot");
    await says(person.id, "the person's", "agent");
    await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
    expect(await recoverBrokenSends(rows.sql, rows.clock.now())).toEqual([]);
    const later = rows.clock.advance(120_000);
    const touched = await recoverBrokenSends(rows.sql, later);
    expect([...touched].sort((a, b) => a - b)).toEqual([bot.id, person.id]);
    await work();
    expect(texts()).toEqual(["the bot's"]);
    expect([await states(bot.id), await states(person.id)]).toEqual([["sent"], ["unknown"]]);
  });
});

it("leaves what belongs to a channel that this process does not run", async () => {
  const elsewhere = await ensureAccount(rows.sql, "telegram", "elsewhere");
  const { id } = await rows.conversation();
  await says(id, "hello");
  await rows.sql`update outbox set account_id = ${elsewhere} where conversation_id = ${id}`;
  await work();
  expect(channel.sent).toEqual([]);
  expect(await states(id)).toEqual(["pending"]);
});

describe("a platform that lets us write only for a while after the customer did", () => {
  const HOUR_MS = 3_600_000;
  const windowed = (): ChannelAdapter => ({ ...channel, limits: { ...channel.limits, replyWindowMs: 24 * HOUR_MS } });

  it("is not asked when that is over: the words have failed, and the agent owes an answer again", async () => {
    delivery = deliveryThrough(windowed());
    const { id } = await rows.conversation();
    await speak(rows.desk, { conversationId: id, agentId: "sara", text: "within the day" });
    await work();
    expect(await states(id)).toEqual(["sent"]);
    expect((await rows.find(id)).ownerDueAt).toBeNull();

    rows.clock.advance(24 * HOUR_MS);
    await speak(rows.desk, { conversationId: id, agentId: "sara", text: "too late" });
    await work();
    expect(texts()).toEqual(["within the day"]);
    expect(await rows.sql`select failure from messages where conversation_id = ${id} and text = 'too late'`).toEqual([
      { failure: "window-closed" },
    ]);
    expect((await rows.find(id)).ownerDueAt).not.toBeNull();
    expect(await rows.sql`select kind from clocks where conversation_id = ${id} and state = 'running'`).toEqual([
      { kind: "next_response" },
    ]);
  });

  it("is asked again as soon as the customer has written", async () => {
    delivery = deliveryThrough(windowed());
    const { id, threadId } = await rows.conversation();
    rows.clock.advance(25 * HOUR_MS);
    await rows.hears({ threadId, sentAt: rows.clock.now().toISOString() });
    await says(id, "here again", "agent");
    await work();
    expect(texts()).toEqual(["here again"]);
  });
});

describe("the request to write again", () => {
  const ask = async () => {
    const { id } = await rows.conversation();
    await says(id, "we asked the customer to write again", "reopening");
    rows.clock.advance(25 * 3_600_000);
    return id;
  };

  it("goes out as the operator's own template, past the reply window, and is sent like any words", async () => {
    const asked: string[] = [];
    const askToReopen = async (threadId: string) => {
      asked.push(threadId);
      return { kind: "sent", id: "template-1" } as const;
    };
    delivery = deliveryThrough({
      ...channel,
      askToReopen,
      limits: { ...channel.limits, replyWindowMs: 24 * 3_600_000 },
    });
    const id = await ask();
    await work();
    expect(asked).toEqual([(await rows.find(id)).threadId]);
    expect(texts()).toEqual([]);
    expect(await states(id)).toEqual(["sent"]);
    expect(await rows.sql`select external_id from outbox where conversation_id = ${id}`).toEqual([
      { externalId: "template-1" },
    ]);
  });

  it("fails where the operator has taken the template away, and is not repeated blindly after a crash", async () => {
    const id = await ask();
    await work();
    expect([texts(), await states(id)]).toEqual([[], ["failed"]]);
    const other = await ask();
    await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10);
    await recoverBrokenSends(rows.sql, rows.clock.advance(120_000));
    expect(await states(other)).toEqual(["unknown"]);
  });
});

describe("an agent's words that nobody can receive", () => {
  it("start no clock: the customer has blocked us", async () => {
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "refused", why: "blocked" });
    await speak(rows.desk, { conversationId: id, agentId: "sara", text: "hello?" });
    await work();
    expect(await states(id)).toEqual(["failed"]);
    expect((await rows.find(id)).ownerDueAt).toBeNull();
  });
});

describe("an agent's words that fail for good", () => {
  /** What the customer is owed by the agent. */
  const owed = async (id: number) => [
    (await rows.find(id)).ownerDueAt !== null,
    await rows.sql`select kind from clocks where conversation_id = ${id} and state = 'running'`,
  ];
  const AN_ANSWER = [true, [{ kind: "next_response" }]];
  const speaks = async (id: number, text: string) => {
    await speak(rows.desk, { conversationId: id, agentId: "sara", text });
    expect(await owed(id)).toEqual([false, []]);
  };
  /** The platform tells of a message before its answer to the send has been written down. */
  const failsEarly = (externalId: string, threadId: string) =>
    takeStatus(rows.sql, rows.accountId, anEvent({ type: "status", status: "failed", externalId, threadId }));

  it("are owed again where the platform asked to wait for a day", async () => {
    const { id } = await rows.conversation();
    await speaks(id, "hello");
    rows.clock.advance(25 * 3_600_000);
    channel.answerNext({ kind: "retry", afterMs: 1_000, why: "busy" });
    await work();
    expect(await states(id)).toEqual(["failed"]);
    expect(await owed(id)).toEqual(AN_ANSWER);
  });

  it("are owed again where the platform took them, and had told before that they did not arrive", async () => {
    const { id, threadId } = await rows.conversation();
    await speaks(id, "hello");
    await failsEarly("taken", threadId);
    channel.answerNext({ kind: "sent", id: "taken" });
    await work();
    expect(await states(id)).toEqual(["failed"]);
    expect(await owed(id)).toEqual(AN_ANSWER);
  });

  it("are owed again, and go no further, where that was told of their first part", async () => {
    const { id, threadId } = await rows.conversation();
    await speaks(id, "word ".repeat(40).trim());
    await failsEarly("first", threadId);
    channel.answerNext({ kind: "sent", id: "first" });
    await work();
    expect(texts()).toHaveLength(1);
    expect(await states(id)).toEqual(["failed"]);
    expect(await owed(id)).toEqual(AN_ANSWER);
  });

  it("stay failed where that is told of their first part while the last one is on the wire", async () => {
    const { id, threadId } = await rows.conversation();
    await speaks(id, "The parcel left on Sunday, by courier. It comes on Tuesday, before noon.");
    const claimed = async () =>
      (await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 10))[0] as ClaimedPart;
    const sent = async (part: ClaimedPart, as: string) =>
      settlePart(rows.sql, part, { kind: "sent", id: as }, rows.clock.now());
    expect(await sent(await claimed(), "part-1")).toBe(false);
    const last = await claimed();
    await failsEarly("part-1", threadId);
    expect(await sent(last, "part-2")).toBe(true);
    expect(await states(id)).toEqual(["failed"]);
  });

  it("are owed again where the database wrote that down, and its answer was lost", async () => {
    let losses = 1;
    const losing = onTheLine(rows.sql, async (words, ask) => {
      const answer = await ask();
      if (SETTLES.test(words) && losses-- > 0) throw GONE;
      return answer;
    });
    delivery = deliveryThrough(channel, losing);
    const { id } = await rows.conversation();
    channel.answerNext({ kind: "refused", why: "too-long" });
    await speaks(id, "hello");
    await work();
    expect([await states(id), losses < 0]).toEqual([["failed"], true]);
    expect(await owed(id)).toEqual(AN_ANSWER);
  });
});

describe("an account whose connection is down, or in another process", () => {
  it("keeps what is to be sent, unclaimed, until it can send", async () => {
    let connected = false;
    delivery = deliveryThrough({ ...channel, canSend: () => connected });
    const { id } = await rows.conversation();
    await says(id, "wait for it");
    await work();
    expect(await rows.sql`select state, attempts from outbox where conversation_id = ${id}`).toEqual([
      { state: "pending", attempts: 0 },
    ]);
    connected = true;
    await work();
    expect(texts()).toEqual(["wait for it"]);
  });
});
