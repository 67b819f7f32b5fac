import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";
import { pressedLabel } from "./buttons.ts";
import { cleaned } from "./clean.ts";

/**
 * Is an event about words this desk said or heard? Asked where the desk shares an account with somebody else: a press
 * counts if the button is the desk's own, an edit or a reaction if the desk has the message. New words are anybody's.
 */
export async function concernsDesk(sql: Sql, accountId: number, given: InboundEvent): Promise<boolean> {
  const event = cleaned(given);
  switch (event.type) {
    case "message":
    case "echo":
    case "identity":
      return true;
    case "action":
      return (await pressedLabel(sql, accountId, event)) !== null;
    case "edit":
    case "reaction":
    case "status":
      return hasMessage(sql, accountId, event);
  }
}

async function hasMessage(sql: Sql, accountId: number, { threadId, externalId }: InboundEvent): Promise<boolean> {
  const rows = await sql`
    select from conversations c
    where c.account_id = ${accountId} and c.thread_id = ${threadId} and (
      exists (select from messages m
              where m.conversation_id = c.id and m.external_id = ${externalId} and m.author = 'customer')
      or exists (select from outbox o where o.conversation_id = c.id and o.external_id = ${externalId}))`;
  return rows.length > 0;
}
