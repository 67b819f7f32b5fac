import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { makePromise } from "../../src/desk/clocks.ts";
import { release, resolve, speak, take } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { changeOwner } from "../../src/desk/ownership.ts";
import { sweepHandler } from "../../src/followup/sweep.ts";
import { openRows, QUIET, type Rows } from "../support/rows.ts";

const MINUTE = 60_000;
let rows: Rows;
let talk: Conversation;
let nth = 0;
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(async () => {
  await rows.settings(DEFAULT_SETTINGS);
  talk = await rows.conversation();
  nth += 1;
});
afterAll(() => rows.close());

const sweep = () => sweepHandler(rows.desk)(QUIET);
const now = () => rows.find(talk.id);
const sara = () => ({ conversationId: talk.id, agentId: "sara" });
const ticket = () => rows.ticket(talk, `1000000${nth.toString().padStart(2, "0")}`);
const told = async () =>
  (
    await rows.sql<{ text: string }[]>`
    select text from messages where conversation_id = ${talk.id} and author = 'system' order by sequence`
  ).map(({ text }) => text);
const lastMove = async () =>
  (
    await rows.sql`select reason, no_notice from transitions where conversation_id = ${talk.id} order by id desc limit 1`
  )[0];

async function queue(): Promise<void> {
  const at = { now: rows.clock.now(), settings: DEFAULT_SETTINGS, speech: rows.desk.speech };
  const promisedAt = new Date(at.now.getTime() + 30 * MINUTE);
  const event = { kind: "hand_off", reason: "asked_for_human" } as const;
  await rows.sql.begin((tx) => changeOwner(tx, talk, { event, actor: "bot", notice: null, promisedAt }, at));
}

describe("an agent who leaves the customer waiting", () => {
  it("is reminded after 15 minutes, loses the conversation after 15 more, and the customer is told", async () => {
    await ticket();
    await take(rows.desk, sara());
    rows.clock.advance(15 * MINUTE);
    await sweep();
    expect(await now()).toMatchObject({ state: "human_idle", ownerAgentId: "sara" });
    expect(await told()).toEqual([]);
    rows.clock.advance(15 * MINUTE);
    await sweep();
    expect(await now()).toMatchObject({ state: "queued", ownerAgentId: null, lastAgentId: "sara" });
    expect(await told()).toEqual(["notice: agent-away"]);
  });

  it("keeps it by speaking in time", async () => {
    await take(rows.desk, sara());
    rows.clock.advance(14 * MINUTE);
    await speak(rows.desk, { ...sara(), text: "I am here" });
    rows.clock.advance(60 * MINUTE);
    await sweep();
    expect((await now()).state).toBe("human");
  });

  it("keeps it outside opening hours: only working minutes count", async () => {
    await rows.settings({ ...DEFAULT_SETTINGS, hours: {} });
    await take(rows.desk, sara());
    const taken = await now();
    expect(taken.ownerDueAt).not.toBeNull();
    await rows.settings({ ...DEFAULT_SETTINGS, hours: { mon: [["08:00", "16:00"]] } });
    await release(rows.desk, sara());
    await take(rows.desk, sara());
    expect((await now()).ownerDueAt?.getTime()).toBeGreaterThan(rows.clock.now().getTime() + 12 * 60 * MINUTE);
  });
});

