import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { recordEcho, release, resolve, speak, take } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { changeOwner } from "../../src/desk/ownership.ts";
import { say } from "../../src/desk/say.ts";
import type { InboundEvent } from "../../src/ports/channel.ts";
import { anEvent, openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
let talk: Conversation;
let nth = 0;
beforeAll(async () => {
  rows = await openRows();
});
beforeEach(async () => {
  talk = await rows.conversation();
  nth += 1;
});
afterAll(() => rows.close());

const sara = () => ({ conversationId: talk.id, agentId: "sara" });
const now = () => rows.find(talk.id);
const said = () => rows.sql`
  select author, kind, text, agent_id, delivery from messages
  where conversation_id = ${talk.id} and author <> 'customer' order by sequence`;
const moves = () => rows.sql`
  select from_state, to_state, actor, reason, epoch, notice_message_id is not null as told, no_notice from transitions
  where conversation_id = ${talk.id} order by id`;
const clocks = () => rows.sql`select kind, state from clocks where conversation_id = ${talk.id} order by id`;

async function queue(): Promise<void> {
  await rows.ticket(talk, `1000000${nth.toString().padStart(2, "0")}`);
  const at = { now: rows.clock.now(), settings: DEFAULT_SETTINGS, speech: rows.desk.speech };
  const promisedAt = new Date(at.now.getTime() + 30 * 60_000);
  const notice = { name: "released" } as const;
  const event = { kind: "hand_off", reason: "asked_for_human" } as const;
  await rows.sql.begin(async (tx) => changeOwner(tx, await now(), { event, actor: "bot", notice, promisedAt }, at));
}

describe("speaking", () => {
  it("takes over, sends the words and says nothing else", async () => {
    const spoken = await speak(rows.desk, { ...sara(), text: "I look at it now" });
    expect(spoken).toMatchObject({ ok: true, value: { messageId: expect.any(Number), inFlight: [] } });
    expect(await now()).toMatchObject({ state: "human", ownerAgentId: "sara", epoch: 2, ownerDueAt: null });
    expect(await said()).toMatchObject([
      { author: "agent", text: "I look at it now", agentId: "sara", delivery: "pending" },
    ]);
    expect(await moves()).toMatchObject([
      { fromState: "bot", toState: "human", actor: "sara", reason: "agent_message", epoch: 2, told: false },
    ]);
    expect(rows.woken).toContain("delivery");
    expect(rows.published.at(-1)).toBe(talk.id);
  });

  it("again is no move: the epoch stays", async () => {
    await speak(rows.desk, { ...sara(), text: "one" });
    await speak(rows.desk, { ...sara(), text: "two" });
    expect((await now()).epoch).toBe(2);
    expect(await said()).toHaveLength(2);
  });

  it("is for any agent: the second takes over from the first", async () => {
    await speak(rows.desk, { ...sara(), text: "one" });
    await speak(rows.desk, { ...sara(), agentId: "reza", text: "two" });
    expect(await now()).toMatchObject({ ownerAgentId: "reza", epoch: 3 });
  });

  it("meets the clock the customer was waiting on, which taking does not", async () => {
    await queue();
    await take(rows.desk, sara());
    expect(await clocks()).toEqual([{ kind: "first_response", state: "running" }]);
    await speak(rows.desk, { ...sara(), text: "hello" });
    expect(await clocks()).toEqual([{ kind: "first_response", state: "met" }]);
  });

  it("opens a new ticket's work", async () => {
    const ticketId = await rows.ticket(talk, `2000000${nth.toString().padStart(2, "0")}`);
    await speak(rows.desk, { ...sara(), text: "hello" });
    expect(await rows.sql`select status from tickets where id = ${ticketId}`).toEqual([{ status: "open" }]);
  });

  it("names what the bot had begun to send and cannot be stopped any more", async () => {
    const utterance = { author: "bot", kind: "text", speaker: "bot", text: "an answer" } as const;
    const { messageId } = await rows.sql.begin((tx) =>
      say(tx, talk, utterance, { now: rows.clock.now(), textChars: 60 }),
    );
    await rows.sql`update outbox set state = 'sending' where message_id = ${messageId}`;
    expect(await speak(rows.desk, { ...sara(), text: "stop" })).toMatchObject({ value: { inFlight: [messageId] } });
  });
});

describe("a command on what has changed meanwhile", () => {
  it("is refused by its epoch, and nothing happens", async () => {
    await take(rows.desk, sara());
    const late = await speak(rows.desk, { ...sara(), agentId: "reza", text: "late", ifEpoch: 1 });
    expect(late).toMatchObject({ ok: false, error: { code: "stale_epoch" } });
    expect(await now()).toMatchObject({ ownerAgentId: "sara", epoch: 2 });
    expect(await said()).toEqual([]);
  });

  it("goes through where the epoch is the one the agent saw", async () => {
    expect(await take(rows.desk, { ...sara(), ifEpoch: 1 })).toMatchObject({ ok: true });
  });

  it("is given to one of two agents who take at the same moment", async () => {
    const both = await Promise.all(
      ["sara", "reza"].map((agentId) => take(rows.desk, { ...sara(), agentId, ifEpoch: 1 })),
    );
    expect(both.filter((taken) => taken.ok)).toHaveLength(1);
  });

  it("is refused for a conversation that does not exist", async () => {
    const none = await take(rows.desk, { conversationId: 999_999, agentId: "sara" });
    expect(none).toMatchObject({ ok: false, error: { code: "not_found" } });
  });
});

describe("releasing", () => {
  it("gives the conversation back to the bot, tells the customer and keeps the time they were told as a promise", async () => {
    await queue();
    await take(rows.desk, sara());
    expect(await release(rows.desk, sara())).toMatchObject({ ok: true });
    expect(await now()).toMatchObject({ state: "bot", ownerAgentId: null, lastAgentId: "sara", ownerDueAt: null });
    expect((await said()).at(-1)).toMatchObject({ author: "system", kind: "notice", text: "notice: released" });
    expect((await moves()).at(-1)).toMatchObject({ reason: "released", told: true, noNotice: null });
    expect(await clocks()).toEqual([
      { kind: "first_response", state: "paused" },
      { kind: "promise", state: "running" },
    ]);
  });

  it("is illegal where the bot owns it already, as a value", async () => {
    const refused = await release(rows.desk, sara());
    expect(refused).toMatchObject({ ok: false, error: { code: "illegal_transition", hint: expect.any(String) } });
    expect((await now()).epoch).toBe(1);
  });
});

describe("resolving", () => {
  it("asks the customer and closes nothing yet; no lease runs while it waits for them", async () => {
    const ticketId = await rows.ticket(talk, `3000000${nth.toString().padStart(2, "0")}`);
    expect(await resolve(rows.desk, sara())).toMatchObject({ ok: true });
    expect(await rows.sql`select status, closed_as from tickets where id = ${ticketId}`).toEqual([
      { status: "resolved", closedAs: null },
    ]);
    expect((await said()).at(-1)).toMatchObject({ author: "system", kind: "survey", text: "notice: confirm-resolved" });
    expect(await now()).toMatchObject({ state: "human", ownerAgentId: "sara", ownerDueAt: null });
  });

  it("twice asks once", async () => {
    await rows.ticket(talk, `4000000${nth.toString().padStart(2, "0")}`);
    await resolve(rows.desk, sara());
    await resolve(rows.desk, sara());
    expect(await said()).toHaveLength(1);
  });

  it("needs a ticket", async () => {
    expect(await resolve(rows.desk, sara())).toMatchObject({ ok: false, error: { code: "illegal_transition" } });
  });
});

describe("a person who types on the phone", () => {
  const types = (event: Partial<InboundEvent>) =>
    recordEcho(rows.desk, { conversationId: talk.id, event: anEvent(event), claim: async () => true });

  it("takes over, and the words are recorded and not sent again", async () => {
    expect(await types({ text: "I call you" })).toMatchObject({ ok: true });
    expect(await now()).toMatchObject({ state: "human", ownerReason: "phone_echo", ownerDueAt: null });
    expect(await said()).toMatchObject([{ author: "agent", text: "I call you", delivery: "sent" }]);
    expect(await rows.sql`select from outbox where conversation_id = ${talk.id}`).toHaveLength(0);
  });

  it("and sends a picture shows it to the others: it stays with the messenger, as a customer's does", async () => {
    const attachments = [{ kind: "image", name: "shelf.jpg", mime: "image/jpeg", ref: "file-1" }] as const;
    await types({ text: "", attachments });
    const [message] = await rows.sql`
      select author, text, attachments from messages where conversation_id = ${talk.id} and author = 'agent'`;
    expect(message).toEqual({ author: "agent", text: "", attachments });
  });

  it("is held to a promise like everybody else", async () => {
    const text = "I will call you within 2 hours.";
    await types({ text });
    expect(await rows.sql`select made_by, words, state from promises where conversation_id = ${talk.id}`).toEqual([
      { madeBy: "phone", words: text, state: "open" },
    ]);
  });

  it("keeps that promise by typing again later, though the owner stays", async () => {
    await types({ text: "I will call you within 2 hours." });
    rows.clock.advance(60 * 60_000);
    await types({ text: "It is on its way." });
    expect(await rows.sql`select state from promises where conversation_id = ${talk.id}`).toEqual([{ state: "kept" }]);
  });
});
