import type { Opts } from "grammy/types";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { OutboundMessage, RefusalReason } from "../../src/ports/channel.ts";
import { readThreadId } from "./thread.ts";

/** UTF-16 units, as the platform counts. */
export const TEXT_LIMIT = 4096;
/** UTF-8 bytes of a button's payload; a Persian letter takes two. */
const BUTTON_BYTES = 64;

/**
 * Writes the call of `sendMessage`: plain text (nothing in it can be taken for markup), one button per row.
 * A quoted message that is gone does not hold the answer back.
 * @returns the payload; the refusal the platform would give anyway, where that is certain without asking
 */
export function encodeMessage(message: OutboundMessage): Result<Opts<"sendMessage">, RefusalReason> {
  const thread = readThreadId(message.threadId);
  if (thread === null) return err("chat-gone");
  if (message.text.length > TEXT_LIMIT) return err("too-long");
  if (message.buttons.some((button) => Buffer.byteLength(button.id) > BUTTON_BYTES)) return err("too-long");

  const replyTo = message.replyTo === null ? Number.NaN : Number(message.replyTo);
  return ok({
    chat_id: thread.chatId,
    text: message.text,
    ...(thread.businessConnectionId !== undefined && { business_connection_id: thread.businessConnectionId }),
    ...(Number.isSafeInteger(replyTo) && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
    ...(message.buttons.length > 0 && {
      reply_markup: {
        inline_keyboard: message.buttons.map((button) => [{ text: button.label, callback_data: button.id }]),
      },
    }),
  });
}
