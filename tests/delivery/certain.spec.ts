import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import type { Sql } from "../../src/db/connect.ts";
import { type ClaimedPart, claimDueParts } from "../../src/delivery/claim.ts";
import { deliveryHandler } from "../../src/delivery/run.ts";
import { recoverBrokenSends, settlePart } from "../../src/delivery/settle.ts";
import { say } from "../../src/desk/say.ts";
import type { ChannelAdapter } from "../../src/ports/channel.ts";
import { openRows, QUIET, type Rows } from "../support/rows.ts";
import { GONE, onTheLine, SETTLES } from "./unsteady.ts";

/** The number of this process. */
const WORKER = 7;
const HOUR_MS = 3_600_000;

let rows: Rows;
let channel: MemoryAdapter;
const errors: unknown[] = [];
const undelivered: number[] = [];
/** How often the desk cannot be told that words have failed. */
let refusals = 0;
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(() => {
  const adapter = memoryAdapter({ secret: "s" });
  if (!adapter.ok) throw new Error(adapter.error.message);
  channel = adapter.value;
});
afterEach(async () => {
  expect(errors.splice(0)).toEqual([]);
  await rows.sql`update outbox set state = 'failed' where state in ('pending', 'sending')`;
});
afterAll(() => rows.close());

/** The queue of this process, over a line to the database that may be cut. */
function deliveryOver(sql: Sql, adapter: ChannelAdapter = channel): ReturnType<typeof deliveryHandler> {
  return deliveryHandler({
    ...rows.desk,
    sql,
    worker: WORKER,
    accounts: new Map([[rows.accountId, { id: rows.accountId, name: "test", adapter }]]),
    undelivered: async (messageId) => {
      if (refusals-- > 0) throw GONE;
      undelivered.push(messageId);
    },
    onOutcome: () => {},
    onError: (error) => errors.push(error),
    concurrency: 8,
    sendTimeoutMs: 50,
  });
}

/** A line that is cut whenever the end of a send is to be written down, until it is mended. */
function cutLine() {
  let isCut = true;
  let cuts = 0;
  const sql = onTheLine(rows.sql, async (words, ask) => {
    if (!isCut || !SETTLES.test(words)) return ask();
    cuts += 1;
    throw GONE;
  });
  return {
    sql,
    isMet: () => expect.poll(() => cuts).toBeGreaterThan(0),
    mend() {
      isCut = false;
    },
  };
}

async function says(text: string, speaker: "bot" | "agent", replyToId: number | null = null): Promise<number> {
  const { id } = await rows.conversation();
  const utterance = { author: speaker, kind: "text", speaker, text, replyToId } as const;
  const at = { now: rows.clock.now(), textChars: 60, quotes: true } as const;
  return (await rows.sql.begin((tx) => say(tx, { id }, utterance, at))).messageId;
}
const texts = () => channel.sent.map(({ text }) => text);
const shown = async (messageId: number) =>
  (await rows.sql<{ delivery: string }[]>`select delivery from messages where id = ${messageId}`)[0]?.delivery;
const partOf = async (messageId: number) =>
  (await rows.sql`select state, attempts, external_id from outbox where message_id = ${messageId}`)[0];

/** What a process does that takes ours for dead. */
const recover = () => recoverBrokenSends(rows.sql, rows.clock.advance(HOUR_MS));
async function beginAnew(): Promise<ClaimedPart> {
  const [part] = await claimDueParts(rows.sql, [rows.accountId], rows.clock.now(), 1, { worker: 8, holds: [] });
  if (!part) throw new Error("Nothing is due.");
  return part;
}

describe("a database that is away when a send has ended", () => {
  it.each(["bot", "agent"] as const)(
    "is told of it when it is back, however long that takes: the customer hears it once (%s)",
    async (speaker) => {
      const line = cutLine();
      const delivery = deliveryOver(line.sql);
      const messageId = await says("once", speaker);
      await delivery.handle(QUIET);
      await line.isMet();
      rows.clock.advance(HOUR_MS);
      await delivery.handle(QUIET);
      expect(await shown(messageId)).toBe("sending");
      line.mend();
      await delivery.idle();
      await delivery.handle(QUIET);
      expect([await shown(messageId), texts()]).toEqual(["sent", ["once"]]);
    },
  );

  it("is not waited for at a stop", async () => {
    const line = cutLine();
    const delivery = deliveryOver(line.sql);
    const messageId = await says("broken off", "bot");
    const stop = new AbortController();
    await delivery.handle(stop.signal);
    await line.isMet();
    stop.abort();
    await delivery.idle();
    expect(errors.splice(0)).toEqual([GONE]);
    expect(await shown(messageId)).toBe("sending");
  });
});

