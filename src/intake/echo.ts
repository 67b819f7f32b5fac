import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

/**
 * A message from our side: what we sent ourselves is dropped, the rest is a person speaking from another device.
 * @returns the conversation a person spoke in; null where it was ours, was seen before, or the chat is unknown
 */
export async function takeEcho(sql: Sql, accountId: number, event: InboundEvent, now: Date): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    with gate as (
      insert into inbound_events (account_id, event_id, received_at)
      values (${accountId}, ${event.eventId}, ${now.toISOString()}) on conflict do nothing returning account_id
    )
    select c.id from conversations c join gate on gate.account_id = c.account_id
    where c.thread_id = ${event.threadId} and not exists (
      select from outbox o where o.conversation_id = c.id and (
        o.external_id = ${event.externalId}
        -- Ours and on the wire: its id is not known yet.
        or o.state = 'sending' and o.text = ${event.text}))`;
  return row?.id ?? null;
}

/** How far a message of ours got; a later stage is never undone by an earlier one that arrives late. */
export async function takeStatus(sql: Sql, accountId: number, event: InboundEvent): Promise<number | null> {
  if (event.status === null || event.externalId === null) return null;
  const order = ["sent", "delivered", "read", "failed"];
  const earlier = order.slice(0, order.indexOf(event.status));
  const [row] = await sql<{ conversationId: number }[]>`
    update messages m set delivery = ${event.status}
    from outbox o
    where o.account_id = ${accountId} and o.external_id = ${event.externalId} and m.id = o.message_id
      and m.delivery = any(${["unknown", ...earlier]})
    returning m.conversation_id`;
  return row?.conversationId ?? null;
}
