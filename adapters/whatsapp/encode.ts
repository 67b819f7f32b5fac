import { err, ok, type Result } from "../../src/core/result.ts";
import type { OutboundMedia, OutboundMessage, RefusalReason } from "../../src/ports/channel.ts";
import { interactiveOf, numberRequestOf, textWithChoices } from "./choices.ts";
import type { ReopenTemplate } from "./config.ts";
import { isUserId, recipientOf } from "./handle.ts";

/** UTF-16 units. */
export const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;
/** A list's row takes 200 units of payload, a button's 256: what fits both is safe. */
const PAYLOAD_LIMIT = 200;
const MB = 1024 * 1024;

/** Most bytes of each kind. A sticker that moves may be larger; what stands still may not, and nobody tells which it is. */
export const MEDIA_LIMITS = {
  image: 5 * MB,
  voice: 16 * MB,
  audio: 16 * MB,
  video: 16 * MB,
  document: 100 * MB,
  sticker: 100 * 1024,
} as const satisfies Record<OutboundMedia["kind"], number>;

/** What the platform takes as each kind; anything else goes as a document, whole and unplayed. */
const PLAYABLE: Readonly<Record<OutboundMedia["kind"], RegExp>> = {
  image: /^image\/(?:jpeg|png)$/,
  voice: /^audio\/ogg(?:;|$)/,
  audio: /^audio\/(?:aac|amr|mpeg|mp4|ogg)(?:;|$)/,
  video: /^video\/(?:mp4|3gpp)$/,
  document: /./,
  sticker: /^image\/webp$/,
};

/** A message ready to go, once its file has an id at the platform. */
export interface Draft {
  readonly file: OutboundMedia | undefined;
  /** The body of the call. @param mediaId the file's id; "" without a file */
  readonly payload: (mediaId: string) => object;
}

/**
 * Writes the call that sends a message: plain text, a file with its caption, or a text with choices. What does not fit
 * the interactive form is written below the text instead, so that one message stays one call.
 * @returns the refusal the platform would give anyway, where that is certain without asking
 */
export function encodeMessage(message: OutboundMessage): Result<Draft, RefusalReason> {
  const { threadId, text, media, replyTo } = message;
  const recipient = recipientOf(threadId);
  if (recipient === null) return err("chat-gone");
  if (text.length > TEXT_LIMIT) return err("too-long");
  if (message.buttons.some((button) => button.id.length > PAYLOAD_LIMIT)) return err("too-long");

  const head = {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipient,
    ...(replyTo !== null && { context: { message_id: replyTo } }),
  };
  const buttons = message.buttons.filter((button) => button.asks === undefined);
  if (media !== undefined) {
    const read = mediaPart(media, textWithChoices(text, buttons, CAPTION_LIMIT));
    return read.ok ? ok({ file: media, payload: (mediaId) => ({ ...head, ...read.value(mediaId) }) }) : read;
  }
  // Of somebody who writes with a phone the number is known; there is nothing to ask for.
  const asksNumber = message.buttons.length > buttons.length && isUserId(threadId);
  const interactive = (asksNumber ? numberRequestOf(text) : null) ?? interactiveOf(text, buttons);
  const body = { body: textWithChoices(text, buttons, TEXT_LIMIT) };
  const part = interactive === null ? { type: "text", text: body } : { type: "interactive", interactive };
  return ok({ file: undefined, payload: () => ({ ...head, ...part }) });
}

/** A recording and a sticker have no caption, and words are never dropped: with words they are refused. */
function mediaPart(media: OutboundMedia, caption: string): Result<(mediaId: string) => object, RefusalReason> {
  const kind = PLAYABLE[media.kind].test(media.mime) ? media.kind : "document";
  if (media.bytes.byteLength > MEDIA_LIMITS[kind]) return err("too-long");
  if (caption.length > CAPTION_LIMIT) return err("too-long");
  const words = caption === "" ? {} : { caption };
  switch (kind) {
    case "voice":
      return caption === "" ? ok((id) => ({ type: "audio", audio: { id, voice: true } })) : err("too-long");
    case "audio":
      return caption === "" ? ok((id) => ({ type: "audio", audio: { id } })) : err("too-long");
    case "sticker":
      return caption === "" ? ok((id) => ({ type: "sticker", sticker: { id } })) : err("too-long");
    case "document":
      return ok((id) => ({ type: "document", document: { id, filename: media.name, ...words } }));
    case "image":
      return ok((id) => ({ type: "image", image: { id, ...words } }));
    case "video":
      return ok((id) => ({ type: "video", video: { id, ...words } }));
  }
}

/** Writes the call that puts our reaction to a customer's message; null where the text is no thread of this channel. */
export function encodeReaction(threadId: string, messageId: string, emoji: string): object | null {
  const recipient = recipientOf(threadId);
  if (recipient === null) return null;
  const reaction = { message_id: messageId, emoji };
  return { messaging_product: "whatsapp", recipient_type: "individual", ...recipient, type: "reaction", reaction };
}

/** Writes the call that sends the operator's template; null where the text is no thread of this channel. */
export function encodeReopening(threadId: string, { name, language }: ReopenTemplate): object | null {
  const recipient = recipientOf(threadId);
  if (recipient === null) return null;
  const template = { name, language: { code: language } };
  return { messaging_product: "whatsapp", recipient_type: "individual", ...recipient, type: "template", template };
}

/** One call: marks the customer's message as read and shows typing, until we answer or 25 seconds are over. */
export const encodeTyping = (messageId: string): object => ({
  messaging_product: "whatsapp",
  status: "read",
  message_id: messageId,
  typing_indicator: { type: "text" },
});
