import { err, ok, type Result } from "../../../src/core/result.ts";
import type { DecodeError, InboundEvent, Sender } from "../../../src/ports/channel.ts";
import { type Fields, readForms } from "../form.ts";
import { contentOf } from "./content.ts";
import { failureOf } from "./errors.ts";

/** Words that end all messages where the account keeps Twilio's own opt-out: it answers them and blocks every reply. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
]);

/** How far a message of ours got. `queued`, `accepted`, `sending` and the like tell nothing new. */
const STATUSES: ReadonlyMap<string, NonNullable<InboundEvent["status"]>> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["canceled", "failed"],
]);

const UNKNOWN_TIME = new Date(0);

/**
 * Reads what Twilio delivers for SMS, MMS and its WhatsApp numbers: a form, a JSON object of its fields, or a list of
 * those. A message is one event; so is a status callback that tells something new; calls and all else are none.
 * @param receivedAt stands in for the time of an event: Twilio tells none. 1970 where nobody knows
 * Source: Twilio's "Messaging webhooks" and "Track outbound message status".
 */
export function decodeTwilio(
  raw: unknown,
  receivedAt: Date = UNKNOWN_TIME,
): Result<readonly InboundEvent[], DecodeError> {
  const forms = readForms(raw);
  if (!forms.ok) return forms;
  const events: InboundEvent[] = [];
  for (const fields of forms.value) {
    const read = readDelivery(fields, receivedAt.toISOString());
    if (!read.ok) return read;
    if (read.value !== null) events.push(read.value);
  }
  return ok(events);
}

function readDelivery(fields: Fields, sentAt: string): Result<InboundEvent | null, DecodeError> {
  const sid = filled(fields, "MessageSid") ?? filled(fields, "SmsSid") ?? filled(fields, "SmsMessageSid");
  if (sid === null) return fields.get("AccountSid") ? ok(null) : err(unreadable("MessageSid and AccountSid"));
  const status = (filled(fields, "MessageStatus") ?? filled(fields, "SmsStatus") ?? "received").toLowerCase();
  if (status === "received" || status === "receiving") return readMessage(fields, sid, sentAt);
  return ok(readStatus(fields, sid, status, sentAt));
}

function readMessage(fields: Fields, sid: string, sentAt: string): Result<InboundEvent | null, DecodeError> {
  const from = handleOf(fields, "From");
  if (from === null) return err(unreadable("From"));
  const content = contentOf(fields);
  if (content === null) return ok(null);
  return ok({
    type: "message",
    channel: "twilio",
    eventId: sid,
    externalId: sid,
    threadId: from,
    sender: senderOf(from, fields.get("ProfileName") ?? ""),
    ...content,
    data: filled(fields, "ButtonPayload") ?? filled(fields, "ListId"),
    replyTo: filled(fields, "OriginalRepliedMessageSid"),
    identity: null,
    status: null,
    ...(isAnswered(fields, from, content.text) && { answered: true }),
    sentAt,
  });
}

function readStatus(fields: Fields, sid: string, told: string, sentAt: string): InboundEvent | null {
  const status = STATUSES.get(told);
  if (status === undefined) return null;
  const customer = handleOf(fields, "To") ?? "";
  return {
    type: "status",
    channel: "twilio",
    eventId: `${sid}:${told}`,
    externalId: sid,
    threadId: customer,
    sender: senderOf(customer, ""),
    text: "",
    data: null,
    attachments: [],
    location: null,
    replyTo: null,
    identity: null,
    status,
    ...(status === "failed" && { failure: failureOf(fields.get("ErrorCode")) }),
    sentAt,
  };
}

const senderOf = (handle: string, name: string): Sender => {
  const phone = handle.replace(/^[a-z]+:/, "");
  return { id: handle, name, phone: /^\+\d{5,15}$/.test(phone) ? phone : null };
};

/**
 * Advanced opt-out says what it answered. The default one says nothing and answers a stop word by itself; it knows SMS
 * alone. HELP and START without that sign are the customer's words: an answer to them arrives.
 */
const isAnswered = (fields: Fields, from: string, text: string): boolean =>
  filled(fields, "OptOutType") !== null || (!from.includes(":") && STOP_WORDS.has(text.trim().toUpperCase()));

/** A number, a name or a short code. A `+` that its poster did not escape has arrived as a space. */
const handleOf = (fields: Fields, name: string): string | null =>
  filled(fields, name)
    ?.replace(/^([a-z]+:)? (?=\d)/, "$1+")
    .trim() ?? null;

function filled(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  return value === undefined || value.trim() === "" ? null : value;
}

const unreadable = (what: string): DecodeError => ({
  message: `The body is none of Twilio's messaging: it has no ${what}.`,
  hint: "Point the number's messaging webhook here, and pass its body exactly as Twilio sent it.",
});
