import type { Sql } from "../../db/connect.ts";
import type { FileCard } from "../../desk/files.ts";
import type { InboundAttachment } from "../../ports/channel.ts";

/** Where a file of a message is to be had. */
export interface HeldFile {
  readonly accountId: number;
  readonly conversationId: number;
  /** Of the message, where it is ours. */
  readonly delivery: string | null;
  readonly attachment: InboundAttachment;
}

/** @param index  its place among the message's attachments */
export async function heldFile(sql: Sql, messageId: number, index: number): Promise<HeldFile | null> {
  const [row] = await sql<(Omit<HeldFile, "attachment"> & { attachment: InboundAttachment | null })[]>`
    select c.account_id, c.id as conversation_id, m.delivery, m.attachments -> ${index}::int as attachment
    from messages m join conversations c on c.id = m.conversation_id
    where m.id = ${messageId}`;
  return row?.attachment ? { ...row, attachment: row.attachment } : null;
}

/** A file of a visitor, and the page's own id of the message it went with: null while it waits for one. */
interface VisitorFile extends FileCard {
  readonly sentWith: string | null;
}

/** What a visitor of the web chat has uploaded: since a moment, or by its ids. */
export async function filesOfVisitor(
  sql: Sql,
  conversationId: number,
  which: { readonly since: Date } | { readonly ids: readonly number[] },
): Promise<readonly VisitorFile[]> {
  return sql<VisitorFile[]>`
    select f.id, f.kind, f.mime, f.name, f.bytes, m.external_id as sent_with
    from files f left join messages m on m.id = f.message_id
    where f.conversation_id = ${conversationId} and f.uploaded_by is null
      and ${"since" in which ? sql`f.created_at > ${which.since}` : sql`f.id = any(${which.ids as number[]})`}
    order by f.id`;
}

/**
 * Makes the files of a visitor's message part of it. A visitor who never got an answer sends it again: it is said once,
 * and bound at the latest then.
 */
export async function bindVisitorFiles(sql: Sql, conversationId: number, clientId: string): Promise<void> {
  await sql`
    update files f set message_id = m.id from messages m
    where m.conversation_id = ${conversationId} and m.external_id = ${clientId} and m.author = 'customer'
      and f.conversation_id = m.conversation_id and f.message_id is null
      and m.attachments @> jsonb_build_array(jsonb_build_object('fileId', f.id))`;
}
