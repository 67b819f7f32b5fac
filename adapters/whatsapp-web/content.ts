import type { AttachmentKind, InboundAttachment, InboundEvent } from "../../src/ports/channel.ts";
import type { MessageSnapshot } from "./snapshot.ts";
import { serialized } from "./thread.ts";

/** What a person put into a message. */
export type Content = Pick<InboundEvent, "text" | "attachments" | "location">;

/** The library's types of messages that are files. */
const FILES: ReadonlyMap<string, AttachmentKind> = new Map([
  ["image", "image"],
  ["video", "video"],
  ["ptv", "video"],
  ["gif", "video"],
  ["audio", "audio"],
  ["ptt", "voice"],
  ["document", "document"],
  ["sticker", "sticker"],
]);

/** Types that a person chose and that are words. */
const WORDS: ReadonlySet<string> = new Set([
  "chat",
  "poll_creation",
  "buttons_response",
  "list_response",
  "template_button_reply",
  "event_creation",
]);

/** Types nobody here can open: that something was sent must be seen, so an empty attachment bears the type's name. */
const UNREADABLE: ReadonlySet<string> = new Set([
  "order",
  "product",
  "payment",
  "groups_v4_invite",
  "interactive",
  "native_flow",
  "unknown",
]);

/**
 * What was said and sent; null for what is no word of a person: service messages, calls, encrypted ones that are told
 * again when they could be read, the frame around an album, and every type not known.
 */
export function contentOf(message: MessageSnapshot): Content | null {
  const { type, body, file, location, cards, options } = message.content;
  const kind = FILES.get(type);
  if (kind !== undefined) {
    const { name = null, mime = null, bytes } = file ?? {};
    const ref = serialized(message.key);
    return {
      text: body,
      attachments: [{ kind, name, mime, ref, ...(bytes !== undefined && { bytes }) }],
      location: null,
    };
  }
  if (type === "location" && location !== null) {
    const { name, latitude, longitude } = location;
    return { text: "", attachments: [bare("location", name || null)], location: { latitude, longitude } };
  }
  if (type === "vcard" || type === "multi_vcard") {
    return { text: "", attachments: cards.map((card) => bare("contact", nameOnCard(card))), location: null };
  }
  if (WORDS.has(type)) {
    const text = [body, ...options].join("\n");
    return text === "" ? null : { text, attachments: [], location: null };
  }
  return UNREADABLE.has(type) ? { text: "", attachments: [bare("document", type)], location: null } : null;
}

const bare = (kind: AttachmentKind, name: string | null): InboundAttachment => ({ kind, name, mime: null });

/** The name and the numbers of a vCard. Its lines may be folded and its names grouped, as in `item1.TEL;waid=98…:+98 …`. */
function nameOnCard(card: string): string {
  const lines = card.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const values = (name: string): readonly string[] =>
    lines.flatMap((line) => new RegExp(`^(?:[\\w-]+\\.)?${name}(?:;[^:]*)?:(.*)$`, "i").exec(line)?.[1]?.trim() ?? []);
  return [...values("FN").slice(0, 1), ...values("TEL")].map((value) => value.replace(/\\([,;\\])/g, "$1")).join(" ");
}
