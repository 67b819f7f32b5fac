import type { Sql, Transaction } from "./connect.ts";

/** In a statement with conversations as `c`: when the customer last wrote; null where they never did. */
export const lastHeardAt = (sql: Sql | Transaction) => sql`(
  select coalesce(heard.sent_at, heard.created_at) from messages heard
  where heard.conversation_id = c.id and heard.author = 'customer' order by heard.sequence desc limit 1)`;

/**
 * Until when free words may be said in a conversation whose platform allows them only for a while after the customer's
 * last message.
 * @returns null where the customer never wrote
 */
export async function windowClosesAt(
  sql: Sql | Transaction,
  conversationId: number,
  windowMs: number,
): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select ${lastHeardAt(sql)} as at from conversations c where c.id = ${conversationId}`;
  return row?.at ? new Date(row.at.getTime() + windowMs) : null;
}
