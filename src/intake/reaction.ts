import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

/**
 * Shows what the customer put on a message, theirs or ours; an empty text takes it back. It is no words to answer.
 * @returns the conversation, or null where the message is unknown or nothing changed
 */
export async function takeReaction(
  sql: Sql,
  accountId: number,
  event: InboundEvent,
  now: Date,
): Promise<number | null> {
  const reaction = event.text || null;
  const [row] = await sql<{ conversationId: number }[]>`
    with gate as (
      insert into inbound_events (account_id, event_id, received_at)
      values (${accountId}, ${event.eventId}, ${now}) on conflict do nothing returning account_id
    )
    update messages m set reaction = ${reaction}
    from conversations c, gate
    where c.account_id = gate.account_id and c.thread_id = ${event.threadId} and m.conversation_id = c.id
      and m.id = coalesce(
        (select o.message_id from outbox o where o.conversation_id = c.id and o.external_id = ${event.externalId} limit 1),
        (select said.id from messages said where said.conversation_id = c.id and said.external_id = ${event.externalId}
           and said.author = 'customer'))
      and m.reaction is distinct from ${reaction}
    returning m.conversation_id`;
  return row?.conversationId ?? null;
}
