import type { Sql } from "../db/connect.ts";

/**
 * The platform's id of a message that is answered: of the customer's, of what was typed on a phone, or of the first part
 * of ours.
 * @returns null where the platform has none
 */
export async function externalIdOf(sql: Sql, messageId: number): Promise<string | null> {
  const [row] = await sql<{ externalId: string | null }[]>`
    select coalesce((
        select o.external_id from outbox o where o.message_id = m.id and o.external_id is not null order by o.part limit 1),
      m.external_id) as external_id
    from messages m where m.id = ${messageId}`;
  return row?.externalId ?? null;
}
