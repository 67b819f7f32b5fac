import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DeliveryState, MessageAuthor, MessageKind, OutboxState, Speaker } from "../../core/delivery.ts";
import type { Button, InboundAttachment, RefusalReason } from "../../ports/channel.ts";
import { channelAccounts } from "./channels.ts";
import { created, id, instant, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** One inbound or outbound item, numbered within its conversation. */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    sequence: integer().notNull(),
    /** The episode it was said in: what the mind may see. */
    episode: integer().notNull(),
    author: text().$type<MessageAuthor>().notNull(),
    kind: text().$type<MessageKind>().notNull().default("text"),
    text: text().notNull(),
    attachments: jsonb().$type<readonly InboundAttachment[]>().notNull().default([]),
    buttons: jsonb().$type<readonly Button[]>().notNull().default([]),
    /** A button's payload. */
    data: text(),
    replyToId: ref(),
    replyQuote: text(),
    agentId: text(),
    turnId: ref(),
    epoch: integer().notNull(),
    externalId: text(),
    albumId: text(),
    delivery: text().$type<DeliveryState>(),
    failure: text().$type<RefusalReason>(),
    /** What the customer put on it: an emoji, or several. */
    reaction: text(),
    /** What we put on a customer's message. */
    ourReaction: text(),
    sentAt: instant(),
    editedAt: instant(),
    /** Earlier texts of an edited message, oldest first. */
    edits: jsonb().$type<readonly string[]>().notNull().default([]),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex("messages_sequence").on(t.conversationId, t.sequence),
    uniqueIndex("messages_inbound_external")
      .on(t.conversationId, t.externalId)
      .where(sql`${t.externalId} is not null and ${t.author} = 'customer'`),
    uniqueIndex("messages_album").on(t.conversationId, t.albumId).where(sql`${t.albumId} is not null`),
  ],
);

/** What is to be sent: one row per part of a message within the channel's limits. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    messageId: ref()
      .notNull()
      .references(() => messages.id),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    accountId: ref()
      .notNull()
      .references(() => channelAccounts.id),
    part: smallint().notNull(),
    parts: smallint().notNull(),
    /** Other messages whose last words go out with this part: what becomes of it becomes of them. */
    carries: ref().array().notNull().default([]),
    /** The platform let nothing more into this chat for a while: what has come behind it meanwhile goes out with it. */
    joins: boolean().notNull().default(false),
    text: text().notNull(),
    /** The file of this part; the text is then its caption. */
    fileId: ref(),
    speaker: text().$type<Speaker>().notNull(),
    /** The ownership epoch it was written under. */
    epoch: integer().notNull(),
    state: text().$type<OutboxState>().notNull().default("pending"),
    attempts: smallint().notNull().default(0),
    dueAt: created(),
    leaseUntil: instant(),
    /** The worker's number, as of a conversation. */
    leaseOwner: integer(),
    externalId: text(),
    why: text(),
    settledAt: instant(),
    createdAt: created(),
  },
  (t) => [
    index("outbox_unsent").on(t.conversationId, t.id).where(sql`${t.state} in ('pending', 'sending')`),
    index("outbox_due").on(t.dueAt).where(sql`${t.state} = 'pending'`),
    index("outbox_leases").on(t.leaseUntil).where(sql`${t.state} = 'sending'`),
    index("outbox_ended_badly").on(t.createdAt).where(sql`${t.state} in ('failed', 'unknown')`),
    index("outbox_message").on(t.messageId),
    index("outbox_external").on(t.conversationId, t.externalId).where(sql`${t.externalId} is not null`),
    // Receipts may name another handle of the person than the conversation's.
    index("outbox_receipts").on(t.accountId, t.externalId).where(sql`${t.externalId} is not null`),
  ],
);

/** What was heard in a voice note or seen in a picture, by the configured endpoint. */
export const mediaNotes = pgTable(
  "media_notes",
  {
    id: id(),
    messageId: ref()
      .notNull()
      .references(() => messages.id),
    /** Which of the message's attachments, from 0. */
    item: smallint().notNull(),
    kind: text().$type<"transcript" | "description">().notNull(),
    text: text().notNull(),
    /** Words of the transcript that were hard to hear. */
    doubtful: jsonb().$type<readonly string[]>().notNull().default([]),
    createdAt: created(),
  },
  (t) => [uniqueIndex("media_notes_item").on(t.messageId, t.item)],
);
