import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { makeCode } from "../../src/core/tracking-code.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import type { MountOptions } from "../../src/mount/contract.ts";
import { conversationOf } from "../story/telegram-thread.ts";
import { codeIn } from "../story/tongues.ts";
import { aDesk, type Desk, ENDLESS_BURST } from "../support/desk.ts";
import { testDatabase } from "../support/postgres.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { type HostBotUnderTest, hostBot, LIBRARIES, type Library, PRICE } from "../support/telegram-hosts.ts";

const COMPLAINT = "سفارش #48217 من هنوز نرسیده";
const FOLDER = new URL("../fixtures/telegram/", import.meta.url);

interface Shop {
  readonly telegram: TelegramApi;
  readonly host: HostBotUnderTest;
  readonly desk: Desk;
  readonly database: Database;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** The recorded shapes as one conversation could hold them: no two messages of it have the same id. */
function everyShape(): readonly (readonly [name: string, kind: string, content: { message_id?: number }])[] {
  const first = ["text.json", "business.json"];
  const names = [...first, ...readdirSync(FOLDER).filter((name) => !first.includes(name))];
  const taken = new Set<number>();
  return names.flatMap((name) => {
    const { update_id: _, ...update } = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
    const [kind] = Object.keys(update);
    if (kind === undefined) return [];
    const content = update[kind];
    if (!/^(business_)?message$/.test(kind)) return [[name, kind, content]];
    const message_id = taken.has(content.message_id) ? 10_000 + taken.size : content.message_id;
    taken.add(message_id);
    return [[name, kind, { ...content, message_id }]];
  });
}

interface ShopOptions {
  readonly library: Library;
  readonly by?: "polling" | "webhook";
  readonly mount?: MountOptions;
  readonly asksFor?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A shop's bot with a desk in it; it does not run yet. */
async function aShop({ library, by = "polling", mount = {}, asksFor, env = {} }: ShopOptions): Promise<Shop> {
  const telegram = await startTelegramApi();
  open.push(telegram.close);
  const host = hostBot(telegram, { library, by, mount, ...(asksFor && { asksFor }) });
  const { connection, drop } = await testDatabase();
  open.push(drop);
  const database = connect(connection, 1);
  open.push(database.close);
  const desk = await aDesk({ env, connection, starter: host.starter });
  open.push(() => desk.stop());
  return { telegram, host, desk, database };
}

async function run({ host }: Shop): Promise<void> {
  await host.run();
  open.push(host.stop);
}

const customersWords = async (desk: Desk, threadId: string): Promise<readonly string[]> => {
  const { id } = await conversationOf(desk, threadId);
  return (await desk.messages(id)).filter(({ author }) => author === "customer").map(({ text }) => text);
};

describe("both libraries", () => {
  /** Every recorded shape, as one bot met them. */
  async function meetEverything(library: Library) {
    const shop = await aShop({ library, env: ENDLESS_BURST });
    const ids = new Map<number, string>();
    for (const [name, kind, content] of everyShape()) ids.set(shop.telegram.push(kind, content, "all"), name);
    await run(shop);
    await shop.telegram.settled();
    await shop.desk.burstEnds();
    const { sql } = shop.database;
    await shop.desk.until(async () => {
      const [waiting] = await sql<{ count: number }[]>`
        select (select count(*) from conversations where due_at is not null)
             + (select count(*) from outbox where state in ('pending', 'sending')) as count`;
      return waiting?.count === 0 ? true : undefined;
    }, "everything to be answered");
    const stored = await sql`
      select c.thread_id, m.author, case when m.author = 'customer' then m.text end as text, m.attachments, m.edits, m.reply_quote, m.album_id, i.phone
      from messages m join conversations c on c.id = m.conversation_id join identities i on i.id = c.identity_id
      order by c.thread_id, m.sequence`;
    const sent = shop.telegram.journal
      // Signs of life come where an answer takes its time: how many is the machine's doing.
      .filter(({ method }) => method.startsWith("send") && !["sendChatAction", "sendMessageDraft"].includes(method))
      // Our own words hold a random code and vary with the conversation's number.
      .map(({ method, payload: { text: _, ...payload } }) => ({ method, ...payload }))
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    return { stored: [...stored], sent, passed: shop.host.passed.map((id) => ids.get(id)), errors: shop.host.errors };
  }

  it("store and send the same for every recorded shape, and pass on the same", async () => {
    const [one, other] = [await meetEverything("grammY"), await meetEverything("Telegraf")];
    expect(one.stored.length).toBeGreaterThan(25);
    expect(one.sent.length).toBeGreaterThan(1);
    expect(other.stored).toEqual(one.stored);
    expect(other.sent).toEqual(one.sent);
    expect(other.passed.toSorted()).toEqual(one.passed.toSorted());
    const passed = new Set(one.passed);
    expect(passed.has("start.json") && passed.has("ignored-group.json") && passed.has("button.json")).toBe(true);
    expect(passed.has("text.json") || passed.has("photo.json")).toBe(false);
    expect(one.passed).toHaveLength(passed.size);
    expect([...one.errors, ...other.errors]).toEqual([]);
  });
});

describe.each(LIBRARIES)("a desk in a %s bot", (library) => {
  it("leaves the host its commands, groups, inline queries and buttons, and each once", async () => {
    const shop = await aShop({ library });
    const { telegram, host, desk } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    sara.says("/price shoes");
    await telegram.messagesTo(sara.id, 1);
    const group = { id: -100123, type: "supergroup", title: "g" };
    const from = { id: sara.id, is_bot: false, first_name: "Sara" };
    const message = { message_id: 900, date: 1767600000, chat: group, from, text: "کسی هست؟" };
    const his = [
      telegram.push("message", message),
      telegram.push("inline_query", { id: "q1", from, query: "shoes", offset: "" }),
      telegram.push("callback_query", {
        id: "press-1",
        from,
        chat_instance: "1",
        data: "confirm:yes",
        message: { ...message, message_id: 1, chat: { id: sara.id, type: "private" }, from },
      }),
      telegram.push("edited_message", {
        ...message,
        message_id: 77,
        chat: { id: sara.id, type: "private" },
        edit_date: 1767600001,
      }),
    ];
    await telegram.settled();
    expect(telegram.sentTo(sara.id).map(({ text }) => text)).toEqual([PRICE]);
    expect(host.passed.toSorted()).toEqual(his);
    const { body } = await desk.api.get<{ items: unknown[] }>("/api/v1/conversations?channel=telegram");
    expect(body.items).toEqual([]);
  });

  it("takes the words the host says are the desk's, and no others", async () => {
    const accepts: MountOptions["accepts"] = async ({ message }, usually) => usually && message?.text !== "سبد خرید";
    const shop = await aShop({ library, mount: { accepts } });
    const { telegram, host, desk } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    sara.says("سبد خرید");
    sara.says(COMPLAINT);
    await telegram.messagesTo(sara.id, 1);
    expect(await customersWords(desk, sara.threadId)).toEqual([COMPLAINT]);
    expect(host.passed).toHaveLength(1);
  });

  it("keeps the order of each chat, though many updates come at once and choosing takes its time", async () => {
    const slowly = async (update: { readonly update_id: number }): Promise<boolean> => {
      for (let turns = (update.update_id * 7) % 5; turns > 0; turns -= 1) await new Promise(setImmediate);
      return true;
    };
    const shop = await aShop({ library, mount: { accepts: slowly }, env: ENDLESS_BURST });
    const { telegram, desk } = shop;
    const customers = [1, 2, 3, 4].map((n) => telegram.customer({ id: 700_000 + n }));
    const words = Array.from({ length: 20 }, (_, n) => `پیام ${n}`);
    for (const text of words) for (const customer of customers) customer.says(text);
    await run(shop);
    await telegram.settled();
    for (const { threadId } of customers) expect(await customersWords(desk, threadId)).toEqual(words);
  });

  it("tells the state of a case to a link with its code; other links are the host's", async () => {
    const shop = await aShop({ library });
    const { telegram, host } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    const [answer] = await telegram.messagesTo(sara.id, 1);
    const code = codeIn(answer?.text ?? "");
    const omid = telegram.customer({ id: 700002 });
    omid.says("/start");
    omid.says("/start ref_77");
    omid.says(`/start ${code}`);
    const [status] = await telegram.messagesTo(omid.id, 1);
    expect(status?.text).toContain(code);
    expect(status?.text).not.toContain("48217");
    expect(host.passed).toHaveLength(2);
  });

  it("holds a poll's updates until they are committed, in their order", async () => {
    const shop = await aShop({ library, env: ENDLESS_BURST });
    const { telegram, host, desk, database } = shop;
    await database.sql`alter table inbound_events rename to away`;
    const sara = telegram.customer({ id: 700001 });
    for (const text of ["یک", "دو", "سه"]) sara.says(text);
    await run(shop);
    const waits = () => desk.log.filter((line) => line.includes("an update waits for the database"));
    await expect.poll(waits).toHaveLength(2);
    await database.sql`alter table away rename to inbound_events`;
    await conversationOf(desk, sara.threadId);
    await telegram.settled();
    expect(await customersWords(desk, sara.threadId)).toEqual(["یک", "دو", "سه"]);
    expect(host.errors).toEqual([]);
    expect(host.passed).toEqual([]);
  });

  it("answers a webhook 5xx for what it could not commit, and hears it once when it comes again", async () => {
    const shop = await aShop({ library, by: "webhook", mount: { patienceMs: 0 } });
    const { telegram, host, desk, database } = shop;
    await run(shop);
    await database.sql`alter table inbound_events rename to away`;
    const sara = telegram.customer({ id: 700001 });
    sara.says("یک");
    sara.says("دو");
    await expect.poll(() => telegram.deliveries.length).toBeGreaterThan(1);
    await database.sql`alter table away rename to inbound_events`;
    await telegram.settled();
    const statuses = telegram.deliveries.map(({ status }) => status);
    expect(statuses.slice(-2)).toEqual([200, 200]);
    expect(statuses.slice(0, -2).every((status) => status >= 500)).toBe(true);
    expect(await customersWords(desk, sara.threadId)).toEqual(["یک", "دو"]);
    expect(host.passed).toEqual([]);
    expect(host.errors.join()).toContain("is its database up?");
  });

  it("hears what Telegram delivers three times once", async () => {
    const shop = await aShop({ library, by: "webhook" });
    const { telegram, host, desk } = shop;
    await run(shop);
    telegram.deliverEachUpdate(3);
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    await telegram.settled();
    expect(await customersWords(desk, sara.threadId)).toEqual([COMPLAINT]);
    expect(host.passed).toEqual([]);
  });

  it("answers presses by calls of its own: none is lost as the reply to a webhook", async () => {
    const shop = await aShop({ library, by: "webhook" });
    const { telegram, desk } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    await telegram.messagesTo(sara.id, 1);
    const { id } = await conversationOf(desk, sara.threadId);
    await desk.agent("reza").says(id, "سلام");
    await desk.agent("reza").resolves(id);
    const question = (await telegram.messagesTo(sara.id, 3)).at(-1);
    sara.taps(question?.messageId ?? 0, "confirm:yes");
    await telegram.messagesTo(sara.id, 4);
    const [acknowledged] = await telegram.calls("answerCallbackQuery", 1);
    expect(acknowledged?.payload).toEqual({ callback_query_id: expect.stringMatching(/^press-/) });
  });

  it("says once what the host does not ask Telegram for", async () => {
    const shop = await aShop({ library, asksFor: ["message", "callback_query"] });
    const { telegram, desk } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    for (const text of ["یک", "دو", "سه"]) sara.says(text);
    await telegram.settled();
    await expect.poll(() => desk.log.length).toBe(1);
    const line = JSON.parse(desk.log[0] ?? "{}");
    expect(line.missing).toEqual(expect.arrayContaining(["edited_message", "message_reaction"]));
    expect(line.missing).not.toContain("message");
    expect(line.hint).toContain("allowed_updates");
  });

  it("tells an unknown code nothing, and reads no bot but the host's", async () => {
    const shop = await aShop({ library });
    const { telegram, desk } = shop;
    await run(shop);
    const sara = telegram.customer({ id: 700001 });
    const code = makeCode(12345678);
    sara.says(code);
    const [answer] = await telegram.messagesTo(sara.id, 1);
    expect(answer?.text).not.toContain(code);
    const foreign = ["deleteWebhook", "setWebhook"];
    const polls = telegram.journal.filter(({ method, outcome }) => method === "getUpdates" && outcome !== "ok");
    expect(polls).toEqual([]);
    expect(telegram.journal.filter(({ method }) => foreign.includes(method)).length).toBeLessThanOrEqual(1);
    expect(desk.log).toEqual([]);
  });
});
