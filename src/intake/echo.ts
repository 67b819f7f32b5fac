import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

/**
 * A message from our side: what we sent ourselves is dropped, the rest is a person speaking from another device.
 * Only looks: the event is marked as taken together with the takeover it causes, or a crash in between would lose it.
 * @returns the conversation a person spoke in; null where it was ours, or the chat is unknown
 */
export async function findEcho(sql: Sql, accountId: number, event: InboundEvent): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select c.id from conversations c
    where c.account_id = ${accountId} and c.thread_id = ${event.threadId} and not exists (
      select from outbox o where o.conversation_id = c.id and (
        o.external_id = ${event.externalId}
        -- Ours and on the wire, or its sender died or lost the answer: no id is known of that attempt.
        or o.text = ${event.text} and (
          o.state = 'sending' or o.attempts > 1 or o.attempts = 1 and o.external_id is null)))`;
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
