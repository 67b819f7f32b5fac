import { z } from "zod";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { ChannelName, DecodeError, InboundEvent } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";

/** A copy has a name of its own here, once that stands in `ChannelName`. */
export const CHANNEL: ChannelName = "memory";

/** PostgreSQL holds no NUL: of words it is taken out later, in an id it has no business. */
const id = z
  .string()
  .min(1)
  .refine((text) => !text.includes("\0"), "must not contain NUL");
const shared = { id, thread: id, message: id, at: z.iso.datetime() };
const customer = z.object({ id, name: z.string().default("") });

const messageShape = z.object({ ...shared, kind: z.literal("message"), from: customer, text: z.string() });
const statusShape = z.object({ ...shared, kind: z.literal("status"), status: z.enum(["sent", "delivered", "failed"]) });
const bodyShape = z.object({ events: z.array(z.looseObject({ kind: z.string() })) });

/** Reads `{ "events": [...] }`: any number of events, in the order they happened. A kind it does not know is none. */
export function decodeTemplate(raw: unknown): Result<readonly InboundEvent[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const body = bodyShape.safeParse(json.value);
  if (!body.success) return err(unreadable(body.error));
  const events: InboundEvent[] = [];
  for (const item of body.data.events) {
    const read = readEvent(item);
    if (!read.ok) return read;
    if (read.value !== null) events.push(read.value);
  }
  return ok(events);
}

function readEvent(item: { readonly kind: string }): Result<InboundEvent | null, DecodeError> {
  if (item.kind === "message") {
    const message = messageShape.safeParse(item);
    return message.success ? ok(toMessage(message.data)) : err(unreadable(message.error));
  }
  if (item.kind === "status") {
    const status = statusShape.safeParse(item);
    return status.success ? ok(toStatus(status.data)) : err(unreadable(status.error));
  }
  return ok(null);
}

const toMessage = ({ id, thread, message, at, from, text }: z.output<typeof messageShape>): InboundEvent => ({
  ...NOTHING,
  type: "message",
  eventId: id,
  externalId: message,
  threadId: thread,
  sender: { ...from, phone: null },
  text,
  sentAt: new Date(at).toISOString(),
});

const toStatus = ({ id, thread, message, at, status }: z.output<typeof statusShape>): InboundEvent => ({
  ...NOTHING,
  type: "status",
  eventId: id,
  externalId: message,
  threadId: thread,
  sender: { id: thread, name: "", phone: null },
  text: "",
  status,
  sentAt: new Date(at).toISOString(),
});

const NOTHING = {
  channel: CHANNEL,
  data: null,
  attachments: [],
  location: null,
  replyTo: null,
  identity: null,
  status: null,
} as const satisfies Partial<InboundEvent>;

const unreadable = (error: z.ZodError): DecodeError => ({
  message: `The body is not of this channel: see ${error.issues[0]?.path.map(String).join(".") || "the top"}.`,
  hint: "Point the platform's webhook here, and pass its body exactly as it was sent.",
});
