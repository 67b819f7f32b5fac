import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ar from "../../src/console/locales/ar.json" with { type: "json" };
import en from "../../src/console/locales/en.json" with { type: "json" };
import fa from "../../src/console/locales/fa.json" with { type: "json" };
import { REPLY_LANGUAGES } from "../../src/core/reading.ts";
import { keepNote } from "../../src/db/media-notes.ts";
import { makePromise } from "../../src/desk/clocks.ts";
import { speak } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { readWords } from "../../src/followup/words.ts";
import { inboxCounts, inboxFields, listInbox, MOST_COUNTED } from "../../src/http/queries/inbox.ts";
import { listTickets } from "../../src/http/queries/tickets.ts";
import { openRows, type Rows } from "../support/rows.ts";

const LOCALES = { fa, ar, en };

let rows: Rows;
beforeEach(async () => {
  rows = await openRows();
});
afterEach(() => rows.close());

async function read(): Promise<void> {
  while ((await readWords(rows.sql)).more);
}
const inbox = async (q: string, view: "all" | "worst" | "mine" = "all") =>
  (await listInbox(rows.sql, { view, agentId: "sara", q, limit: 50 })).map(({ id }) => id);
/** Somebody of this name says this. */
async function says(name: string, text: string): Promise<Conversation> {
  const taken = await rows.hears({ text });
  if (!taken) throw new Error("The message was not taken.");
  const talk = await rows.find(taken.conversationId);
  await rows.sql`update contacts set name = ${name} where id = ${talk.contactId}`;
  return talk;
}
const learns = ({ id, contactId }: Conversation, kind: string, value: string) => rows.sql`
  insert into facts (conversation_id, contact_id, episode, kind, value, quote, confidence)
  values (${id}, ${contactId}, 1, ${kind}, ${value}, ${value}, 1)`;

