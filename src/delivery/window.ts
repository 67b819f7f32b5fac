import type { Sql } from "../db/connect.ts";

/**
 * Until when free words may be said in a conversation whose platform allows them only for a while after the customer's
 * last message.
 * @returns null where the customer never wrote
 */
export async function windowClosesAt(sql: Sql, conversationId: number, windowMs: number): Promise<Date | null> {
  const [row] = await sql<{ at: Date }[]>`
    select coalesce(sent_at, created_at) as at from messages
    where conversation_id = ${conversationId} and author = 'customer' order by sequence desc limit 1`;
  return row ? new Date(row.at.getTime() + windowMs) : null;
}
