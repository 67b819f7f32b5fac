import type { Database } from "../../src/db/connect.ts";
import { percentile } from "../bench/table.ts";
import {
  bodyOf,
  type ConversationWire,
  type MessageWire,
  type RestClient,
  type TurnWire,
} from "../support/desk-wire.ts";
import type { TelegramApi } from "../support/telegram-api.ts";
import type { WebhookPoster } from "./telegram-line.ts";
import { inParallel } from "./wait.ts";

/** One chat as the desk tells it. */
export interface Chat {
  readonly conversation: ConversationWire;
  readonly messages: readonly MessageWire[];
  readonly turns: readonly TurnWire[];
}

const READERS = 8;

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Everything the desk knows, by the platform's chat id, read through its API. */
export async function readChats(api: RestClient): Promise<ReadonlyMap<number, Chat>> {
  const conversations: ConversationWire[] = [];
  for (let cursor = ""; ; ) {
    const page = bodyOf(await api.get<Page<ConversationWire>>(`/api/v1/conversations?limit=100${cursor}`));
    conversations.push(...page.items.filter(({ channel }) => channel === "telegram"));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  const chats = await inParallel(conversations, READERS, (conversation) => readChat(api, conversation));
  return new Map(chats.map((chat) => [Number(chat.conversation.threadId), chat]));
}

export async function readChat(api: RestClient, conversation: ConversationWire): Promise<Chat> {
  const path = `/api/v1/conversations/${conversation.id}`;
  const [messages, turns] = await Promise.all([
    api.get<Page<MessageWire>>(`${path}/messages`),
    api.get<Page<TurnWire>>(`${path}/turns`),
  ]);
  return { conversation, messages: bodyOf(messages).items, turns: bodyOf(turns).items };
}

/** The order numbers of a text. Tracking codes have nine digits and no sign. */
export function ordersIn(text: string): readonly string[] {
  return text.match(/#\d{5}(?!\d)/g) ?? [];
}

export interface Account {
  /** Customers' messages that stand in no settled turn or in several, or whose order no answer in the chat names. */
  readonly lost: readonly string[];
  /** Chats whose messages arrived, or were answered, in another order than that of the conversation. */
  readonly outOfOrder: readonly string[];
  /** Answers that name an order of another chat. */
  readonly crossed: readonly string[];
  /** Arrivals at the platform beyond the first of each message. */
  readonly duplicates: number;
  readonly answers: number;
}

/**
 * Holds what customers sent against what the desk knows and what arrived at the platform.
 * @param sent  texts by chat, in the order of sending; each names one order, `#12345`, that nobody else names
 */
export function takeAccount(
  sent: ReadonlyMap<number, readonly string[]>,
  chats: ReadonlyMap<number, Chat>,
  platform: Pick<TelegramApi, "sentTo">,
): Account {
  const lost: string[] = [];
  const outOfOrder: string[] = [];
  const crossed: string[] = [];
  let duplicates = 0;
  let answers = 0;
  for (const [chatId, texts] of sent) {
    const chat = chats.get(chatId);
    const arrived = platform.sentTo(chatId);
    const said = chat?.messages.filter(({ author }) => author === "customer") ?? [];
    const settled =
      chat?.turns.filter(({ outcome }) => outcome !== "superseded").flatMap((turn) => turn.messageIds) ?? [];
    const named = new Set(arrived.flatMap(({ text }) => ordersIn(text)));

    for (const text of texts) {
      const mine = said.filter((message) => message.text === text);
      const turns = settled.filter((id) => id === mine[0]?.id).length;
      if (mine.length !== 1) lost.push(`${chatId}: stored ${mine.length} times: ${text}`);
      else if (turns !== 1) lost.push(`${chatId}: in ${turns} settled turns: ${text}`);
      else if (!ordersIn(text).every((order) => named.has(order))) {
        const ours = chat?.messages.filter(({ author }) => author !== "customer") ?? [];
        const ends = ours.map(({ author, delivery, text: words }) => `${author} ${delivery}: ${words}`).join(", ");
        lost.push(`${chatId}: unanswered: ${text} (${ends}; ${chat?.conversation.state})`);
      }
    }
    if (said.length !== texts.length) lost.push(`${chatId}: ${texts.length} sent, ${said.length} stored`);
    if (said.some(({ text }, index) => text !== texts[index])) outOfOrder.push(`${chatId}: customer's messages`);

    const own = new Set(texts.flatMap(ordersIn));
    for (const { text } of arrived) {
      if (ordersIn(text).some((order) => !own.has(order))) crossed.push(`${chatId}: ${text}`);
    }

    const ours =
      chat?.messages.filter(({ author, delivery }) => author !== "customer" && delivery !== "suppressed") ?? [];
    const order = arrived.flatMap(({ text }) => placesOf(text, ours));
    if (order.some((place, index) => place < (order[index - 1] ?? 0))) outOfOrder.push(`${chatId}: arrivals ${order}`);
    duplicates += order.length - new Set(order).size;
    answers += new Set(order).size;
  }
  return { lost, outOfOrder, crossed, duplicates, answers };
}

/** Which of our messages arrived with a text: one, or several that a crowded chat was sent together; -1: none of ours. */
function placesOf(text: string, ours: readonly MessageWire[]): readonly number[] {
  for (const [first, message] of ours.entries()) {
    let joined = message.text;
    let last = first;
    while (joined !== text && joined.length < text.length && last + 1 < ours.length) {
      last += 1;
      joined += `\n\n${ours[last]?.text}`;
    }
    if (joined === text) return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  }
  return [-1];
}

/**
 * What still waits in the desk. A quiet desk has nothing.
 * @returns a word about each, with its moments as seconds from now
 */
export async function unfinished({ sql }: Database): Promise<readonly string[]> {
  const rows = await sql<{ what: string }[]>`
    select concat_ws(', ', c.id || ': a turn', 'due in ' || round(extract(epoch from c.due_at - now()), 1),
      'lease ends in ' || round(extract(epoch from c.lease_until - now()), 1)) as what
    from conversations c where c.due_at is not null or c.lease_until is not null
    union all
    select concat_ws(', ', o.conversation_id || ': part ' || o.id || ' ' || o.state, 'attempts ' || o.attempts,
      'due in ' || round(extract(epoch from o.due_at - now()), 1),
      'lease ends in ' || round(extract(epoch from o.lease_until - now()), 1))
    from outbox o where o.state in ('pending', 'sending')`;
  return rows.map(({ what }) => what);
}

/** Sends that a process took with it: each attempt beyond the first began again what had been `sending` at a kill. */
export async function sendsBrokenOff({ sql }: Database): Promise<number> {
  const [row] = await sql<
    { count: number }[]
  >`select coalesce(sum(attempts - 1), 0) as count from outbox where attempts > 1`;
  return row?.count ?? 0;
}

/**
 * Customers who wait for the bot while nothing in the desk would ever move: something is unread and no turn is due, or
 * a turn, a part to be sent or a send of a dead process has been due for more than a minute.
 * @returns a word about each
 */
export async function stuck({ sql }: Database): Promise<readonly string[]> {
  const rows = await sql<{ what: string }[]>`
    select c.id || ': unread, and no turn is due' as what from conversations c
    where c.due_at is null and exists (
      select from messages m where m.conversation_id = c.id and m.author = 'customer' and m.sequence > c.turned_sequence)
    union all
    select c.id || ': a turn is overdue' from conversations c
    where greatest(c.due_at, c.lease_until) < now() - interval '1 minute' and c.due_at is not null
    union all
    select o.conversation_id || ': a part is overdue' from outbox o
    where o.state = 'pending' and o.due_at < now() - interval '1 minute'
       or o.state = 'sending' and o.lease_until < now() - interval '1 minute'`;
  return rows.map(({ what }) => what);
}

/** Milliseconds from the moment a text was accepted until an answer that names its order arrived in the chat. */
export function answerTimes(
  { accepted, acceptedAt }: Pick<WebhookPoster, "accepted" | "acceptedAt">,
  platform: Pick<TelegramApi, "sentTo">,
): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [chatId, texts] of accepted) {
    const arrived = platform.sentTo(chatId);
    for (const text of texts) {
      const [order = ""] = ordersIn(text);
      const answer = arrived.find((message) => ordersIn(message.text).includes(order));
      times.set(text, answer === undefined ? Number.POSITIVE_INFINITY : answer.at - (acceptedAt.get(text) ?? 0));
    }
  }
  return times;
}

/** The time in which 99 of 100 of these texts were answered. */
export function p99(times: ReadonlyMap<string, number>, texts: Iterable<string>): number {
  return percentile(
    [...texts].map((text) => times.get(text) ?? Number.POSITIVE_INFINITY),
    99,
  );
}
