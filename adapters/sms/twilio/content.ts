import type { AttachmentKind, InboundAttachment, InboundEvent } from "../../../src/ports/channel.ts";
import type { Fields } from "../form.ts";

type Content = Pick<InboundEvent, "text" | "attachments" | "location">;

/** The platform's own limit of files in one message. */
const MOST_FILES = 10;

/** What the customer said and sent; null for a message of nothing at all. */
export function contentOf(fields: Fields): Content | null {
  const text = fields.get("Body") || fields.get("ButtonText") || fields.get("ListTitle") || "";
  const location = locationOf(fields);
  const attachments = [...filesOf(fields), ...(location === null ? [] : [placeOf(fields)])];
  if (text.trim() === "" && attachments.length === 0) return null;
  return { text, attachments, location };
}

function filesOf(fields: Fields): readonly InboundAttachment[] {
  return Array.from({ length: MOST_FILES }, (_none, index) => {
    const ref = fields.get(`MediaUrl${index}`);
    const mime = fields.get(`MediaContentType${index}`) || null;
    return ref ? [{ kind: kindOf(mime ?? ""), name: null, mime, ref }] : [];
  }).flat();
}

/** Voice notes come in the codecs of telephones; a card (`text/vcard`) is a file to open. */
function kindOf(mime: string): AttachmentKind {
  if (/^audio\/(?:amr|ogg|opus)/i.test(mime)) return "voice";
  const family = /^(image|audio|video)\//i.exec(mime)?.[1]?.toLowerCase();
  return family === "image" || family === "audio" || family === "video" ? family : "document";
}

function locationOf(fields: Fields): InboundEvent["location"] {
  const [latitude, longitude] = ["Latitude", "Longitude"].map((name) => Number(fields.get(name) || Number.NaN));
  if (latitude === undefined || longitude === undefined) return null;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

function placeOf(fields: Fields): InboundAttachment {
  const words = [fields.get("Label"), fields.get("Address")].filter((word) => word);
  return { kind: "location", name: words.length > 0 ? words.join(", ") : null, mime: null };
}