describe("a promise that was not kept", () => {
  it("is recorded as missed, and a person gets the conversation with an honest word", async () => {
    const ticketId = await ticket();
    const dueAt = new Date(rows.clock.now().getTime() + MINUTE);
    const promise = { conversationId: talk.id, ticketId, dueAt, now: rows.clock.now(), messageId: null };
    await rows.sql.begin((tx) => makePromise(tx, "bot", promise));
    await sweep();
    expect((await now()).state).toBe("bot");
    rows.clock.advance(MINUTE);
    await sweep();
    await sweep();
    expect(await now()).toMatchObject({ state: "queued", ownerReason: "promise_missed" });
    expect(await told()).toEqual(["notice: promise-missed"]);
    expect(await rows.sql`select state from promises where conversation_id = ${talk.id}`).toEqual([
      { state: "missed" },
    ]);
    const events =
      await rows.sql`select kind from ticket_events where ticket_id = ${ticketId} and kind = 'clock_missed'`;
    expect(events).toHaveLength(1);
  });

  it("of the first answer is owned up to each time, with a longer time named, and after four times no more", async () => {
    await queue();
    for (const minutes of [31, 31, 61, 121, 241, 481]) {
      rows.clock.advance(minutes * MINUTE);
      await sweep();
    }
    expect(await told()).toEqual(Array.from({ length: 4 }, () => "notice: promise-missed"));
    expect((await now()).state).toBe("queued");
  });

  it("of the first answer stays missed when the answer comes at last; a new time was named, and is met", async () => {
    await queue();
    rows.clock.advance(31 * MINUTE);
    await sweep();
    expect((await now()).promisedAt).toEqual(new Date(rows.clock.now().getTime() + 30 * MINUTE));
    await speak(rows.desk, { ...sara(), text: "sorry for the wait" });
    expect(await rows.sql`select kind, state from clocks where conversation_id = ${talk.id} order by id`).toEqual([
      { kind: "first_response", state: "missed" },
      { kind: "next_response", state: "met" },
    ]);
  });
});

describe("the desk's opening", () => {
  it("ends the bot's help for those who wait, without a word and under a new epoch", async () => {
    await rows.settings({ ...DEFAULT_SETTINGS, hours: {} });
    const at = { now: rows.clock.now(), settings: { ...DEFAULT_SETTINGS, hours: {} }, speech: rows.desk.speech };
    const event = { kind: "hand_off", reason: "safety" } as const;
    await rows.sql.begin((tx) => changeOwner(tx, talk, { event, actor: "bot", notice: null, promisedAt: null }, at));
    await sweep();
    expect(await now()).toMatchObject({ state: "queued", botHelps: true, epoch: 2 });
    await rows.settings(DEFAULT_SETTINGS);
    await sweep();
    expect(await now()).toMatchObject({ state: "queued", botHelps: false, epoch: 3 });
    expect(await lastMove()).toEqual({ reason: "desk_opened", noNotice: "a person answers from now on" });
  });
});

describe("a customer who does not say whether it is solved", () => {
  it("is left alone for three days; then the ticket is closed as abandoned and the episode ends", async () => {
    const ticketId = await ticket();
    await resolve(rows.desk, sara());
    rows.clock.advance(71 * 60 * MINUTE);
    await sweep();
    expect((await now()).ticketId).toBe(ticketId);
    rows.clock.advance(60 * MINUTE);
    await sweep();
    expect(await rows.sql`select status, closed_as from tickets where id = ${ticketId}`).toEqual([
      { status: "closed", closedAs: "abandoned" },
    ]);
    expect(await now()).toMatchObject({ state: "bot", episode: 2, ticketId: null });
    expect((await lastMove())?.noNotice).toContain("silent");
  });
});

describe("a sweep", () => {
  it("names the next deadline, so that it is not late for it", async () => {
    await rows.sql`update clocks set state = 'met' where state = 'running'`;
    await rows.sql`update conversations set owner_due_at = null`;
    expect(await sweep()).toBeNull();
    await take(rows.desk, sara());
    expect(await sweep()).toEqual((await now()).ownerDueAt);
  });

  it("twice at once does everything once", async () => {
    await take(rows.desk, sara());
    rows.clock.advance(15 * MINUTE);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect((await now()).state).toBe("human_idle");
    const moves =
      await rows.sql`select 1 from transitions where conversation_id = ${talk.id} and reason = 'lease_expired'`;
    expect(moves).toHaveLength(1);
  });

  it("forgets events that no platform delivers again", async () => {
    const count = async () => (await rows.sql`select 1 from inbound_events`).length;
    rows.clock.advance(10 * 24 * 60 * MINUTE);
    await sweep();
    expect(await count()).toBeGreaterThan(1);
    await rows.sql`update conversations set owner_due_at = null`;
    rows.clock.advance(5 * 24 * 60 * MINUTE);
    await sweep();
    expect(await count()).toBe(0);
  });
});
