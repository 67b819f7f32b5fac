import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { json } from "../../src/db/connect.ts";
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

const onError = (error: unknown) => {
  throw error;
};
const sweep = () => sweepHandler({ ...rows.desk, onError })(QUIET);
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

describe("whether it is solved", () => {
  const angry = (heat: number) =>
    rows.sql`update conversations set reading = ${json({ heat })}::jsonb where id = ${talk.id}`;

  it("is not asked of somebody who is angry, until they had time to calm; then once", async () => {
    await ticket();
    await angry(3);
    await resolve(rows.desk, sara());
    expect(await told()).toEqual([]);
    rows.clock.advance(59 * MINUTE);
    await sweep();
    expect(await told()).toEqual([]);
    rows.clock.advance(MINUTE);
    await sweep();
    await sweep();
    expect(await told()).toEqual(["notice: confirm-resolved"]);
  });

  it.each(["released", "suppressed"])(
    "is never asked of somebody who wrote of a crisis, in a turn that was %s",
    async (outcome) => {
      await ticket();
      const reading = json({ flags: { crisis: true } });
      await rows.sql`
      insert into turns (conversation_id, episode, epoch, reading, decision, outcome, engine, message_ids, started_at, finished_at)
      values (${talk.id}, ${talk.episode}, 0, ${reading}::jsonb, '{}', ${outcome}, 'offline', '{}', now(), now())`;
      await resolve(rows.desk, sara());
      rows.clock.advance(60 * MINUTE);
      await sweep();
      expect(await told()).toEqual([]);
    },
  );

  it("is asked at once of everybody else", async () => {
    await ticket();
    await angry(1);
    await resolve(rows.desk, sara());
    rows.clock.advance(60 * MINUTE);
    await sweep();
    expect(await told()).toEqual(["notice: confirm-resolved"]);
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

describe("a receipt that was kept while its send was written down", () => {
  /** The rows as two that did not see each other leave them. */
  async function crossed(status: "delivered" | "failed"): Promise<number> {
    await take(rows.desk, sara());
    await speak(rows.desk, { ...sara(), text: "It comes today." });
    const [part] = await rows.sql<{ messageId: number }[]>`
      update outbox set state = 'sent', external_id = ${`ours-${talk.id}`} where conversation_id = ${talk.id}
      returning message_id`;
    const messageId = part?.messageId ?? 0;
    await rows.sql`update messages set delivery = 'sent' where id = ${messageId}`;
    await rows.sql`
      insert into early_statuses (account_id, external_id, status)
      values (${rows.accountId}, ${`ours-${talk.id}`}, ${status}), (${rows.accountId}, ${`others-${talk.id}`}, 'read')`;
    return messageId;
  }
  const deliveryOf = async (id: number) =>
    (await rows.sql<{ delivery: string }[]>`select delivery from messages where id = ${id}`)[0]?.delivery;

  it("counts at the next sweep; those of sends that are not ours are left alone", async () => {
    const id = await crossed("delivered");
    await sweep();
    expect(await deliveryOf(id)).toBe("delivered");
    expect(rows.published).toContain(talk.id);
    const left = await rows.sql`select from early_statuses where external_id like ${`%-${talk.id}`}`;
    expect(left).toHaveLength(1);
  });

  it("moves nothing that is not sent as a whole: a message with a part still to go stays as it is", async () => {
    const id = await crossed("delivered");
    await rows.sql`update messages set delivery = 'pending' where id = ${id}`;
    await sweep();
    expect(await deliveryOf(id)).toBe("pending");
  });

  it("gives the agent the clock back where it says that the words did not arrive", async () => {
    const id = await crossed("failed");
    await sweep();
    expect(await deliveryOf(id)).toBe("failed");
    const running = await rows.sql`
      select from clocks where conversation_id = ${talk.id} and kind = 'next_response' and state = 'running'`;
    expect(running).toHaveLength(1);
  });
});
