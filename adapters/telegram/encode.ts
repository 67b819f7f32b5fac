import { InputFile } from "grammy";
import type { Opts } from "grammy/types";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { Button, ChannelLimits, OutboundMedia, OutboundMessage, SendOutcome } from "../../src/ports/channel.ts";
import { readThreadId, type TelegramThread } from "./thread.ts";

/** UTF-16 units, as the platform counts. */
export const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;
/** UTF-8 bytes of a button's payload; a Persian letter takes two. */
const BUTTON_BYTES = 64;
const MEGABYTE = 1024 * 1024;

/** What a bot may upload. */
export const MEDIA_LIMITS = {
  image: 10 * MEGABYTE,
  voice: 50 * MEGABYTE,
  audio: 50 * MEGABYTE,
  video: 50 * MEGABYTE,
  document: 50 * MEGABYTE,
} as const satisfies ChannelLimits["media"];

type Markup = NonNullable<Opts<"sendMessage">["reply_markup"]>;
type Refused = Extract<SendOutcome, { readonly kind: "refused" }>;

/** One call of the Bot API that puts a message into a chat. */
export interface Call {
  readonly method: "sendMessage" | "sendPhoto" | "sendVoice" | "sendAudio" | "sendVideo" | "sendDocument";
  readonly payload: Readonly<Record<string, unknown>> & { readonly chat_id: number };
  /** A keyboard takes the place of the customer's own: it must be cleared away by a later message. */
  readonly leavesKeyboard: boolean;
}

/**
 * Writes the call for a message: plain text (nothing in it can be taken for markup), one button per row. A quoted
 * message that is gone does not hold the answer back.
 *
 * A button that asks for the phone number is a key of a keyboard, which private chats alone have; elsewhere it is left
 * out. A message has one kind of buttons: beside such a key the others are keys too, and come back as their label.
 * @param clearKeyboard whether an earlier message has left a keyboard in this chat
 * @returns the call; the refusal the platform would give anyway, where that is certain without asking
 */
export function encodeMessage(message: OutboundMessage, clearKeyboard = false): Result<Call, Refused> {
  const thread = readThreadId(message.threadId);
  if (thread === null) return err({ kind: "refused", why: "chat-gone" });
  const content = contentOf(message);
  if (!content.ok) return content;
  const markup = markupOf(message.buttons, thread, clearKeyboard);
  if (!markup.ok) return markup;

  const replyTo = message.replyTo === null ? Number.NaN : Number(message.replyTo);
  const payload = {
    ...content.value.payload,
    ...(Number.isSafeInteger(replyTo) && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
    ...(markup.value && { reply_markup: markup.value }),
  };
  const leavesKeyboard = markup.value !== null && "keyboard" in markup.value;
  return ok({ method: content.value.method, payload: { ...addressOf(thread), ...payload }, leavesKeyboard });
}

/** How the platform names a thread. */
export const addressOf = ({ chatId, businessConnectionId }: TelegramThread) => ({
  chat_id: chatId,
  ...(businessConnectionId !== undefined && { business_connection_id: businessConnectionId }),
});

type Content = Pick<Call, "method"> & { readonly payload: Readonly<Record<string, unknown>> };

function contentOf({ text, media }: OutboundMessage): Result<Content, Refused> {
  if (text.length > (media ? CAPTION_LIMIT : TEXT_LIMIT)) return err({ kind: "refused", why: "too-long" });
  if (!media) return ok({ method: "sendMessage", payload: { text } });
  const upload = UPLOADS[media.kind];
  if (!upload) return err(notSent(`Telegram is sent no ${media.kind}.`));
  if (media.bytes.byteLength > MEDIA_LIMITS[upload.kind]) {
    return err(notSent(`The file is larger than the ${MEDIA_LIMITS[upload.kind] / MEGABYTE} MB Telegram takes.`));
  }
  const file = new InputFile(media.bytes, fileName(media));
  return ok({ method: upload.method, payload: { [upload.field]: file, ...(text !== "" && { caption: text }) } });
}

const notSent = (detail: string): Refused => ({ kind: "refused", why: null, detail });

interface Upload {
  readonly kind: keyof typeof MEDIA_LIMITS;
  readonly method: Call["method"];
  readonly field: string;
}

const UPLOADS: Readonly<Partial<Record<OutboundMedia["kind"], Upload>>> = {
  image: { kind: "image", method: "sendPhoto", field: "photo" },
  voice: { kind: "voice", method: "sendVoice", field: "voice" },
  audio: { kind: "audio", method: "sendAudio", field: "audio" },
  video: { kind: "video", method: "sendVideo", field: "video" },
  document: { kind: "document", method: "sendDocument", field: "document" },
};

/** The client writes the name into a header as it is: what has a meaning there must not be in it. */
const fileName = ({ name, kind }: OutboundMedia): string => name.replace(/[\p{Cc}";\\/]/gu, "_").toWellFormed() || kind;

function markupOf(
  buttons: readonly Button[],
  thread: TelegramThread,
  clearKeyboard: boolean,
): Result<Markup | null, Refused> {
  const hasKeyboards = thread.chatId > 0 && thread.businessConnectionId === undefined;
  const shown = buttons.filter(({ asks }) => asks === undefined || hasKeyboards);
  if (shown.some(({ asks }) => asks === "phone")) {
    const keyboard = shown.map(({ label, asks }) => [
      asks === "phone" ? { text: label, request_contact: true } : { text: label },
    ]);
    return ok({ keyboard, one_time_keyboard: true, resize_keyboard: true });
  }
  if (shown.some(({ id }) => Buffer.byteLength(id) > BUTTON_BYTES)) return err({ kind: "refused", why: "too-long" });
  if (shown.length > 0)
    return ok({ inline_keyboard: shown.map(({ id, label }) => [{ text: label, callback_data: id }]) });
  return ok(clearKeyboard ? { remove_keyboard: true } : null);
}
