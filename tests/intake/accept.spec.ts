import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { say } from "../../src/desk/say.ts";
import { accept, type IntakeDeps } from "../../src/intake/accept.ts";
import type { InboundEvent } from "../../src/ports/channel.ts";
import { anEvent, openRows, POLICY, type Rows } from "../support/rows.ts";

let rows: Rows;
let deps: IntakeDeps;
const floods: number[] = [];
const takeovers: number[] = [];
beforeAll(async () => {
  rows = await openRows();
  deps = {
    ...rows.desk,
    policy: { ...POLICY, messagesPerMinute: 2 },
    noticeFlood: async (conversationId) => void floods.push(conversationId),
    takeover: async ({ conversationId, claim }) => {
      if (await rows.sql.begin(claim)) takeovers.push(conversationId);
    },
  };
});
afterAll(() => rows.close());

const take = (event: Partial<InboundEvent>) => accept(deps, rows.accountId, anEvent(event));

/** A message of ours in the conversation, as it stands once it is sent under this id. */
async function ours(conversationId: number, externalId: string | null, text = "an answer"): Promise<void> {
  const buttons = [{ id: "confirm:yes", label: "Yes, it is solved" }];
  const utterance = { author: "system", kind: "survey", speaker: "status", text, buttons } as const;
  const at = { now: rows.clock.now(), textChars: 4_000 };
  const { messageId } = await rows.sql.begin((tx) => say(tx, { id: conversationId }, utterance, at));
  const state = externalId === null ? "sending" : "sent";
  await rows.sql`update outbox set state = ${state}, external_id = ${externalId} where message_id = ${messageId}`;
  await rows.sql`update messages set delivery = ${state} where id = ${messageId}`;
}

describe("a message", () => {
  it("wakes the turn queue and the open pages, and says where it stands", async () => {
    const taken = await take({ threadId: "a" });
    expect(taken).toMatchObject({ sequence: 1 });
    expect(rows.woken.at(-1)).toBe("turn");
    expect(rows.published.at(-1)).toBe(taken?.conversationId);
  });

  it("beyond the budget has the contact told, once", async () => {
    const taken = [];
    for (let nth = 0; nth < 5; nth += 1) taken.push(await take({ threadId: "b" }));
    expect(floods).toEqual([taken[0]?.conversationId]);
  });
});

describe("a pressed button", () => {
  it("says what stood on it, if the message really had it", async () => {
    const talk = await take({ threadId: "c" });
    await ours(talk?.conversationId ?? 0, "ours-1");
    const pressed = { type: "action", threadId: "c", externalId: "ours-1", text: "" } as const;
    const taken = await take({ ...pressed, data: "confirm:yes" });
    const [message] = await rows.sql`
      select text, data from messages where conversation_id = ${talk?.conversationId ?? 0} and sequence = ${taken?.sequence ?? 0}`;
    expect(message).toEqual({ text: "Yes, it is solved", data: "confirm:yes" });
    expect(await take({ ...pressed, data: "confirm:no" })).toBeNull();
    expect(await take({ ...pressed, data: "confirm:yes", externalId: "ours-9" })).toBeNull();
  });

  it("counts before we know the id of what it stands under: a quick thumb, or an answer that was lost", async () => {
    const talk = await take({ threadId: "quick" });
    await ours(talk?.conversationId ?? 0, null);
    const pressed = { type: "action", threadId: "quick", externalId: "ours-2", text: "", data: "confirm:yes" } as const;
    expect(await take(pressed)).not.toBeNull();
    await ours(talk?.conversationId ?? 0, "ours-3");
    expect(await take({ ...pressed, externalId: "ours-3", data: "never:shown" })).toBeNull();
  });
});

describe("a message from our side", () => {
  it("is dropped where we sent it, or are sending it; the rest is a person who takes over", async () => {
    const talk = await take({ threadId: "d" });
    const id = talk?.conversationId ?? 0;
    await ours(id, "ours-2");
    await ours(id, null, "on the wire");
    await take({ type: "echo", threadId: "d", externalId: "ours-2", text: "an answer" });
    await take({ type: "echo", threadId: "d", externalId: "unknown-yet", text: "on the wire" });
    expect(takeovers).toEqual([]);
    const echo = { type: "echo", threadId: "d", externalId: "phone-1", eventId: "echo-1", text: "I call you" } as const;
    await take(echo);
    await take(echo);
    expect(takeovers).toEqual([id]);
  });
});

describe("a receipt", () => {
  it("moves a message on and never back", async () => {
    const talk = await take({ threadId: "e" });
    const id = talk?.conversationId ?? 0;
    await ours(id, "ours-3");
    const shown = async (status: InboundEvent["status"]) => {
      await take({ type: "status", threadId: "e", externalId: "ours-3", status });
      const [row] = await rows.sql<{ delivery: string }[]>`
        select m.delivery from messages m join outbox o on o.message_id = m.id where o.external_id = 'ours-3'`;
      return row?.delivery;
    };
    expect([await shown("read"), await shown("delivered"), await shown("sent")]).toEqual(["read", "read", "read"]);
  });
});

it("takes reactions and identities as seen, and answers none", async () => {
  expect(await take({ type: "reaction", threadId: "a" })).toBeNull();
  expect(await take({ type: "identity", threadId: "a", identity: { from: "a", to: "b" } })).toBeNull();
});
