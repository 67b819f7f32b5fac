import { bigint, index, integer, jsonb, pgTable, real, text } from "drizzle-orm/pg-core";
import type { Decision } from "../../core/decision.ts";
import type { Engine, FactKind, Reading } from "../../core/reading.ts";
import { created, id, instant, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";

export type TurnOutcome = "released" | "superseded" | "suppressed";
/** The part of a decision that is kept to explain it. */
export type DecisionRecord = Pick<Decision, "kind" | "rule" | "reasons">;

/** One decision of the bot about everything the customer said since the last turn. */
export const turns = pgTable(
  "turns",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    episode: integer().notNull(),
    epoch: integer().notNull(),
    reading: jsonb().$type<Reading>().notNull(),
    decision: jsonb().$type<DecisionRecord>().notNull(),
    outcome: text().$type<TurnOutcome>().notNull(),
    engine: text().$type<Engine>().notNull(),
    /** Why the model did not speak, where it was asked. */
    engineNote: text(),
    /** What the offline engine read, where a model spoke and the two disagree: the next rows to learn from. */
    offlineReading: jsonb().$type<Reading>(),
    messageIds: bigint({ mode: "number" }).array().notNull(),
    tokensInput: integer().notNull().default(0),
    tokensCached: integer().notNull().default(0),
    tokensOutput: integer().notNull().default(0),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
  },
  (t) => [index("turns_conversation").on(t.conversationId, t.id)],
);

/** What the customer already told us: never asked twice. */
export const facts = pgTable(
  "facts",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    contactId: ref().notNull(),
    episode: integer().notNull(),
    kind: text().$type<FactKind>().notNull(),
    value: text().notNull(),
    quote: text().notNull(),
    confidence: real().notNull(),
    turnId: ref(),
    /** The customer said yes to it, or an agent did. */
    confirmedAt: instant(),
    /** A newer value took its place. */
    supersededAt: instant(),
    /** From then on it may be asked again; null: as long as the contact. */
    expiresAt: instant(),
    createdAt: created(),
  },
  (t) => [index("facts_conversation").on(t.conversationId, t.episode)],
);
