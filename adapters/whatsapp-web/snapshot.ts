import { z } from "zod";

/**
 * What the library tells, as plain data: decoding needs no browser, and a snapshot can be kept as a fixture.
 * `read-library.ts` takes them from the library's objects.
 */
const text = z.string();
const chatId = z.string().min(1);
/** Since 1970, as WhatsApp counts; no later than a date can be. */
const seconds = z.number().min(0).max(8_640_000_000_000);

/** A message's key. `id` alone is unique within a chat, and stays the same when the chat's own id changes. */
const key = z.object({ id: z.string().min(1), chat: chatId, fromMe: z.boolean() });

/** Two ids of one person, where WhatsApp tells both: the private id (`…@lid`) and the phone's (`…@c.us`). */
const pair = z.object({ lid: text, phone: text }).nullable().default(null);

const content = z.object({
  type: text,
  body: text.default(""),
  file: z
    .object({ name: text.nullable().default(null), mime: text.nullable().default(null), bytes: z.number().optional() })
    .nullable()
    .default(null),
  location: z
    .object({ latitude: z.number(), longitude: z.number(), name: text.default("") })
    .nullable()
    .default(null),
  /** vCards as they are. */
  cards: z.array(text).default([]),
  options: z.array(text).default([]),
});

const message = z.object({
  what: z.literal("message"),
  key,
  pair,
  name: text.default(""),
  content,
  quoted: z
    .object({ id: text, text: text.nullable().default(null) })
    .nullable()
    .default(null),
  /** A status, or a list somebody sends to many at once. */
  broadcast: z.boolean().default(false),
  at: seconds,
});

const edit = z.object({ what: z.literal("edit"), key, pair, body: text, at: seconds });
const revoke = z.object({ what: z.literal("revoke"), key, pair, at: seconds });
const ack = z.object({ what: z.literal("ack"), key, ack: z.number(), at: seconds });
const reaction = z.object({
  what: z.literal("reaction"),
  /** Of the message it was put on. */
  key,
  pair,
  own: z.object({ id: z.string().min(1), fromMe: z.boolean() }),
  emoji: text,
  at: seconds,
});

export const snapshotShape = z.discriminatedUnion("what", [message, edit, revoke, ack, reaction]);

export type Snapshot = z.input<typeof snapshotShape>;
export type ReadSnapshot = z.output<typeof snapshotShape>;
export type MessageSnapshot = Extract<ReadSnapshot, { what: "message" }>;
export type Key = z.output<typeof key>;
export type Pair = NonNullable<z.output<typeof pair>>;

/** One snapshot, or several as `{ "several": […] }`; `what` this version does not know is none. */
export const bodyShape = z.union([
  z.object({ several: z.array(z.looseObject({ what: text })) }),
  z.looseObject({ what: text }),
]);

const KNOWN: ReadonlySet<string> = new Set(snapshotShape.options.map(({ shape }) => shape.what.value));
export const isKnown = ({ what }: { readonly what: string }): boolean => KNOWN.has(what);
