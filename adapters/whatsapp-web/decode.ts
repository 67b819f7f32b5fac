import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError, InboundEvent } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";
import { contentOf } from "./content.ts";
import {
  bodyShape,
  isKnown,
  type Key,
  type MessageSnapshot,
  type Pair,
  type ReadSnapshot,
  snapshotShape,
} from "./snapshot.ts";
import { isPerson, phoneOf, threadIdOf } from "./thread.ts";

const NOTHING = {
  channel: "whatsapp-web",
  text: "",
  data: null,
  attachments: [],
  location: null,
  replyTo: null,
  identity: null,
  status: null,
} as const satisfies Partial<InboundEvent>;

/**
 * Reads one snapshot, or several (parsed JSON, text or bytes). What shows both ids of a person is preceded by an
 * `identity` event, the same one each time. Groups, statuses, channels and lists are ignored on purpose; NOTES.md says
 * what else.
 */
export function decodeSnapshots(raw: unknown): Result<readonly InboundEvent[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const body = bodyShape.safeParse(json.value);
  if (!body.success) return err(unreadable("what"));
  const all = "several" in body.data && Array.isArray(body.data.several) ? body.data.several : [body.data];
  const events: InboundEvent[] = [];
  for (const one of all) {
    if (!isKnown(one as { what: string })) continue;
    const read = snapshotShape.safeParse(one);
    if (!read.success) return err(unreadable(read.error.issues[0]?.path.join(".") ?? ""));
    events.push(...eventsOf(read.data));
  }
  return ok(events);
}

const unreadable = (where: string): DecodeError => ({
  message: `This is no snapshot of WhatsApp Web: see "${where}".`,
  hint: "Pass it as adapters/whatsapp-web/read-library.ts writes it; update Hamdel where WhatsApp has changed.",
});

function eventsOf(snapshot: ReadSnapshot): readonly InboundEvent[] {
  if (!isPerson(snapshot.key.chat)) return [];
  switch (snapshot.what) {
    case "message":
      return fromMessage(snapshot);
    case "edit":
      // What our side edits by hand on another device is no word of the customer.
      return snapshot.key.fromMe ? [] : changed(snapshot, snapshot.body, `edit:${snapshot.at}`);
    case "revoke":
      return snapshot.key.fromMe ? [] : changed(snapshot, "", "revoke");
    case "ack":
      return fromAck(snapshot);
    case "reaction":
      return snapshot.own.fromMe ? [] : fromReaction(snapshot);
  }
}

function fromMessage(message: MessageSnapshot): readonly InboundEvent[] {
  const { key, pair, name, quoted, at } = message;
  const content = message.broadcast ? null : contentOf(message);
  if (content === null) return [];
  const said: InboundEvent = {
    ...NOTHING,
    ...content,
    ...who(key, pair, key.fromMe ? "" : name),
    type: key.fromMe ? "echo" : "message",
    eventId: eventIdOf(key, pair),
    externalId: key.id,
    replyTo: quoted?.id ?? null,
    replyQuote: quoted?.text ?? null,
    sentAt: isoTime(at),
  };
  return [...proofOf(pair, at), said];
}

/** A message with other words from now on; taken back, it has none, and what it said is kept as with every edit. */
function changed(
  { key, pair, at }: Extract<ReadSnapshot, { what: "edit" | "revoke" }>,
  text: string,
  change: string,
): readonly InboundEvent[] {
  const eventId = `${eventIdOf(key, pair)}:${change}`;
  const event = { ...NOTHING, ...who(key, pair, ""), eventId, externalId: key.id, text, sentAt: isoTime(at) };
  return [...proofOf(pair, at), { ...event, type: "edit" }];
}

/** Source: the library's `MessageAck`; 0 is our own waiting, 4 a recording that was played. */
const STAGES: ReadonlyMap<number, NonNullable<InboundEvent["status"]>> = new Map([
  [-1, "failed"],
  [1, "sent"],
  [2, "delivered"],
  [3, "read"],
  [4, "read"],
]);

function fromAck({ key, ack, at }: Extract<ReadSnapshot, { what: "ack" }>): readonly InboundEvent[] {
  const status = STAGES.get(ack);
  if (!key.fromMe || status === undefined) return [];
  const eventId = `${eventIdOf(key, null)}:${status}`;
  const event = { ...NOTHING, ...who(key, null, ""), eventId, externalId: key.id, status, sentAt: isoTime(at) };
  return [{ ...event, type: "status" }];
}

function fromReaction({
  key,
  pair,
  own,
  emoji,
  at,
}: Extract<ReadSnapshot, { what: "reaction" }>): readonly InboundEvent[] {
  const eventId = `${eventIdOf(key, pair)}:reaction:${own.id}:${at}`;
  const event = { ...NOTHING, ...who(key, pair, ""), eventId, externalId: key.id, text: emoji, sentAt: isoTime(at) };
  return [...proofOf(pair, at), { ...event, type: "reaction" }];
}

/** In a chat of two the chat bears the customer's id, whoever speaks in it. */
function who({ chat }: Key, pair: Pair | null, name: string): Pick<InboundEvent, "threadId" | "sender"> {
  const threadId = threadIdOf(chat, pair);
  return { threadId, sender: { id: threadId, name, phone: phoneOf(chat, pair) } };
}

/** The sender makes a message's id, so it counts within the chat alone. */
const eventIdOf = (key: Key, pair: Pair | null): string =>
  `${threadIdOf(key.chat, pair)}/${key.fromMe ? "me" : "they"}/${key.id}`;

/** That two ids are one person's. The same pair is the same event, however many messages show it. */
function proofOf(pair: Pair | null, at: number): readonly InboundEvent[] {
  if (pair === null) return [];
  const { lid, phone } = pair;
  const key = { id: "", chat: lid, fromMe: false };
  const event = { ...NOTHING, ...who(key, pair, ""), externalId: null, sentAt: isoTime(at) };
  return [{ ...event, type: "identity", eventId: `${phone}>${lid}`, identity: { from: phone, to: lid } }];
}

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();
