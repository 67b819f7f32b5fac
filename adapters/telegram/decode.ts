import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError, InboundEvent, Sender } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";
import { contentOf, ownPhone } from "./content.ts";
import { threadIdOf } from "./thread.ts";
import {
  type CallbackQuery,
  type Chat,
  type Deleted,
  type Message,
  type Person,
  type Reaction,
  updateShape,
} from "./update.ts";

type Fields = Omit<InboundEvent, "eventId">;

const NOTHING = {
  channel: "telegram",
  externalId: null,
  text: "",
  data: null,
  attachments: [],
  location: null,
  replyTo: null,
  identity: null,
  status: null,
} as const satisfies Partial<Fields>;

/**
 * Reads one Telegram update (parsed JSON, text or bytes). An update holds one thing at most, so there is one event or
 * none (a deletion names several messages): groups and channels, bots, service messages and unknown kinds are ignored on
 * purpose.
 * Source: the Bot API's `Update`; NOTES.md lists the kinds and why some are ignored.
 */
export function decodeUpdate(raw: unknown): Result<readonly InboundEvent[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const parsed = updateShape.safeParse(json.value);
  if (!parsed.success) return err(unreadable(parsed.error.issues[0]?.path ?? []));

  const update = parsed.data;
  if (update.deleted_business_messages) return ok(fromDeletion(update.update_id, update.deleted_business_messages));
  const event =
    (update.message && fromMessage(update.message)) ??
    (update.edited_message && fromEdit(update.edited_message)) ??
    (update.business_message && fromBusiness(update.business_message)) ??
    (update.edited_business_message && fromBusinessEdit(update.edited_business_message)) ??
    (update.callback_query && fromButton(update.callback_query)) ??
    (update.message_reaction && fromReaction(update.message_reaction));
  return ok(event ? [{ eventId: String(update.update_id), ...event }] : []);
}

function fromMessage(message: Message): Fields | null {
  if (!isPrivate(message.chat) || message.from?.is_bot) return null;
  return said("message", message, message.date);
}

function fromEdit(message: Message): Fields | null {
  if (!isPrivate(message.chat) || message.from?.is_bot) return null;
  return said("edit", message, message.edit_date ?? message.date);
}

function fromBusiness(message: Message): Fields | null {
  if (!isPrivate(message.chat)) return null;
  if (isFromOurSide(message)) return said("echo", message, message.date);
  return message.from?.is_bot ? null : said("message", message, message.date);
}

/** What our side edits by hand on another device is no word of the customer. */
function fromBusinessEdit(message: Message): Fields | null {
  if (isFromOurSide(message)) return null;
  return fromEdit(message);
}

/** Words that were taken back: the message is empty from now on, and what it said is kept as its earlier text. */
function fromDeletion(updateId: number, { business_connection_id, chat, message_ids }: Deleted): InboundEvent[] {
  if (!isPrivate(chat)) return [];
  return message_ids.map((messageId) => ({
    ...NOTHING,
    type: "edit",
    eventId: `${updateId}:${messageId}`,
    externalId: String(messageId),
    threadId: threadIdOf(chat.id, business_connection_id),
    sender: senderOf(chat, null),
    sentAt: isoTime(0),
  }));
}

/** A private chat bears the customer's id: whoever else speaks in it is the account's owner, or a bot in their name. */
const isFromOurSide = (message: Message): boolean =>
  message.sender_business_bot !== undefined || (message.from !== undefined && message.from.id !== message.chat.id);

function said(type: "message" | "edit" | "echo", message: Message, at: number): Fields | null {
  const content = contentOf(message);
  if (content === null) return null;
  return {
    ...NOTHING,
    ...content,
    ...quoteOf(message),
    type,
    externalId: String(message.message_id),
    threadId: threadIdOf(message.chat.id, message.business_connection_id),
    sender: senderOf(message.from ?? message.chat, ownPhone(message)),
    albumId: message.media_group_id ?? null,
    sentAt: isoTime(at),
  };
}

/** In a chat with topics every message "replies" to the making of its topic: that is no quotation. */
function quoteOf({ reply_to_message: quoted, quote }: Message): Pick<InboundEvent, "replyTo" | "replyQuote"> {
  if (quoted === undefined || quoted.forum_topic_created !== undefined) {
    return { replyTo: null, replyQuote: quote?.text ?? null };
  }
  return { replyTo: String(quoted.message_id), replyQuote: quote?.text ?? quoted.text ?? quoted.caption ?? null };
}

/**
 * A pressed button. Without its message nobody can tell which conversation it belongs to. Telegram tells no time of the
 * press: the time of the message with the button stands in, and 1970 where that is not known either.
 */
function fromButton({ id, from, data, message }: CallbackQuery): Fields | null {
  if (data === undefined || message === undefined || !isPrivate(message.chat)) return null;
  const ownersPress = message.business_connection_id !== undefined && from.id !== message.chat.id;
  if (ownersPress) return null;
  return {
    ...NOTHING,
    type: "action",
    externalId: message.message_id === undefined ? null : String(message.message_id),
    threadId: threadIdOf(message.chat.id, message.business_connection_id),
    sender: senderOf(from, null),
    data,
    ackRef: id,
    sentAt: isoTime(message.date ?? 0),
  };
}

/** The reactions that stand now; an empty text means they were taken back. */
function fromReaction({ chat, message_id, date, user, new_reaction }: Reaction): Fields | null {
  if (!isPrivate(chat) || user === undefined || user.is_bot) return null;
  return {
    ...NOTHING,
    type: "reaction",
    externalId: String(message_id),
    threadId: threadIdOf(chat.id, undefined),
    sender: senderOf(user, null),
    text: new_reaction.map((reaction) => reaction.emoji ?? "").join(""),
    sentAt: isoTime(date),
  };
}

const isPrivate = (chat: Chat): boolean => chat.type === "private";

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

function senderOf(person: Omit<Person, "is_bot">, phone: string | null): Sender {
  const name = [person.first_name, person.last_name].filter((part) => part).join(" ");
  return { id: String(person.id), name, phone };
}

function unreadable(path: readonly PropertyKey[]): DecodeError {
  return path.length === 0 || path[0] === "update_id"
    ? {
        message: "The body is not a Telegram update: it has no whole number as update_id.",
        hint: "Pass one update as Telegram posts it, not the answer of getUpdates.",
      }
    : {
        message: `The update does not have the Telegram shape at ${path.map(String).join(".")}.`,
        hint: "If Telegram really sent it, report the shape (without its contents) as an issue.",
      };
}
