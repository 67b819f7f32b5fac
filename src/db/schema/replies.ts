import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Support } from "../../core/grounds.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import { created, id, instant, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { messages } from "./messages.ts";

/** What a sent reply stands on, and how it was judged: of the bot's words and of a person's. */
export const replyRecords = pgTable("reply_records", {
  messageId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => messages.id),
  supports: jsonb().$type<readonly Support[]>().notNull().default([]),
  /** Points by rule, each 0 to 2; null: not judged. */
  marks: jsonb().$type<Readonly<Record<string, number>>>(),
  /** Rules no reply may break, and this one did. */
  faults: jsonb().$type<readonly string[]>().notNull().default([]),
  total: smallint(),
  createdAt: created(),
});

export const DRAFT_STATES = ["pending", "sent", "edited", "rejected", "withdrawn", "expired"] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** Words of the bot that wait for a person: held before sending, or proposed to the agent who owns the conversation. */
export const drafts = pgTable(
  "drafts",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    turnId: ref(),
    /** `review`: sent once approved. `proposal`: for an agent, never sent by itself. */
    kind: text().$type<"review" | "proposal">().notNull(),
    lane: text().$type<"veto" | "approve">(),
    state: text().$type<DraftState>().notNull().default("pending"),
    text: text().notNull(),
    /** What was sent in the end, where it was edited. */
    finalText: text(),
    supports: jsonb().$type<readonly Support[]>().notNull().default([]),
    /** What it answers and promises, to be kept when it is sent. */
    plan: jsonb().$type<ReplyPlan>(),
    /** Why it was held, as short words. */
    reasons: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Of a proposal: what the case is about, and what to do next. */
    summary: text(),
    nextAction: text(),
    epoch: integer().notNull(),
    /** Veto lane: goes out then, unless a person says no. */
    releaseAt: instant(),
    decidedBy: text(),
    decidedAt: instant(),
    messageId: ref(),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex("drafts_pending").on(t.conversationId, t.kind).where(sql`${t.state} = 'pending'`),
    index("drafts_release").on(t.releaseAt).where(sql`${t.state} = 'pending' and ${t.releaseAt} is not null`),
    index("drafts_waiting").on(t.createdAt).where(sql`${t.state} = 'pending'`),
    index("drafts_conversation").on(t.conversationId, t.id),
  ],
);
