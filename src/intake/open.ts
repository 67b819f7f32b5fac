import type { Sql } from "../db/connect.ts";

/** Opens a conversation for somebody who has not spoken yet: the web chat gives out its id before the first word. */
export async function openConversation(sql: Sql, accountId: number, visitor: string, now: Date): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    with contact as (
      insert into contacts (created_at) values (${now}) returning id
    ), identity as (
      insert into identities (account_id, external_id, contact_id, created_at)
      select ${accountId}, ${visitor}, id, ${now} from contact returning id, contact_id
    )
    insert into conversations (account_id, identity_id, contact_id, thread_id, created_at, last_message_at, owner_since)
    select ${accountId}, id, contact_id, ${visitor}, ${now}, ${now}, ${now} from identity
    returning id`;
  if (!row) throw new Error("The conversation was not written.");
  return row.id;
}
