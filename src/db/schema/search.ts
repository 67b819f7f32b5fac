import { customType, index, integer, pgTable } from "drizzle-orm/pg-core";
import { ref } from "./columns.ts";
import { conversations } from "./conversations.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * By which words a conversation is found: who it is, what they and our people said, what is known. Folded by us
 * (`core/words.ts`), so that it depends on no locale and no extension of the database; can be made anew from the rest.
 */
export const conversationWords = pgTable(
  "conversation_words",
  {
    conversationId: ref()
      .primaryKey()
      .references(() => conversations.id),
    /** The messages up to here are in it. */
    throughSequence: integer().notNull(),
    words: tsvector().notNull(),
  },
  (t) => [index("conversation_words_words").using("gin", t.words)],
);
