import { z } from "zod";
import { err, ok, type Result } from "../../src/core/result.ts";
import { ATTACHMENT_KINDS, type DecodeError, type InboundEvent } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";

const id = z.string().min(1);
const text = z.string();

const eventShape = z.object({
  id,
  /** `echo` is a message from our side. A type not named here is ignored, as on every channel. */
  type: z.string(),
  thread: id,
  message: id.nullable().default(null),
  from: z.object({ id, name: text.default(""), phone: text.nullable().default(null) }),
  text: text.default(""),
  data: text.nullable().default(null),
  attachments: z
    .array(
      z.object({
        kind: z.enum(ATTACHMENT_KINDS),
        name: text.nullable().default(null),
        mime: text.nullable().default(null),
        ref: text.optional(),
      }),
    )
    .default([]),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable().default(null),
  replyTo: id.nullable().default(null),
  quote: text.nullable().default(null),
  album: id.nullable().default(null),
  identity: z.object({ from: id, to: id }).nullable().default(null),
  status: z.enum(["sent", "delivered", "read", "failed"]).nullable().default(null),
  at: z.iso.datetime(),
});
const bodyShape = z.object({ events: z.array(eventShape) });

const TYPES = ["message", "edit", "status", "reaction", "action", "identity", "echo"] as const;
const knownType = (type: string): InboundEvent["type"] | undefined => TYPES.find((known) => known === type);

/** Reads `{ "events": [...] }`: any number of events, in the order they happened. */
export function decodeMemory(raw: unknown): Result<readonly InboundEvent[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const body = bodyShape.safeParse(json.value);
  if (!body.success) {
    const where = body.error.issues[0]?.path.map(String).join(".") || "the top";
    return err({
      message: `The body is not of the memory channel: see ${where}.`,
      hint: 'Send {"events": [...]}, as adapters/memory/NOTES.md shows.',
    });
  }
  return ok(body.data.events.flatMap(toEvent));
}

function toEvent(event: z.output<typeof eventShape>): readonly InboundEvent[] {
  const type = knownType(event.type);
  if (type === undefined) return [];
  return [
    {
      type,
      channel: "memory",
      eventId: event.id,
      externalId: event.message,
      threadId: event.thread,
      sender: event.from,
      text: event.text,
      data: event.data,
      attachments: event.attachments.map(({ ref, ...shown }) => (ref === undefined ? shown : { ...shown, ref })),
      location: event.location,
      replyTo: event.replyTo,
      replyQuote: event.quote,
      albumId: event.album,
      identity: event.identity,
      status: event.status,
      sentAt: new Date(event.at).toISOString(),
    },
  ];
}
