import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { created, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** A visitor of the web chat. Only the token's hash is kept. */
export const webSessions = pgTable("web_sessions", {
  tokenHash: text().primaryKey(),
  conversationId: ref()
    .notNull()
    .references(() => conversations.id),
  createdAt: created(),
});

/** Answers already given under an Idempotency-Key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actor: text().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    status: integer().notNull(),
    response: jsonb().$type<unknown>().notNull(),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] })],
);
