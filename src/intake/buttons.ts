import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

/**
 * What a pressed button says, in the customer's words. The payload is forgeable, so it counts only if the message it
 * stands under really had that button. A press that comes as a message of its own does not say where it stood: then any
 * message of ours that reached the chat may have had it.
 * @returns null where it had not
 */
export async function pressedLabel(sql: Sql, accountId: number, event: InboundEvent): Promise<string | null> {
  if (event.data === null || event.externalId === null) return null;
  const named = sql`(
      o.external_id = ${event.externalId}
      -- Pressed before the platform's answer to our send was written down, or after that answer was lost.
      or o.external_id is null and o.state in ('sending', 'unknown') and not exists (
        select from outbox told where told.conversation_id = c.id and told.external_id = ${event.externalId}))`;
  const shown = sql`o.state in ('sending', 'unknown', 'sent')`;
  const [row] = await sql<{ label: string }[]>`
    select button ->> 'label' as label
    from conversations c
    join outbox o on o.conversation_id = c.id and ${event.type === "message" ? shown : named}
    join messages m on m.id = o.message_id
    cross join jsonb_array_elements(m.buttons) button
    where c.account_id = ${accountId} and c.thread_id = ${event.threadId} and button ->> 'id' = ${event.data}
    limit 1`;
  return row?.label ?? null;
}
