import { STAGES } from "../core/delivery.ts";
import { reopenUndelivered } from "../desk/undelivered.ts";
import type { Sweep } from "./context.ts";
import { eachForItself } from "./failures.ts";

/**
 * Receipts that came at the very moment at which their send was written down: each side looked before the other had
 * committed, so the receipt was kept for a send that will not ask again. Those of sends that are not ours are left alone.
 * @returns the conversations in which something is seen now
 */
export async function takeKeptReceipts(sweep: Sweep): Promise<readonly number[]> {
  const rows = await sweep.sql<{ conversationId: number; messageId: number; failed: boolean }[]>`
    with kept as (
      delete from early_statuses s using outbox o
      where s.received_at > now() - interval '10 minutes'
        and o.account_id = s.account_id and o.external_id = s.external_id
      returning o.carries || o.message_id as messages, s.status, s.failure
    )
    update messages m set delivery = kept.status, failure = coalesce(kept.failure, m.failure)
    from kept
    where m.id = any(kept.messages)
      and array_position(${[...STAGES]}::text[], m.delivery) < array_position(${[...STAGES]}::text[], kept.status)
    returning m.conversation_id, m.id as message_id, m.delivery = 'failed' as failed`;
  const failed = rows.filter((row) => row.failed);
  await eachForItself(sweep, failed, ({ messageId }) => reopenUndelivered(sweep, messageId));
  return rows.map(({ conversationId }) => conversationId);
}
