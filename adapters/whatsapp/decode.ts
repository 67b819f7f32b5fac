import type { z } from "zod";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError, InboundEvent, Sender } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";
import { contentOf } from "./content.ts";
import { failureOf } from "./errors.ts";
import { identityEvent, isoTime, NOTHING } from "./event.ts";
import { threadIdOf } from "./handle.ts";
import { pairOf, pairOfUpdate } from "./identity.ts";
import { fromMessage, quoteOf, shown } from "./message.ts";
import {
  contactShape,
  deliveryShape,
  type Echo,
  echoShape,
  messageShape,
  type Status,
  statusShape,
  type UserIdUpdate,
  userIdUpdateShape,
  valueShape,
} from "./webhook.ts";

/** The events of a delivery, and the first place that could not be read. */
interface Reading {
  readonly events: InboundEvent[];
  fault: string | undefined;
}

/**
 * Reads one delivery (parsed JSON, text or bytes) of up to 1000 updates, in the order they stand in. What cannot be
 * read is passed over as long as something else can: refused, the platform would deliver the whole lot again for days.
 * @param phoneNumberId what belongs to another number is ignored; absent: every number is ours
 * Source: Meta's webhook reference and its page on business-scoped user ids; NOTES.md tells what is ignored and why.
 */
export function decodeDelivery(raw: unknown, phoneNumberId?: string): Result<readonly InboundEvent[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const delivery = deliveryShape.safeParse(json.value);
  if (!delivery.success) return err(foreign);

  const reading: Reading = { events: [], fault: undefined };
  for (const [nth, entry] of delivery.data.entry.entries()) {
    for (const [position, { field, value }] of entry.changes.entries()) {
      readChange(reading, `entry.${nth}.changes.${position}.value`, field, value, phoneNumberId);
    }
  }
  if (reading.events.length === 0 && reading.fault !== undefined) return err(unreadable(reading.fault));
  // A person who writes ten messages proves ten times that phone and user id are theirs: told once.
  const told = new Set<string>();
  return ok(reading.events.filter(({ eventId }) => !told.has(eventId) && told.add(eventId)));
}

function readChange(reading: Reading, place: string, field: string, raw: unknown, ours: string | undefined): void {
  if (!FIELDS.has(field)) return;
  const read = valueShape.safeParse(raw);
  if (!read.success) {
    reading.fault ??= place;
    return;
  }
  const value = read.data;
  if (ours !== undefined && value.metadata?.phone_number_id !== ours) return;

  const people = value.contacts.flatMap((contact) => contactShape.safeParse(contact).data ?? []);
  const each = <S extends z.ZodType>(
    list: "messages" | "statuses" | "message_echoes" | "user_id_update",
    shape: S,
    events: (item: z.output<S>) => readonly InboundEvent[],
  ): void => {
    for (const [nth, item] of value[list].entries()) {
      const one = shape.safeParse(item);
      if (one.success) reading.events.push(...events(one.data));
      else reading.fault ??= `${place}.${list}.${nth}.${one.error.issues[0]?.path.map(String).join(".")}`;
    }
  };
  each("messages", messageShape, (message) => fromMessage(message, value, people));
  each("statuses", statusShape, fromStatus);
  each("message_echoes", echoShape, fromEcho);
  each("user_id_update", userIdUpdateShape, fromUserIdUpdate);
}

/** Templates, calls, the account's own state and imported history are no word of a customer. */
const FIELDS: ReadonlySet<string> = new Set(["messages", "smb_message_echoes", "user_id_update"]);

/** What our side edits, takes back or reacts to by hand on another device is no word of the customer. */
function fromEcho(echo: Echo): readonly InboundEvent[] {
  const handles = { userId: echo.to_user_id, phone: echo.to };
  const threadId = threadIdOf(handles);
  const content = contentOf(echo.type, echo);
  if (threadId === undefined || content === undefined) return [];
  const pair = pairOf(handles);
  const sender: Sender = { id: echo.from ?? "", name: "", phone: echo.from ?? null };
  return [
    ...(pair === null ? [] : [identityEvent(`${pair.from}>${pair.to}`, pair, echo.timestamp)]),
    {
      ...NOTHING,
      ...shown(content),
      ...quoteOf(echo),
      type: "echo",
      eventId: echo.id,
      externalId: echo.id,
      threadId,
      sender,
      sentAt: isoTime(echo.timestamp),
    },
  ];
}

/** What the platform calls played was a voice message that the customer has listened to. */
const STATUSES: ReadonlyMap<string, NonNullable<InboundEvent["status"]>> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["played", "read"],
  ["failed", "failed"],
]);

/** One message goes through several statuses, in any order: each is an event of its own. */
function fromStatus(update: Status): readonly InboundEvent[] {
  const status = STATUSES.get(update.status);
  const handles = { userId: update.recipient_user_id, phone: update.recipient_id };
  const threadId = threadIdOf(handles);
  if (status === undefined || threadId === undefined) return [];
  const codes = (update.errors ?? []).flatMap(({ code }) => code ?? []);
  return [
    {
      ...NOTHING,
      type: "status",
      eventId: `${update.id}:${update.status}`,
      externalId: update.id,
      threadId,
      sender: { id: threadId, name: "", phone: handles.phone ?? null },
      status,
      ...(status === "failed" && { failure: failureOf(codes) }),
      sentAt: isoTime(update.timestamp),
    },
  ];
}

function fromUserIdUpdate(update: UserIdUpdate): readonly InboundEvent[] {
  const pair = pairOfUpdate(update);
  return pair.from === pair.to ? [] : [identityEvent(`${pair.from}>${pair.to}`, pair, update.timestamp, update.wa_id)];
}

const foreign: DecodeError = {
  message: "The body is not a delivery of the WhatsApp Cloud API.",
  hint: 'Pass it as Meta posts it: {"object": "whatsapp_business_account", "entry": [...]}.',
};

const unreadable = (place: string): DecodeError => ({
  message: `The delivery does not have the WhatsApp shape at ${place}.`,
  hint: "If WhatsApp really sent it, report the shape (without its contents) as an issue.",
});