describe("a conversation is found", () => {
  it.each([
    ["the name, as another keyboard writes it", "علي", "علی"],
    ["the beginning of a name", "Sara Ahmadi", "ahm"],
    ["both names, in any order", "Sara Ahmadi", "ahmadi sara"],
  ])("by %s", async (_what, name, q) => {
    const { id } = await says(name, "hello");
    await says("Omid", "hello");
    await read();
    expect(await inbox(q)).toEqual([id]);
  });

  it.each([
    ["what the customer said", "سفارشم نرسیده و پولم را می\u200cخواهم", "ميخواهم نرسيده", true],
    ["what they said, with a space where they wrote a half-space", "پولم را می\u200cخواهم", "می خواهم", true],
    ["what they said, with a half-space where they wrote none", "پولم را میخواهم", "می\u200cخواهم", true],
    ["what they said, in their digits or others", "سفارش ۴۸۲۱۳", "48213", true],
    ["all of the words, and not by some of them", "my parcel is late", "parcel early", false],
  ])("by %s", async (_what, text, q, found) => {
    const { id } = await says("Sara", text);
    await read();
    expect(await inbox(q)).toEqual(found ? [id] : []);
  });

  it("by what was said in a voice note", async () => {
    const taken = await rows.hears({ text: "", attachments: [{ kind: "voice", name: null, mime: null, ref: "v1" }] });
    if (!taken) throw new Error("The message was not taken.");
    const heard = { kind: "transcript", text: "my kettle is broken", doubtful: [] } as const;
    await keepNote(rows.sql, { messageId: taken.messageId, item: 0, heard }, rows.clock.now());
    await read();
    expect(await inbox("kettle")).toEqual([taken.conversationId]);
  });

  it("by what an agent wrote, and not by what the bot says to everybody", async () => {
    const talk = await says("Sara", "hello");
    await speak(rows.desk, { conversationId: talk.id, agentId: "sara", text: "The courier is Behnam." });
    await rows.sql`
      insert into messages (conversation_id, sequence, episode, author, text, epoch)
      values (${talk.id}, 3, 1, 'bot', 'Thank you for waiting', 1)`;
    await read();
    expect(await inbox("behnam")).toEqual([talk.id]);
    expect(await inbox("thank")).toEqual([]);
  });

  it.each(["+98 912 123 4567", "09121234567", "9121234567", "۰۹۱۲ ۱۲۳", "4567", "0098 912-123-4567"])(
    "by a phone number written as %s",
    async (q) => {
      const talk = await says("Sara", "hello");
      await rows.sql`update identities set phone = '+989121234567' where id = ${talk.identityId}`;
      await read();
      expect(await inbox(q)).toEqual([talk.id]);
    },
  );

  it("by an order number, its first digits or its last ones", async () => {
    const talk = await says("Sara", "hello");
    await learns(talk, "order_id", "ORD-4821377");
    await learns(talk, "amount", "۹۸۷۶۵۴۳");
    await read();
    for (const q of ["ord-4821377", "4821", "9876543", "6543"]) expect(await inbox(q), q).toEqual([talk.id]);
  });

  it.each(["order 77881", "Order #77881", "سفارش ۷۷۸۸۱", "شمارهٔ سفارش 77881", "طلب رقم ٧٧٨٨١", "الطلب 77881"])(
    "by an order number with its label, as the console or a customer writes it: %s",
    async (q) => {
      const talk = await says("Sara", "77881 has not come");
      await says("Omid", "an order of 77882 has not come");
      await read();
      expect(await inbox(q)).toEqual([talk.id]);
    },
  );

  it("by a word for an order where no number is beside it", async () => {
    const talk = await says("Sara", "my order is late");
    await says("Omid", "my parcel is late");
    await read();
    expect(await inbox("order")).toEqual([talk.id]);
  });

  it.each(REPLY_LANGUAGES)("by what the console calls somebody without a name, in %s", async (language) => {
    const talk = await says("", "hello");
    const named = await says("Sara", "hello");
    const shown = ({ contactId }: Conversation) => {
      const digits = new Intl.NumberFormat(language === "ar" ? "ar-EG" : language, { useGrouping: false });
      return LOCALES[language]["contact.visitor"].replace("{id}", digits.format(contactId));
    };
    await read();
    expect(await inbox(shown(talk))).toEqual([talk.id]);
    expect(await inbox(shown(talk).toUpperCase())).toEqual([talk.id]);
    expect(await inbox(shown(named))).toEqual([]);
  });

  it("by the code of a ticket, also of an older one, at once", async () => {
    const talk = await says("Sara", "hello");
    await rows.ticket(talk, "123456784");
    await rows.sql`update conversations set ticket_id = null where id = ${talk.id}`;
    expect(await inbox("123456784")).toEqual([talk.id]);
    expect((await listTickets(rows.sql, { q: "123456784", limit: 5 })).items).toHaveLength(1);
  });

  it("by what was said later, beside what was said before", async () => {
    const talk = await says("Sara", "my parcel");
    await read();
    await rows.hears({ threadId: talk.threadId, text: "it was broken" });
    expect(await inbox("broken")).toEqual([]);
    await read();
    expect(await inbox("parcel broken")).toEqual([talk.id]);
  });

  it("by nothing that has no word in it", async () => {
    await says("Sara", "?!");
    await read();
    expect(await inbox("?!")).toEqual([]);
    expect(await inbox("' | 'a':* & \\")).toEqual([]);
  });

  it("within its view", async () => {
    const [waiting, other] = [await says("Sara", "parcel"), await says("Sara", "parcel")];
    await rows.sql`update conversations set state = 'queued' where id = ${waiting.id}`;
    await rows.sql`update conversations set owner_agent_id = 'sara', state = 'human' where id = ${other.id}`;
    await read();
    expect(await inbox("parcel", "worst")).toEqual([waiting.id]);
    expect(await inbox("parcel", "mine")).toEqual([other.id]);
  });
});

