import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ReplyLanguage } from "../../core/reading.ts";
import type { OpeningHours } from "../../core/settings.ts";
import { instant } from "./columns.ts";

/** One row: the organisation this installation serves. */
export const settings = pgTable(
  "settings",
  {
    id: integer().primaryKey().default(1),
    organisation: text().notNull().default(""),
    defaultLanguage: text().$type<ReplyLanguage>().notNull().default("fa"),
    zone: text().notNull().default("Asia/Tehran"),
    hours: jsonb().$type<OpeningHours>(),
    firstReplyMinutes: integer().notNull().default(30),
    showAgentNames: boolean().notNull().default(true),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [check("settings_one_row", sql`${t.id} = 1`)],
);
