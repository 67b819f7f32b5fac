import type { Chat, Client, Message } from "whatsapp-web.js";
import { within } from "./deadline.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import { isPerson } from "./thread.ts";

const CHATS_DEADLINE_MS = 60_000;
const MESSAGES_DEADLINE_MS = 30_000;
const PER_CHAT = 50;

/**
 * The messages of people's chats since a time, oldest first: what was written while nobody was connected is not delivered
 * again, it only stands in the chats.
 * @param since  seconds since 1970
 * @returns with `whole: false` where a chat could not be read, or has more messages than are fetched
 * @throws where not even the list of chats can be read
 */
export async function missedMessages(
  client: Client,
  since: number,
  wait: WhatsAppWebDeps["wait"],
): Promise<{ readonly messages: readonly Message[]; readonly whole: boolean }> {
  const chats = await within(CHATS_DEADLINE_MS, wait, client.getChats());
  const messages: Message[] = [];
  let whole = true;
  for (const chat of chats.filter((one) => isPerson(one.id._serialized) && one.timestamp >= since)) {
    const fetched = await fetch(chat, wait);
    const missed = fetched.filter(({ timestamp }) => timestamp >= since);
    whole &&= fetched.length > 0 && missed.length < PER_CHAT;
    messages.push(...missed);
  }
  return { messages: messages.sort((one, other) => one.timestamp - other.timestamp), whole };
}

/** A chat that cannot be read does not hide the others. */
const fetch = (chat: Chat, wait: WhatsAppWebDeps["wait"]): Promise<readonly Message[]> =>
  within(MESSAGES_DEADLINE_MS, wait, chat.fetchMessages({ limit: PER_CHAT })).catch(() => []);