describe("a word that very many say", () => {
  /** So many talks of one message each, in which the words are read already. */
  const crowd = (count: number, word: string, minutesAgo: number) => rows.sql`
    with contact as (insert into contacts (name) select ${word} from generate_series(1, ${count}::int) returning id),
    identity as (
      insert into identities (account_id, external_id, contact_id) select ${rows.accountId}, ${word} || id, id from contact
      returning id, contact_id),
    talk as (
      insert into conversations (account_id, identity_id, contact_id, thread_id, last_sequence, words_read, last_message_at)
      select ${rows.accountId}, id, contact_id, ${word} || id, 1, 1,
        ${rows.clock.now()}::timestamptz - make_interval(mins => ${minutesAgo}::int) from identity returning id)
    insert into conversation_words (conversation_id, through_sequence, words)
    select id, 1, array_to_tsvector(array[${word}]) from talk`;

  it("finds the newest of them, whether they are the latest of all or long ago", async () => {
    await crowd(1_200, "parcel", 500);
    await crowd(400, "refund", 10);
    const newest = async (word: string) =>
      (
        await rows.sql<{ id: number }[]>`
          select c.id from conversations c join contacts p on p.id = c.contact_id where p.name = ${word}
          order by c.last_message_at desc, c.id desc limit 50`
      ).map(({ id }) => id);
    expect(await inbox("refund")).toEqual(await newest("refund"));
    expect(await inbox("parcel")).toEqual(await newest("parcel"));
    expect(await inbox("parcel refund")).toEqual([]);
  });

  it("is counted up to a thousand conversations and no further", async () => {
    await crowd(1_200, "parcel", 1);
    const { all, worst } = await inboxCounts(rows.sql, "sara", rows.clock.now());
    expect({ all, worst }).toEqual({ all: MOST_COUNTED, worst: 0 });
  });
});

describe("how many wait", () => {
  it("counts those who wait for a person, not whom the bot has answered and promised a word", async () => {
    for (const state of ["queued", "human_idle", "bot_review", "human"] as const) await rows.conversation({ state });
    const { id: conversationId } = await rows.conversation();
    const now = rows.clock.now();
    const dueAt = new Date(now.getTime() + 3_600_000);
    const start = { conversationId, ticketId: null, dueAt, now, messageId: null };
    await rows.sql.begin((tx) => makePromise(tx, "bot", start));
    expect(await inboxCounts(rows.sql, "sara", now)).toMatchObject({ waiting: 3, worst: 4, all: 5 });
  });
});

describe("reading the words", () => {
  it("of a very long conversation goes on until all is read, and is done once by several processes", async () => {
    const { id, threadId } = await says("Sara", "first");
    await rows.sql`
      insert into messages (conversation_id, sequence, episode, author, text, epoch)
      select ${id}, 1 + n, 1, 'customer', 'word' || n, 1 from generate_series(1, 450) n`;
    await rows.sql`update conversations set last_sequence = 451 where id = ${id}`;
    for (let more = true; more; )
      more = (await Promise.all([1, 2, 3].map(() => readWords(rows.sql)))).some((one) => one.more);
    expect(await inbox("word1 word200 word450 first")).toEqual([id]);
    await rows.hears({ threadId, text: "x".repeat(20_000) });
    await read();
    expect(await inbox("word1")).toEqual([id]);
  });

  it("stops taking more where no search is made for so many different words", async () => {
    const { id } = await says("Sara", "first");
    for (let round = 0; round < 4; round += 1) {
      await rows.sql`
        insert into messages (conversation_id, sequence, episode, author, text, epoch)
        select ${id}, 2 + n, 1, 'customer',
          (select string_agg('word' || n * 400 + w, ' ') from generate_series(1, 400) w), 1
        from generate_series(${round * 100}::int, ${round * 100 + 99}::int) n`;
      await rows.sql`update conversations set last_sequence = ${round * 100 + 101} where id = ${id}`;
      await read();
    }
    const [kept] = await rows.sql<{ words: number }[]>`select length(words) as words from conversation_words`;
    expect(kept?.words).toBeLessThanOrEqual(12_000);
    expect(await inbox("first")).toEqual([id]);
  });
});

describe("a row of the queue", () => {
  it("names no order that the customer has denied", async () => {
    const talk = await says("Sara", "it is order 45687");
    await learns(talk, "order_id", "45687");
    const order = async () => (await inboxFields(rows.sql, [talk.id])).get(talk.id)?.orderId;
    expect(await order()).toBe("45687");
    await rows.sql`update facts set superseded_at = now() where conversation_id = ${talk.id}`;
    expect(await order()).toBeNull();
  });
});
