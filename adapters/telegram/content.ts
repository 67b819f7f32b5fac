import type { AttachmentKind, InboundAttachment, InboundEvent } from "../../src/ports/channel.ts";
import type { Message } from "./update.ts";

/** What a person put into a message. */
export type Content = Pick<InboundEvent, "text" | "attachments" | "location">;

/** Order matters: an animation arrives with a copy of itself as `document`. */
const FILES = [
  ["voice", "voice"],
  ["audio", "audio"],
  ["video", "video"],
  ["video_note", "video"],
  ["animation", "video"],
  ["live_photo", "image"],
  ["document", "document"],
  ["sticker", "sticker"],
] as const satisfies readonly (readonly [keyof Message, AttachmentKind])[];

/**
 * What the customer said and sent; null for a service message or a kind nobody could act on (a story, a game, an
 * invoice): it carries no word of the customer and no file a bot may fetch.
 * A poll and a dice are words the customer chose: they become text.
 */
export function contentOf(message: Message): Content | null {
  const attachment = photoOf(message) ?? fileOf(message) ?? placeOf(message) ?? cardOf(message);
  const text = message.text ?? message.caption ?? message.dice?.emoji ?? pollText(message);
  if (attachment === null && text === undefined) return null;
  return {
    text: text ?? "",
    attachments: attachment === null ? [] : [attachment],
    location: message.location ?? null,
  };
}

function photoOf({ photo }: Message): InboundAttachment | null {
  const largest = photo?.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1);
  if (largest === undefined) return null;
  return { kind: "image", name: null, mime: null, ref: largest.file_id, ...bytesOf(largest) };
}

function fileOf(message: Message): InboundAttachment | null {
  for (const [field, kind] of FILES) {
    const file = message[field];
    if (file === undefined) continue;
    return {
      kind,
      name: file.file_name ?? null,
      mime: file.mime_type ?? null,
      ref: file.file_id,
      ...bytesOf(file),
    };
  }
  return null;
}

const bytesOf = ({ file_size }: { readonly file_size?: number | undefined }): { readonly bytes?: number } =>
  file_size === undefined ? {} : { bytes: file_size };

function placeOf({ location, venue }: Message): InboundAttachment | null {
  if (location === undefined) return null;
  return { kind: "location", name: venue === undefined ? null : `${venue.title}, ${venue.address}`, mime: null };
}

/** Somebody else's card keeps its number beside the name; the sender's own number belongs to the sender. */
function cardOf(message: Message): InboundAttachment | null {
  const { contact } = message;
  if (contact === undefined) return null;
  const words = [contact.first_name, contact.last_name, ownPhone(message) === null ? contact.phone_number : undefined];
  return { kind: "contact", name: words.filter((word) => word).join(" "), mime: null };
}

/** The number of the sender, where the shared card is their own: anyone can share the card of another. */
export function ownPhone({ contact, from }: Message): string | null {
  return contact?.user_id !== undefined && contact.user_id === from?.id ? contact.phone_number : null;
}

function pollText({ poll }: Message): string | undefined {
  return poll && [poll.question, ...poll.options.map((option) => option.text)].join("\n");
}
