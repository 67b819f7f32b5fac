import { sql } from "drizzle-orm";
import { customType, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { FileKind } from "../../core/file-kind.ts";
import { created, id, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { messages } from "./messages.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/**
 * Files of our own: what agents send, and what visitors of the web chat give us. They are in the database, so that every
 * process has them and one backup holds all. What a messenger's customer sends stays with the messenger.
 */
export const files = pgTable(
  "files",
  {
    id: id(),
    /** Where a visitor gave it; of an agent's file, where it was sent. */
    conversationId: ref().references(() => conversations.id),
    /** The message it is part of, and goes with; null: uploaded, and not sent yet. */
    messageId: ref().references(() => messages.id, { onDelete: "cascade" }),
    /** The agent; null: the visitor. */
    uploadedBy: text(),
    /** The Idempotency-Key of the upload. */
    uploadKey: text(),
    kind: text().$type<FileKind>().notNull(),
    mime: text().notNull(),
    name: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    content: bytea().notNull(),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex("files_upload").on(t.uploadedBy, t.uploadKey).where(sql`${t.uploadKey} is not null`),
    index("files_conversation").on(t.conversationId, t.createdAt).where(sql`${t.conversationId} is not null`),
    index("files_message").on(t.messageId).where(sql`${t.messageId} is not null`),
    index("files_unsent").on(t.createdAt).where(sql`${t.messageId} is null`),
  ],
);
