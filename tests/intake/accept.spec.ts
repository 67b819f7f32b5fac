import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClaimedPart } from "../../src/delivery/claim.ts";
import { settlePart } from "../../src/delivery/settle.ts";
import { recordEcho } from "../../src/desk/commands.ts";
import { say } from "../../src/desk/say.ts";
import { accept, type Echo, type IntakeDeps } from "../../src/intake/accept.ts";
import { concernsDesk } from "../../src/intake/concerns-desk.ts";
import type { InboundEvent } from "../../src/ports/channel.ts";
import { anEvent, openRows, POLICY, type Rows } from "../support/rows.ts";

let rows: Rows;
let deps: IntakeDeps;
const floods: number[] = [];
const takeovers: number[] = [];
const undelivered: number[] = [];
beforeAll(async () => {
  rows = await openRows();
  deps = {
    ...rows.desk,
    policy: { ...POLICY, messagesPerMinute: 2 },
    noticeFlood: async (conversationId) => void floods.push(conversationId),
    takeover: async ({ conversationId, claim }) => {
      if (await rows.sql.begin(claim)) takeovers.push(conversationId);
    },
    undelivered: async (messageId) => void undelivered.push(messageId),
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

  it("that comes as a message of its own counts if one that reached the chat had it; the words count in any case", async () => {
    const talk = await take({ threadId: "page" });
    const press = async (data: string) => {
      const taken = await take({ threadId: "page", text: "Yes, it is solved", data });
      const [message] = await rows.sql`
        select text, data from messages
        where conversation_id = ${talk?.conversationId ?? 0} and sequence = ${taken?.sequence ?? 0}`;
      return message;
    };
    const words = { text: "Yes, it is solved", data: null };
    expect(await press("confirm:yes")).toEqual(words);
    await ours(talk?.conversationId ?? 0, "ours-page");
    expect(await press("confirm:yes")).toEqual({ ...words, data: "confirm:yes" });
    expect(await press("confirm:no")).toEqual(words);
    await rows.sql`update outbox set state = 'suppressed' where conversation_id = ${talk?.conversationId ?? 0}`;
    expect(await press("confirm:yes")).toEqual(words);
  });

  it("of somebody else's says what the platform says stood on it, and its payload counts for nothing", async () => {
    const pressed = {
      type: "action",
      threadId: "template",
      externalId: null,
      text: "Go on",
      data: "confirm:yes",
    } as const;
    const taken = await take(pressed);
    const [message] = await rows.sql`
      select text, data from messages where conversation_id = ${taken?.conversationId ?? 0}`;
    expect(message).toEqual({ text: "Go on", data: null });
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

  it("that is only a place says where, as a customer's does", async () => {
    const told: string[] = [];
    const listening = { ...deps, takeover: async ({ event }: Echo) => void told.push(event.text) };
    const place = { text: "", location: { latitude: 35.7, longitude: 51.4 } };
    await take({ threadId: "placed" });
    await accept(listening, rows.accountId, anEvent({ type: "echo", threadId: "placed", ...place }));
    expect(told).toEqual(["35.7, 51.4"]);
  });
});

describe("a receipt", () => {
  it("moves a message on and never back", async () => {
    const talk = await take({ threadId: "e" });
    const id = talk?.conversationId ?? 0;
    await ours(id, "ours-receipt");
    const shown = async (status: InboundEvent["status"]) => {
      await take({ type: "status", threadId: "e", externalId: "ours-receipt", status });
      const [row] = await rows.sql<{ delivery: string }[]>`
        select m.delivery from messages m join outbox o on o.message_id = m.id where o.external_id = 'ours-receipt'`;
      return row?.delivery;
    };
    expect([await shown("read"), await shown("delivered"), await shown("sent")]).toEqual(["read", "read", "read"]);
  });
});

describe("a receipt that comes before the answer to the send", () => {
  it("counts as soon as that answer is written down, the latest stage of several", async () => {
    const talk = await take({ threadId: "early" });
    await ours(talk?.conversationId ?? 0, null);
    for (const status of ["sent", "delivered"] as const)
      await take({ type: "status", threadId: "early", externalId: "ours-early", status });
    await settled("ours-early");
    expect(await deliveryOf("ours-early")).toEqual({ delivery: "delivered", failure: null });
    expect(await rows.sql`select from early_statuses`).toHaveLength(0);
  });

  it("of a failure says why", async () => {
    const talk = await take({ threadId: "early-2" });
    await ours(talk?.conversationId ?? 0, null);
    const failed = { type: "status", status: "failed", failure: "window-closed" } as const;
    await take({ ...failed, threadId: "early-2", externalId: "ours-failed" });
    await settled("ours-failed");
    expect(await deliveryOf("ours-failed")).toEqual({ delivery: "failed", failure: "window-closed" });
  });

  /** The platform's answer to the only send on the wire is written down. */
  async function settled(id: string): Promise<void> {
    const [part] = await rows.sql<ClaimedPart[]>`select * from outbox where state = 'sending' order by id desc limit 1`;
    if (!part) throw new Error("Nothing is on the wire.");
    await settlePart(rows.sql, part, { kind: "sent", id }, rows.clock.now());
  }
});

describe("a message that did not arrive after all", () => {
  it("is shown as failed, with the reason, and told of once", async () => {
    const talk = await take({ threadId: "late-failure" });
    await ours(talk?.conversationId ?? 0, "ours-late");
    const failed = { type: "status", status: "failed", failure: "window-closed" } as const;
    const before = undelivered.length;
    await take({ ...failed, threadId: "late-failure", externalId: "ours-late" });
    await take({ ...failed, threadId: "late-failure", externalId: "ours-late" });
    expect(await deliveryOf("ours-late")).toEqual({ delivery: "failed", failure: "window-closed" });
    expect(undelivered.length).toBe(before + 1);
  });

  it.each(["sending", "pending"])("goes no further, where a part of it still waits (%s)", async (shown) => {
    const [threadId, externalId] = [`half-${shown}`, `first-half-${shown}`];
    const talk = await take({ threadId });
    const id = talk?.conversationId ?? 0;
    const long = "word ".repeat(40).trim();
    const utterance = { author: "agent", kind: "text", speaker: "agent", text: long } as const;
    await rows.sql.begin((tx) => say(tx, { id }, utterance, { now: rows.clock.now(), textChars: 120 }));
    await rows.sql`update outbox set state = 'sent', external_id = ${externalId} where conversation_id = ${id} and part = 1`;
    await rows.sql`update messages set delivery = ${shown} where conversation_id = ${id} and author = 'agent'`;
    const before = undelivered.length;
    await take({ type: "status", status: "failed", threadId, externalId });
    expect(await deliveryOf(externalId)).toMatchObject({ delivery: "failed" });
    expect(undelivered.length).toBe(before + 1);
    expect(await rows.sql`select state, why from outbox where conversation_id = ${id} and part = 2`).toEqual([
      { state: "failed", why: "an earlier part failed" },
    ]);
  });
});

describe("a reaction", () => {
  it("is shown on the message, ours or theirs, until it is taken back, and starts no turn", async () => {
    const talk = await take({ threadId: "r", externalId: "said-1" });
    await ours(talk?.conversationId ?? 0, "ours-r");
    const woken = rows.woken.length;
    const reactions = async () =>
      (
        await rows.sql<{ reaction: string | null }[]>`
        select reaction from messages where conversation_id = ${talk?.conversationId ?? 0} order by sequence`
      ).map(({ reaction }) => reaction);
    await take({ type: "reaction", threadId: "r", externalId: "said-1", text: "👍" });
    await take({ type: "reaction", threadId: "r", externalId: "ours-r", text: "❤" });
    expect(await reactions()).toEqual(["👍", "❤"]);
    await take({ type: "reaction", threadId: "r", externalId: "ours-r", text: "" });
    expect(await reactions()).toEqual(["👍", null]);
    expect(await take({ type: "reaction", threadId: "r", externalId: "unknown", text: "👍" })).toBeNull();
    expect(rows.woken.length).toBe(woken);
  });
});

describe("two handles of one person", () => {
  const join = (from: string, to: string) => take({ type: "identity", threadId: to, identity: { from, to } });
  const contactOf = async (threadId: string) =>
    (await rows.sql<{ contactId: number }[]>`select contact_id from conversations where thread_id = ${threadId}`)[0]
      ?.contactId;

  it("are one conversation, under the handle in use from now on", async () => {
    const before = await take({ threadId: "phone-1" });
    await join("phone-1", "scoped-1");
    await join("phone-1", "scoped-1");
    const after = await take({ threadId: "scoped-1" });
    expect(after).toEqual({ conversationId: before?.conversationId, sequence: 2 });
  });

  it("that both have spoken are one contact, with everything known of either", async () => {
    await take({ threadId: "phone-2" });
    await take({ threadId: "scoped-2" });
    await join("phone-2", "scoped-2");
    expect(await contactOf("scoped-2")).toBe(await contactOf("phone-2"));
    const [identities] = await rows.sql<{ count: number }[]>`
      select count(*)::int from identities where contact_id = ${(await contactOf("phone-2")) ?? 0}`;
    expect(identities?.count).toBe(2);
  });

  it("are one contact that needs a person's look where either did, under the name that is known", async () => {
    const nameless = { sender: { id: "phone-3", name: "", phone: null } };
    await take({ threadId: "phone-3", ...nameless });
    await take({ threadId: "scoped-3" });
    await rows.sql`update contacts set vip = true where id = ${(await contactOf("scoped-3")) ?? 0}`;
    await join("phone-3", "scoped-3");
    const joined = rows.sql`select name, vip from contacts where id = ${(await contactOf("phone-3")) ?? 0}`;
    expect(await joined).toEqual([{ name: "Sara", vip: true }]);
  });

  it("keep the mark and the name that the older contact had", async () => {
    await take({ threadId: "phone-4", sender: { id: "phone-4", name: "Sara of the bakery", phone: null } });
    await rows.sql`update contacts set vip = true where id = ${(await contactOf("phone-4")) ?? 0}`;
    await take({ threadId: "scoped-4" });
    await join("phone-4", "scoped-4");
    const joined = rows.sql`select name, vip from contacts where id = ${(await contactOf("scoped-4")) ?? 0}`;
    expect(await joined).toEqual([{ name: "Sara of the bakery", vip: true }]);
  });

  it("of which the new one speaks at the same moment are joined all the same, and nothing is refused", async () => {
    for (let nth = 0; nth < 12; nth += 1) {
      const [from, to] = [`old-${nth}`, `new-${nth}`];
      await take({ threadId: from });
      await Promise.all([join(from, to), take({ threadId: to }), join(from, to)]);
      await join(from, to);
      const identities = await rows.sql`select 1 from identities where external_id in (${from}, ${to})`;
      expect(identities.length).toBeGreaterThan(0);
    }
  });

  it("and of many more, that are joined and speak at once from phones that change, while a person answers them and codes are guessed, never lock each other out", async () => {
    const busy: IntakeDeps = {
      ...deps,
      takeover: async (echo) => {
        await recordEcho(rows.desk, echo);
      },
    };
    const typed = (handle: string) => accept(busy, rows.accountId, anEvent({ type: "echo", threadId: handle }));
    /** As a turn does that counts a wrong code: the conversation, then who guessed. */
    const guess = (handle: string) =>
      rows.sql.begin(async (tx) => {
        const [talk] = await tx<{ identityId: number }[]>`
          select identity_id from conversations where thread_id = ${handle} for no key update`;
        if (talk) await tx`update identities set wrong_codes = wrong_codes + 1 where id = ${talk.identityId}`;
      });
    const speak = (handle: string, phone: string) =>
      take({ threadId: handle, sender: { id: handle, name: "Sara", phone } });
    for (let round = 0; round < 30; round += 1) {
      const handles = ["a", "b", "c", "d"].map((letter) => `crowd-${round}-${letter}`);
      const pairs = handles.flatMap((from) => handles.filter((to) => to !== from).map((to) => [from, to] as const));
      await Promise.all(handles.slice(0, 1 + (round % 3)).map((handle) => speak(handle, "1")));
      await Promise.all([
        ...pairs.map(([from, to]) => join(from, to)),
        ...handles.flatMap((handle) => [speak(handle, "2"), typed(handle), guess(handle)]),
        ...pairs.map(([from, to]) => join(to, from)),
        ...handles.flatMap((handle) => [typed(handle), guess(handle), speak(handle, "3")]),
      ]);
      for (const [from, to] of pairs) await join(from, to);
      const contacts = await rows.sql`
        select distinct contact_id from identities where external_id = any(${handles})`;
      expect(contacts.length).toBe(1);
    }
  });

  it("of which we know neither change nothing", async () => {
    await join("nobody", "nobody-else");
    expect(await contactOf("nobody-else")).toBeUndefined();
  });
});

describe("what the platform has answered by itself", () => {
  it("is kept and starts no turn, and what came before it is still answered", async () => {
    const stop = await take({ threadId: "optout", text: "STOP", answered: true });
    const state = async () =>
      (
        await rows.sql`
        select due_at is not null as due, last_sequence - turned_sequence as waiting from conversations
        where id = ${stop?.conversationId ?? 0}`
      )[0];
    expect(await state()).toEqual({ due: false, waiting: 0 });
    await take({ threadId: "optout", text: "but my refund?" });
    await take({ threadId: "optout", text: "STOP", answered: true });
    expect(await state()).toEqual({ due: true, waiting: 2 });
  });
});

describe("what PostgreSQL cannot hold", () => {
  const ODD = "no\0thing \ud83d lost";
  const FINE = "nothing \ufffd lost";
  const odd = { text: ODD, sender: { id: "o\0dd", name: ODD, phone: "+1\0" }, threadId: "o\0dd" };
  const photo = { kind: "image", name: ODD, mime: "image/\0png", ref: "re\0f" } as const;

  it("is left out of every text of a message, and the rest is kept", async () => {
    const taken = await take({ ...odd, replyQuote: ODD, attachments: [photo], data: "a\0b" });
    const [message] = await rows.sql`
      select m.text, m.reply_quote, m.attachments, c.thread_id, p.name
      from messages m join conversations c on c.id = m.conversation_id join contacts p on p.id = c.contact_id
      where c.id = ${taken?.conversationId ?? 0}`;
    expect(message).toEqual({
      text: FINE,
      replyQuote: FINE,
      attachments: [{ kind: "image", name: FINE, mime: "image/png", ref: "ref" }],
      threadId: "odd",
      name: FINE,
    });
  });

  it.each([
    { type: "edit", externalId: "un\0known" },
    { type: "echo", externalId: "from-the-phone\0" },
    { type: "reaction", externalId: "un\0known" },
    { type: "status", externalId: "un\0known", status: "read" },
    { type: "action", data: "confirm:\0yes" },
    { type: "identity", identity: { from: "o\0dd", to: "even\0" } },
  ] as const)("stops no $type, behind which everything would wait", async (event) => {
    await expect(take({ ...odd, eventId: `${event.type}\0`, ...event })).resolves.toBeDefined();
  });

  it("stops no question either of whether a press is the desk's", async () => {
    const press = anEvent({ ...odd, type: "action", data: "confirm:\0yes" });
    expect(await concernsDesk(rows.sql, rows.accountId, press)).toBe(false);
  });
});

async function deliveryOf(externalId: string) {
  const [row] = await rows.sql`
    select m.delivery, m.failure from messages m join outbox o on o.message_id = m.id
    where o.external_id = ${externalId}`;
  return row;
}
