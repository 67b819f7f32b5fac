import { addWorkingMinutes } from "../core/hours.ts";
import { LEASE_MINUTES } from "../core/ownership.ts";
import { readSettings } from "../db/settings.ts";
import { startClock } from "./clocks.ts";
import type { DeskDeps } from "./commands.ts";
import { lockConversation } from "./conversation.ts";

/**
 * What an agent said did not reach the customer, who still waits: the clocks the words had met run again. Nothing
 * happens where later words arrived, where another owner has taken over, or where nobody can write to the customer.
 */
export async function reopenUndelivered(
  { sql, clock }: Pick<DeskDeps, "sql" | "clock">,
  messageId: number,
): Promise<void> {
  const now = clock.now();
  const settings = await readSettings(sql);
  await sql.begin(async (tx) => {
    const [failed] = await tx<{ conversationId: number }[]>`
      select m.conversation_id from messages m
      where m.id = ${messageId} and m.author = 'agent' and m.delivery = 'failed'
        and coalesce(m.failure, '') not in ('blocked', 'chat-gone') and not exists (
          select from messages later where later.conversation_id = m.conversation_id and later.sequence > m.sequence
            and later.author = 'agent' and later.delivery in ('sent', 'delivered', 'read'))`;
    const conversation = failed && (await lockConversation(tx, failed.conversationId));
    if (!conversation || (conversation.state !== "human" && conversation.state !== "human_idle")) return;
    const { id, ticketId } = conversation;
    const dueAt = addWorkingMinutes(now, settings.firstReplyMinutes, settings);
    await startClock(tx, "next_response", { conversationId: id, ticketId, dueAt, now });
    const ownerDueAt = addWorkingMinutes(now, LEASE_MINUTES, settings);
    await tx`update conversations set owner_due_at = ${ownerDueAt} where id = ${id} and owner_due_at is null`;
  });
}
