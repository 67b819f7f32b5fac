import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import type { OwnerState, TransitionReason } from "../../core/ownership.ts";
import type { Language, Reading, ReplyLanguage } from "../../core/reading.ts";
import { channelAccounts } from "./channels.ts";
import { created, id, instant, ref } from "./columns.ts";
import { contacts, identities } from "./people.ts";

/** The thread of messages between one identity and us on one channel account. */
export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    accountId: ref()
      .notNull()
      .references(() => channelAccounts.id),
    identityId: ref()
      .notNull()
      .references(() => identities.id),
    contactId: ref()
      .notNull()
      .references(() => contacts.id),
    /** The platform's chat id. */
    threadId: text().notNull(),
    language: text().$type<Language>(),
    /** In which the customer asked to be answered, whatever they write. */
    wishedLanguage: text().$type<ReplyLanguage>(),
    episode: integer().notNull().default(1),
    ticketId: ref(),
    createdAt: created(),
    lastMessageAt: created(),

    // Ownership: who may speak to the customer now.
    state: text().$type<OwnerState>().notNull().default("bot"),
    epoch: integer().notNull().default(1),
    ownerAgentId: text(),
    ownerReason: text().$type<TransitionReason>(),
    ownerSince: created(),
    botHelps: boolean().notNull().default(false),
    promisedAt: instant(),
    /** When the owner loses it by the clock: the idle agent, the untouched review. */
    ownerDueAt: instant(),
    /** The last person who spoke: a reopened ticket goes back there. */
    lastAgentId: text(),
    /** The closed period (by its end) about which the customer was already told. */
    closedNoticeFor: instant(),

    // What was said, and how much of it a turn has settled.
    lastSequence: integer().notNull().default(0),
    /** Of the last message: items of one album arrive one by one, even at once. */
    lastAlbumId: text(),
    turnedSequence: integer().notNull().default(0),
    /** How much of it can be searched: the last and the turned sequence together, as they were when it was read. */
    wordsRead: integer().notNull().default(0),
    /** Moves with every inbound message and every edit of an unsettled one: a turn that read an older one runs again. */
    revision: integer().notNull().default(0),

    // The turn that is due, and who holds it.
    dueAt: instant(),
    burstStartedAt: instant(),
    leaseToken: bigint({ mode: "number" }).notNull().default(0),
    leaseUntil: instant(),
    /** The worker's number, see `workers.ts`: when it dies, others need not wait for the lease to end. */
    leaseOwner: integer(),

    // Budget of a contact.
    windowStartedAt: instant(),
    windowCount: integer().notNull().default(0),
    floodNoticedAt: instant(),

    // What the decision remembers within the episode.
    introduced: boolean().notNull().default(false),
    hotTurns: smallint().notNull().default(0),
    failedAnswers: smallint().notNull().default(0),
    mutedUntil: instant(),
    /** The latest reading, for the queue. */
    reading: jsonb().$type<Reading>(),
    heat: smallint().notNull().default(0),
  },
  (t) => [
    unique("conversations_thread").on(t.accountId, t.threadId),
    index("conversations_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
    index("conversations_leases").on(t.leaseUntil).where(sql`${t.leaseUntil} is not null`),
    index("conversations_owner_due").on(t.ownerDueAt).where(sql`${t.ownerDueAt} is not null`),
    index("conversations_newest").on(t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("conversations_words_unread").on(t.id).where(sql`${t.lastSequence} + ${t.turnedSequence} > ${t.wordsRead}`),
    index("conversations_spoken")
      .on(t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.lastSequence} > 0`),
    index("conversations_by_state").on(t.state, t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("conversations_by_agent")
      .on(t.ownerAgentId, t.lastMessageAt.desc().nullsFirst())
      .where(sql`${t.ownerAgentId} is not null`),
    index("conversations_by_ticket").on(t.ticketId).where(sql`${t.ticketId} is not null`),
    index("conversations_by_identity").on(t.identityId),
    index("conversations_by_contact").on(t.contactId),
  ],
);

/** Every change of who may speak: who did it, why, and the notice it caused. */
export const transitions = pgTable(
  "transitions",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    from: text("from_state").$type<OwnerState>().notNull(),
    to: text("to_state").$type<OwnerState>().notNull(),
    actor: text().notNull(),
    reason: text().$type<TransitionReason>().notNull(),
    epoch: integer().notNull(),
    /** What happened to the clocks, as short words. */
    clockChanges: jsonb().$type<readonly string[]>().notNull().default([]),
    noticeMessageId: ref(),
    /** Why the customer was told nothing; null where there is a notice. */
    noNotice: text(),
    at: created(),
  },
  (t) => [index("transitions_conversation").on(t.conversationId, t.id)],
);
