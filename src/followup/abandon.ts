import type { Transaction } from "../db/connect.ts";
import { lockConversation } from "../desk/conversation.ts";
import { mustChangeOwner } from "../desk/ownership.ts";
import { setTicketStatus } from "../desk/tickets.ts";
import type { Sweep } from "./context.ts";
import { eachForItself } from "./failures.ts";

/** How long a customer who was asked whether it is solved may stay silent. */
export const SILENCE_HOURS = 72;
const BATCH = 100;

/** Tickets nobody answered for: closed as abandoned, which is not success. */
export async function endSilentTickets(sweep: Sweep): Promise<readonly number[]> {
  const { sql, now, settings, speech, passedOver } = sweep;
  const silent = await sql<{ ticketId: number; conversationId: number }[]>`
    select t.id as ticket_id, c.id as conversation_id
    from tickets t join conversations c on c.ticket_id = t.id
    where t.status = 'resolved' and t.resolved_at <= ${now}::timestamptz - make_interval(hours => ${SILENCE_HOURS})
      and c.id <> all(${passedOver}::bigint[])
    order by t.resolved_at limit ${BATCH}`;
  return eachForItself(sweep, silent, ({ ticketId, conversationId }) =>
    sql.begin(async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      if (conversation?.ticketId !== ticketId || !(await stillSilent(tx, ticketId))) return;
      await setTicketStatus(tx, ticketId, { status: "closed", actor: "system", now, closedAs: "abandoned" });
      const change = { event: { kind: "abandoned" }, actor: "system", notice: null, promisedAt: null } as const;
      await mustChangeOwner(tx, conversation, change, { now, settings, speech });
    }),
  );
}

/** The customer may have answered between the look and the lock: whatever is said opens the ticket again. */
async function stillSilent(tx: Transaction, ticketId: number): Promise<boolean> {
  const rows = await tx`select from tickets where id = ${ticketId} and status = 'resolved' for no key update`;
  return rows.length > 0;
}
