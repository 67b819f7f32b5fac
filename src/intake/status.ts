import { STAGES } from "../core/delivery.ts";
import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

/** What a status changed. */
export interface StatusTaken {
  readonly conversationId: number;
  readonly messageId: number;
  /** A message that had been accepted did not arrive after all. */
  readonly failed: boolean;
}

/**
 * How far a message of ours got. Platforms may tell it before their answer to the send has been written down: then it
 * is kept for that moment.
 * @returns null where nothing visible changed
 */
export async function takeStatus(sql: Sql, accountId: number, event: InboundEvent): Promise<StatusTaken | null> {
  const { status, externalId, threadId, failure = null } = event;
  if (status === null || externalId === null) return null;
  const earlier: string[] = STAGES.slice(0, STAGES.indexOf(status));
  // Half of it is out, and the rest waits: nothing of it is to come.
  if (status === "failed") earlier.push("pending");
  const [row] = await sql<StatusTaken[]>`
    with part as (
      select o.message_id, o.carries from outbox o join conversations c on c.id = o.conversation_id
      where o.account_id = ${accountId} and o.external_id = ${externalId}
      order by c.thread_id <> ${threadId} limit 1
    ), early as (
      insert into early_statuses as known (account_id, external_id, status, failure)
      select ${accountId}, ${externalId}, ${status}, ${failure} where not exists (select from part)
      on conflict (account_id, external_id) do update set status = excluded.status, failure = excluded.failure
        where known.status = any(${earlier})
    ), given_up as (
      update outbox o set state = 'failed', why = 'an earlier part failed', settled_at = now()
      from part where ${status} = 'failed' and o.message_id = part.message_id and o.state = 'pending'
    )
    update messages m set delivery = ${status}, failure = coalesce(${failure}::text, m.failure)
    from part
    where m.id = any(part.carries || part.message_id) and m.delivery = any(${earlier})
    returning m.conversation_id, m.id as message_id, m.delivery = 'failed' as failed`;
  return row ?? null;
}
