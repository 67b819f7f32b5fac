import type { Chat, Client, MessageSendOptions } from "whatsapp-web.js";
import type { OutboundMessage, SendOutcome } from "../../src/ports/channel.ts";
import type { Connection, Held } from "./connection.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import { isNobody, NOT_CONNECTED, orAborted, outcomeBefore, outcomeOfChange, outcomeOfSend } from "./errors.ts";
import { openPace } from "./pace.ts";
import { isPerson, serialized } from "./thread.ts";

/** WhatsApp takes more; nobody reads more. */
export const TEXT_LIMIT = 4096;
const MB = 1024 * 1024;
/** A file goes through the page as text, three bytes as four: larger ones would fill its memory. */
export const MEDIA_LIMITS = {
  image: 16 * MB,
  voice: 16 * MB,
  audio: 16 * MB,
  video: 16 * MB,
  document: 32 * MB,
} as const;

/** Sends messages, one at a time over the account and at the speed of a person. */
export function openSender(held: Held, deps: Pick<WhatsAppWebDeps, "clock" | "random" | "wait">) {
  const pace = openPace(deps);

  return async (message: OutboundMessage, signal: AbortSignal): Promise<SendOutcome> => {
    if (signal.aborted) return { kind: "retry", afterMs: 0, why: "aborted before it began" };
    const refused = refusalOf(message);
    if (refused) return refused;
    if (held.connection === null) return NOT_CONNECTED;
    const turn = await pace.enter(signal);
    if ("afterMs" in turn)
      return { kind: "retry", afterMs: turn.afterMs, why: "another message is being sent", limited: true };
    try {
      return await deliver(message, signal);
    } finally {
      turn.leave();
    }
  };

  async function deliver(message: OutboundMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { connection } = held;
    if (connection === null) return NOT_CONNECTED;
    const { client } = connection;
    const text = wordsOf(message);
    const chatId = held.chats.get(message.threadId) ?? message.threadId;
    try {
      const chat: Chat | undefined = await orAborted(signal, client.getChatById(chatId));
      if (chat === undefined) return { kind: "refused", why: "chat-gone" };
      // Shown for as long as it takes; a message is no worse for not having been announced.
      void chat.sendStateTyping().catch(() => undefined);
    } catch (error) {
      return isNobody(error) ? await elsewhere(client, message.threadId, chatId) : outcomeBefore(error);
    }
    await deps.wait(pace.writingMs(text), signal);
    if (signal.aborted) return { kind: "retry", afterMs: 0, why: "aborted before it began" };
    if (held.connection !== connection) return NOT_CONNECTED;

    const expected = held.ownSends.expect(text, message.media !== undefined);
    try {
      const sent = await orAborted(signal, put(connection, chatId, text, message));
      const id = sent?.id.id ?? expected.id;
      if (id === null) return { kind: "unknown", why: "WhatsApp Web named no message" };
      held.ownSends.know(id);
      return { kind: "sent", id };
    } catch (error) {
      if (expected.id !== null) return { kind: "sent", id: expected.id };
      const outcome = outcomeOfSend(error);
      if (outcome.kind !== "unknown") expected.end();
      return outcome;
    }
  }

  /** The page knows nobody of that id: where the number is registered under another one, that is taken from now on. */
  async function elsewhere(client: Client, threadId: string, chatId: string): Promise<SendOutcome> {
    if (!chatId.endsWith("@c.us")) return { kind: "refused", why: "chat-gone" };
    try {
      const found = await client.getNumberId(chatId);
      if (found === null || found._serialized === chatId) return { kind: "refused", why: "chat-gone" };
      held.chats.set(threadId, found._serialized);
      return { kind: "retry", afterMs: 1_000, why: "the chat has another id" };
    } catch (error) {
      return outcomeBefore(error);
    }
  }
}

function refusalOf({ threadId, text, media }: OutboundMessage): SendOutcome | null {
  if (!isPerson(threadId)) return { kind: "refused", why: "chat-gone" };
  if (text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };
  if (media === undefined) return null;
  const most = media.kind === "sticker" ? 0 : MEDIA_LIMITS[media.kind];
  if (media.bytes.length <= most) return null;
  return { kind: "refused", why: null, detail: `A ${media.kind} of ${media.bytes.length} bytes cannot be sent here.` };
}

function put({ client, createMedia }: Connection, chatId: string, text: string, { media, replyTo }: OutboundMessage) {
  const options: MessageSendOptions = {
    // It would break whole sends whenever WhatsApp changes how chats are marked.
    sendSeen: false,
    ...(replyTo !== null && { quotedMessageId: serialized({ fromMe: false, chat: chatId, id: replyTo }) }),
  };
  if (media === undefined) return client.sendMessage(chatId, text, options);
  const file = createMedia(media.mime, Buffer.from(media.bytes).toString("base64"), media.name);
  return client.sendMessage(chatId, file, {
    ...options,
    ...(text !== "" && { caption: text }),
    sendAudioAsVoice: media.kind === "voice",
    sendMediaAsDocument: media.kind === "document",
  });
}

/** Buttons are dead on WhatsApp Web: labels stand below the text, to be typed back in the words a press would give. */
function wordsOf({ text, buttons }: OutboundMessage): string {
  const labels = buttons.filter(({ asks }) => asks === undefined).map(({ label }) => `• ${label}`);
  const whole = [text, ...labels].filter((line) => line !== "").join("\n");
  return whole.length > TEXT_LIMIT ? text : whole;
}

/** Replaces the text of a message of ours; WhatsApp allows it for some 15 minutes. */
export async function editText(
  { connection, chats }: Held,
  threadId: string,
  id: string,
  text: string,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };
  if (connection === null) return NOT_CONNECTED;
  try {
    const key = serialized({ fromMe: true, chat: chats.get(threadId) ?? threadId, id });
    const message = await orAborted(signal, connection.client.getMessageById(key));
    // The library's types promise a message; where there is none it gives null.
    if (!(message as typeof message | null)) return { kind: "refused", why: "chat-gone" };
    const edited = await orAborted(signal, message.edit(text));
    if (edited === null)
      return { kind: "refused", why: null, detail: "WhatsApp allows no edit of this message any more." };
    return { kind: "sent", id };
  } catch (error) {
    return outcomeOfChange(error);
  }
}

/** Puts our reaction to a customer's message; an empty text takes it back. */
export async function react(
  { connection, chats }: Held,
  threadId: string,
  id: string,
  emoji: string,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (connection === null) return NOT_CONNECTED;
  try {
    const key = serialized({ fromMe: false, chat: chats.get(threadId) ?? threadId, id });
    const message = await orAborted(signal, connection.client.getMessageById(key));
    if (!(message as typeof message | null)) return { kind: "refused", why: "chat-gone" };
    await orAborted(signal, message.react(emoji));
    return { kind: "sent", id };
  } catch (error) {
    return outcomeOfChange(error);
  }
}
