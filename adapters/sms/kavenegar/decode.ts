import { err, ok, type Result } from "../../../src/core/result.ts";
import type { DecodeError, InboundEvent, RefusalReason } from "../../../src/ports/channel.ts";
import { type Fields, fieldsOf, readForms } from "../form.ts";
import { handleOf } from "../phone.ts";

const UNKNOWN_TIME = new Date(0);
/** Beyond what ISO 8601 writes with four digits of year. */
const SECONDS_BEYOND = 253_402_300_800;

interface Standing {
  readonly status: NonNullable<InboundEvent["status"]>;
  readonly failure?: RefusalReason;
}

/** How far a message of ours got. In line (1, 2) and unknown (100) tell nothing. */
const STANDINGS: ReadonlyMap<number, Standing> = new Map<number, Standing>([
  [4, { status: "sent" }],
  [5, { status: "sent" }],
  [6, { status: "failed" }],
  [10, { status: "delivered" }],
  [11, { status: "failed" }],
  [13, { status: "failed" }],
  [14, { status: "failed", failure: "blocked" }],
]);

/** Ends all messages of the line: the operators answer it themselves and block what follows. */
const STOP_WORD = /^\s*لغو\s*(?:11|۱۱|١١)\s*$/;

/** The receiver has told the operator to let nothing of this line through. */
export const BLOCKED_BY_RECEIVER = 14;

/**
 * Reads what Kavenegar pushes (a message, or how far one of ours got; as form, query string or JSON) and what it
 * answers to a pull (`{ return, entries }`).
 * @param receivedAt stands in for the time where a push tells none. 1970 where nobody knows
 * Source: the REST API's `sms/receive` and `sms/status`; NOTES.md tells what of the pushes is not confirmed.
 */
export function decodeKavenegar(
  raw: unknown,
  receivedAt: Date = UNKNOWN_TIME,
): Result<readonly InboundEvent[], DecodeError> {
  const forms = readEntries(raw) ?? readForms(raw);
  if (!forms.ok) return forms;
  const events: InboundEvent[] = [];
  for (const fields of forms.value) {
    const id = fields.get("messageid")?.trim();
    if (!id) return err(NOT_KAVENEGARS);
    const event = fields.has("status") ? readStatus(fields, id, receivedAt) : readMessage(fields, id, receivedAt);
    if (event !== null) events.push(event);
  }
  return ok(events);
}

/** The entries of an answer; null for a body of another shape. */
function readEntries(raw: unknown): Result<readonly Fields[], DecodeError> | null {
  const json = parsed(raw);
  if (typeof json !== "object" || json === null || !("return" in json) || !("entries" in json)) return null;
  return ok(entriesOf(json.entries).map(fieldsOf));
}

/** `entries` as a list: a single one stands there without. */
export function entriesOf(entries: unknown): readonly object[] {
  const list: readonly unknown[] = Array.isArray(entries) ? entries : [entries];
  return list.filter((entry): entry is object => typeof entry === "object" && entry !== null);
}

function parsed(raw: unknown): unknown {
  if (typeof raw !== "string" && !(raw instanceof Uint8Array)) return raw;
  try {
    return JSON.parse(typeof raw === "string" ? raw : Buffer.from(raw).toString("utf8"));
  } catch {
    return null;
  }
}

/** A body with an id and without words or sender is of a kind we do not know. */
function readMessage(fields: Fields, id: string, receivedAt: Date): InboundEvent | null {
  const from = (fields.get("from") ?? fields.get("sender") ?? "").trim();
  const text = fields.get("message") ?? "";
  if (from === "" || text.trim() === "") return null;
  const sender = handleOf(from);
  return {
    ...NOTHING,
    type: "message",
    eventId: id,
    externalId: id,
    threadId: sender.id,
    sender: { id: sender.id, name: "", phone: sender.phone },
    text,
    ...(STOP_WORD.test(text) && { answered: true }),
    sentAt: timeOf(fields, receivedAt),
  };
}

function readStatus(fields: Fields, id: string, receivedAt: Date): InboundEvent | null {
  const code = Number(fields.get("status"));
  const standing = STANDINGS.get(code);
  if (standing === undefined) return null;
  // A callback may leave the receiver out: the message's id finds it.
  const customer = handleOf(fields.get("receptor") ?? "");
  return {
    ...NOTHING,
    type: "status",
    eventId: `${id}:${code}`,
    externalId: id,
    threadId: customer.id,
    sender: { id: customer.id, name: "", phone: customer.phone },
    text: "",
    ...standing,
    sentAt: receivedAt.toISOString(),
  };
}

function timeOf(fields: Fields, receivedAt: Date): string {
  const seconds = Number(fields.get("date") || Number.NaN);
  const isKnown = Number.isSafeInteger(seconds) && seconds > 0 && seconds < SECONDS_BEYOND;
  return (isKnown ? new Date(seconds * 1000) : receivedAt).toISOString();
}

const NOTHING = {
  channel: "kavenegar",
  data: null,
  attachments: [],
  location: null,
  replyTo: null,
  identity: null,
  status: null,
} as const satisfies Partial<InboundEvent>;

const NOT_KAVENEGARS: DecodeError = {
  message: "The body is none of Kavenegar's: it has no messageid.",
  hint: "Set the line's URLs in the panel to this address, and pass the body exactly as Kavenegar sent it.",
};
