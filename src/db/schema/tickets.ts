import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { Category, Language } from "../../core/reading.ts";
import type { ClockKind, ClockState, ClosedAs, Priority, TicketStatus } from "../../core/ticket.ts";
import { created, id, instant, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { contacts } from "./people.ts";

/** The complaint. It stands above conversations. */
export const tickets = pgTable(
  "tickets",
  {
    id: id(),
    /** Nine ASCII digits: eight random and a Damm check digit. */
    code: text().notNull(),
    status: text().$type<TicketStatus>().notNull().default("new"),
    category: text().$type<Category>().notNull(),
    /** Of the active taxonomy. */
    subcategory: text(),
    priority: text().$type<Priority>().notNull(),
    summary: text().notNull(),
    language: text().$type<Language>().notNull(),
    contactId: ref()
      .notNull()
      .references(() => contacts.id),
    createdAt: created(),
    updatedAt: created(),
    resolvedAt: instant(),
    closedAt: instant(),
    closedAs: text().$type<ClosedAs>(),
  },
  (t) => [
    unique("tickets_code").on(t.code),
    index("tickets_newest").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("tickets_by_status").on(t.status, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("tickets_by_contact").on(t.contactId),
    index("tickets_resolved").on(t.resolvedAt).where(sql`${t.status} = 'resolved'`),
  ],
);

export const ticketConversations = pgTable(
  "ticket_conversations",
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.conversationId] }),
    index("ticket_conversations_by_conversation").on(t.conversationId),
  ],
);

/** What happened to a ticket, in order; never rewritten. */
export const ticketEvents = pgTable(
  "ticket_events",
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    kind: text().notNull(),
    actor: text().notNull(),
    data: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    at: created(),
  },
  (t) => [index("ticket_events_ticket").on(t.ticketId, t.id)],
);

/** A commitment with a time, whoever made it. */
export const promises = pgTable(
  "promises",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    ticketId: ref().references(() => tickets.id),
    messageId: ref(),
    madeBy: text().notNull(),
    /** What was promised, in the words it was said in; null: a next word from us. */
    words: text(),
    /** When those who can still keep it were told that it is due soon. */
    warnedAt: instant(),
    dueAt: instant().notNull(),
    state: text().$type<"open" | "kept" | "missed">().notNull().default("open"),
    createdAt: created(),
  },
  (t) => [index("promises_open").on(t.conversationId).where(sql`${t.state} = 'open'`)],
);

/** A running deadline. */
export const clocks = pgTable(
  "clocks",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    ticketId: ref().references(() => tickets.id),
    promiseId: ref().references(() => promises.id),
    kind: text().$type<ClockKind>().notNull(),
    dueAt: instant().notNull(),
    state: text().$type<ClockState>().notNull().default("running"),
    startedAt: created(),
    settledAt: instant(),
  },
  (t) => [
    index("clocks_due").on(t.dueAt).where(sql`${t.state} = 'running'`),
    index("clocks_conversation").on(t.conversationId, t.state),
    index("clocks_ticket").on(t.ticketId),
  ],
);
