import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";

/**
 * Who did what to the desk itself, append-only: the database refuses to change or remove a row. No words of a customer,
 * no secrets.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id(),
    at: instant().notNull(),
    /** An agent's id, or `operator` for somebody at a terminal, `desk` for the program; null: nobody was signed in. */
    actor: text(),
    action: text().notNull(),
    /** What it was done to, where that is not the actor: an agent's id, a channel account's id. */
    subject: text(),
    detail: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** The client's address; null at a terminal. */
    address: text(),
    requestId: text(),
  },
  (t) => [index("audit_log_action").on(t.action, t.id), index("audit_log_actor").on(t.actor, t.id)],
);