describe("a process that was taken for dead", () => {
  it.each([
    ["bot", "pending"],
    ["agent", "unknown"],
  ] as const)("says that its send arrived, and nothing is repeated (%s)", async (speaker, decided) => {
    const line = cutLine();
    const delivery = deliveryOver(line.sql);
    const messageId = await says("once", speaker);
    await delivery.handle(QUIET);
    await line.isMet();
    await recover();
    expect(await shown(messageId)).toBe(decided);
    await delivery.handle(QUIET);
    line.mend();
    await delivery.idle();
    await delivery.handle(QUIET);
    expect(texts()).toEqual(["once"]);
    expect(await shown(messageId)).toBe("sent");
    expect(await partOf(messageId)).toEqual({ state: "sent", attempts: 1, externalId: "memory-1" });
  });

  it.each(["bot", "agent"] as const)(
    "says that words were refused, and why: they are owed again (%s)",
    async (speaker) => {
      const line = cutLine();
      const delivery = deliveryOver(line.sql);
      channel.answerNext({ kind: "refused", why: "too-long" });
      const messageId = await says("too long", speaker);
      await delivery.handle(QUIET);
      await line.isMet();
      await recover();
      refusals = 1;
      line.mend();
      await delivery.idle();
      expect(await shown(messageId)).toBe("failed");
      expect(await rows.sql`select state, why from outbox where message_id = ${messageId}`).toEqual([
        { state: "failed", why: "too-long" },
      ]);
      expect(undelivered.at(-1)).toBe(messageId);
    },
  );

  it("changes nothing where it does not know either", async () => {
    const line = cutLine();
    const delivery = deliveryOver(line.sql);
    channel.answerNext({ kind: "hang" });
    const messageId = await says("who knows", "bot");
    await delivery.handle(QUIET);
    await line.isMet();
    await recover();
    line.mend();
    await delivery.idle();
    expect(await partOf(messageId)).toEqual({ state: "pending", attempts: 1, externalId: null });
  });

  it.each([
    { kind: "sent", id: "ours" },
    { kind: "refused", why: "blocked" },
    { kind: "retry", afterMs: 0, why: "busy" },
  ] as const)("leaves a send to whoever has begun it anew ($kind)", async (outcome) => {
    const line = cutLine();
    const delivery = deliveryOver(line.sql);
    channel.answerNext(outcome);
    const messageId = await says("twice", "bot");
    await delivery.handle(QUIET);
    await line.isMet();
    await recover();
    const theirs = await beginAnew();
    line.mend();
    await delivery.idle();
    expect(await partOf(messageId)).toEqual({ state: "sending", attempts: 2, externalId: null });
    await settlePart(rows.sql, theirs, { kind: "sent", id: "theirs" }, rows.clock.now());
    expect(await partOf(messageId)).toEqual({ state: "sent", attempts: 2, externalId: "theirs" });
  });
});

describe("what has not left, for certain, goes out once, a person's words too", () => {
  /** A line that is cut once, before or after the database has done what these words ask. */
  const cutOnce = (when: "before" | "after", statement: string) => {
    let left = 1;
    return onTheLine(rows.sql, async (words, ask) => {
      if (!words.includes(statement) || left-- <= 0) return ask();
      if (when === "after") await ask();
      throw GONE;
    });
  };

  it("where the answer to the claim was lost", async () => {
    const delivery = deliveryOver(cutOnce("after", "with due as"));
    const messageId = await says("claimed in vain", "agent");
    await expect(delivery.handle(QUIET)).rejects.toBe(GONE);
    expect(await shown(messageId)).toBe("sending");
    rows.clock.advance(1_000);
    await delivery.handle(QUIET);
    await delivery.idle();
    expect([texts(), await shown(messageId)]).toEqual([["claimed in vain"], "sent"]);
  });

  it("where the database went away before the send began", async () => {
    const quoted = await says("what is quoted", "agent");
    const delivery = deliveryOver(cutOnce("before", "m.external_id) as external_id"));
    const messageId = await says("not begun", "agent", quoted);
    await delivery.handle(QUIET);
    await delivery.idle();
    expect(errors.splice(0)).toEqual([GONE]);
    expect([texts(), await shown(messageId)]).toEqual([["what is quoted"], "pending"]);
    rows.clock.advance(1_000);
    await delivery.handle(QUIET);
    await delivery.idle();
    expect([texts(), await shown(messageId)]).toEqual([["what is quoted", "not begun"], "sent"]);
  });
});

describe("an end that an adapter tells badly is still an end", () => {
  it("where it does not stop when it is told to", async () => {
    const delivery = deliveryOver(rows.sql, { ...channel, send: () => new Promise(() => {}) });
    const messageId = await says("who knows", "bot");
    await delivery.handle(QUIET);
    await delivery.idle();
    expect(await shown(messageId)).toBe("unknown");
  });

  it("where the platform's words are such that no database holds them", async () => {
    const delivery = deliveryOver(rows.sql);
    channel.answerNext({ kind: "refused", why: null, detail: "no\0way" }, { kind: "sent", id: "id\0-1" });
    const [refused, sent] = [await says("one", "bot"), await says("two", "bot")];
    await delivery.handle(QUIET);
    await delivery.idle();
    expect(await rows.sql`select why from outbox where message_id = ${refused}`).toEqual([{ why: "noway" }]);
    expect(await partOf(sent)).toMatchObject({ state: "sent", externalId: "id-1" });
  });
});
