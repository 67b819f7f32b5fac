import { type Api, GrammyError } from "grammy";
import type { OutboundMessage, SendOutcome } from "../../src/ports/channel.ts";
import type { BusinessConnections } from "./business.ts";
import { forClient } from "./client-signal.ts";
import type { Drafts } from "./drafts.ts";
import { addressOf, type Call, encodeMessage, TEXT_LIMIT } from "./encode.ts";
import { outcomeOf, repeatable } from "./errors.ts";
import { readThreadId } from "./thread.ts";

export interface SendDeps {
  readonly api: Api;
  /** With the patience that an upload needs. */
  readonly uploads: Api;
  readonly business: BusinessConnections;
  readonly drafts: Pick<Drafts, "end">;
}

/** Sends messages. Remembers the threads in which a keyboard was left, until a message has cleared it away. */
export function openSender({ api, uploads, business, drafts }: SendDeps) {
  const withKeyboard = new Set<string>();

  return async (message: OutboundMessage, signal: AbortSignal): Promise<SendOutcome> => {
    const { threadId } = message;
    const call = encodeMessage(message, withKeyboard.has(threadId));
    if (!call.ok) return call.error;
    const connection = readThreadId(threadId)?.businessConnectionId;
    if (connection !== undefined && business.doubted(connection)) {
      const refused = await business.whyNoReply(connection, signal);
      if (refused) return refused;
    }
    // A preview that arrives after the message would stand below it as if more were to come.
    await drafts.end(threadId);
    try {
      const { message_id } = await run(message.media ? uploads : api, call.value, signal);
      if (call.value.leavesKeyboard) withKeyboard.add(threadId);
      else if (clearsKeyboard(call.value)) withKeyboard.delete(threadId);
      return { kind: "sent", id: String(message_id) };
    } catch (error) {
      const refused = connection !== undefined && isRefusal(error) && (await business.whyNoReply(connection, signal));
      return refused || outcomeOf(error);
    }
  };
}

function run(api: Api, { method, payload }: Call, signal: AbortSignal): Promise<{ readonly message_id: number }> {
  // Each payload was written for its method; the client's types cannot follow the pair.
  const send = api.raw[method] as (payload: object, signal: unknown) => Promise<{ readonly message_id: number }>;
  return send(payload, forClient(signal));
}

const clearsKeyboard = ({ payload: { reply_markup } }: Call): boolean =>
  typeof reply_markup === "object" && reply_markup !== null && "remove_keyboard" in reply_markup;

/** What Telegram said no to, other than by its limits or for want of a valid token. */
const isRefusal = (error: unknown): boolean => error instanceof GrammyError && [400, 403].includes(error.error_code);

/** Replaces the text of a message of ours; buttons under it go. What says so already counts as done. */
export async function editText(
  api: Api,
  threadId: string,
  messageId: string,
  text: string,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const thread = readThreadId(threadId);
  const message_id = Number(messageId);
  if (thread === null || !Number.isSafeInteger(message_id)) return { kind: "refused", why: "chat-gone" };
  if (text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };
  try {
    await api.raw.editMessageText({ ...addressOf(thread), message_id, text }, forClient(signal));
  } catch (error) {
    const same = error instanceof GrammyError && /message is not modified/i.test(error.description);
    if (!same) return repeatable(outcomeOf(error));
  }
  return { kind: "sent", id: messageId };
}

/** Puts one of Telegram's own reactions to a message, or takes ours back; business chats have no such call. */
export async function react(
  api: Api,
  threadId: string,
  messageId: string,
  emoji: string,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const thread = readThreadId(threadId);
  const message_id = Number(messageId);
  if (thread === null || !Number.isSafeInteger(message_id)) return { kind: "refused", why: "chat-gone" };
  if (thread.businessConnectionId !== undefined) {
    return { kind: "refused", why: null, detail: "Telegram lets no bot react in the chats of a business account." };
  }
  // Which emoji may be a reaction is Telegram's to say, and changes: another one is refused by it.
  const reaction = emoji === "" ? [] : [{ type: "emoji", emoji: emoji as "👍" } as const];
  try {
    await api.raw.setMessageReaction({ chat_id: thread.chatId, message_id, reaction }, forClient(signal));
    return { kind: "sent", id: messageId };
  } catch (error) {
    return repeatable(outcomeOf(error));
  }
}
