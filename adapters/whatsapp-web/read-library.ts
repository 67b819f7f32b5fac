import type { Message, Reaction } from "whatsapp-web.js";
import { z } from "zod";
import type { Key, Pair, Snapshot } from "./snapshot.ts";

/** What the page told of a message. Its shape is WhatsApp's own and changes: whatever does not fit is left out. */
const text = z.string().optional().catch(undefined);
const raw = z.object({
  notifyName: text,
  caption: text,
  mimetype: text,
  filename: text,
  size: z.number().optional().catch(undefined),
  isStatusV3: z.boolean().optional().catch(undefined),
  quotedStanzaID: text,
  quotedMsg: z.object({ body: text, caption: text, type: text }).optional().catch(undefined),
  pollOptions: z
    .array(z.object({ name: z.string() }))
    .optional()
    .catch(undefined),
  latestEditSenderTimestampMs: z.number().optional().catch(undefined),
});

const widShape = z.union([z.string(), z.looseObject({ _serialized: z.string() })]);
const keyShape = z.looseObject({ id: z.string(), fromMe: z.boolean().default(false), remote: widShape });

/** Reads a key as the library passes it on; null where it is none. */
export function readKey(key: unknown): Key | null {
  const read = keyShape.safeParse(key);
  if (!read.success) return null;
  const { id, fromMe, remote } = read.data;
  return { id, fromMe, chat: typeof remote === "string" ? remote : remote._serialized };
}

/** A message as it stands now; null where the library's object has no key. */
export function readMessage(message: Message, pair: Pair | null): Snapshot | null {
  const key = readKey(message.id);
  const data = raw.parse(message.rawData);
  if (key === null) return null;
  const isFile = data.mimetype !== undefined;
  return {
    what: "message",
    key,
    pair,
    name: data.notifyName ?? "",
    content: {
      type: String(message.type),
      // Of a file that is still on its way the library takes the preview for words.
      body: isFile ? (data.caption ?? "") : wordsOf(message),
      file: isFile
        ? {
            name: data.filename ?? null,
            mime: data.mimetype ?? null,
            ...(data.size !== undefined && { bytes: data.size }),
          }
        : null,
      location: placeOf(message),
      cards: message.vCards ?? [],
      options: data.pollOptions?.map(({ name }) => name) ?? [],
    },
    quoted: quoteOf(data),
    broadcast: message.broadcast === true || data.isStatusV3 === true,
    at: message.timestamp,
  };
}

const wordsOf = ({ body }: Message): string => (typeof body === "string" ? body : "");

function placeOf({ location }: Message) {
  // The library's types have texts where WhatsApp has numbers.
  const [latitude, longitude] = [Number(location?.latitude), Number(location?.longitude)];
  if (location === undefined || !Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  const { name, address } = location as { readonly name?: string; readonly address?: string };
  return { latitude, longitude, name: [name, address].filter((part) => part).join(", ") };
}

function quoteOf({ quotedStanzaID: id, quotedMsg }: z.output<typeof raw>) {
  if (id === undefined) return null;
  const words = quotedMsg?.type === "chat" ? quotedMsg.body : quotedMsg?.caption;
  return { id, text: words ?? null };
}

/** A message whose words were changed. */
export function readEdit(message: Message, body: string, pair: Pair | null): Snapshot | null {
  const key = readKey(message.id);
  const { latestEditSenderTimestampMs: ms } = raw.parse(message.rawData);
  return key && { what: "edit", key, pair, body, at: ms === undefined ? message.timestamp : Math.floor(ms / 1000) };
}

/** A message that was taken back: some versions of the page tell of it by a message of its own. */
export function readRevoke(message: Message, pair: Pair | null): Snapshot | null {
  const { protocolMessageKey } = message as { readonly protocolMessageKey?: unknown };
  const key = readKey(protocolMessageKey) ?? readKey(message.id);
  return key && { what: "revoke", key, pair, at: message.timestamp };
}

/** How far a message of ours got. @param at  when it was told, in seconds: the library tells no time of it */
export function readAck(message: Message, ack: number, at: number): Snapshot | null {
  const key = readKey(message.id);
  return key && { what: "ack", key, ack, at };
}

export function readReaction(reaction: Reaction, pair: Pair | null): Snapshot | null {
  const key = readKey(reaction.msgId);
  const own = readKey(reaction.id);
  if (key === null || own === null) return null;
  const at = Math.max(0, Math.floor(reaction.timestamp || 0));
  return { what: "reaction", key, pair, own: { id: own.id, fromMe: own.fromMe }, emoji: reaction.reaction ?? "", at };
}
