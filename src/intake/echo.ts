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
