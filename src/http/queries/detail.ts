import type { Sql } from "../../db/connect.ts";
import { type ClockRow, clockView, conversationView, ticketView } from "../views.ts";
import { getConversation } from "./conversations.ts";
import { inboxFields } from "./inbox.ts";
import { ticketsOf } from "./tickets.ts";

/** One conversation with all that is known around it. */
export async function conversationDetail(sql: Sql, id: number) {
  const [row, facts, clocks, tickets, fields] = await Promise.all([
    getConversation(sql, id),
    sql<{ kind: string; value: string; quote: string; confidence: number }[]>`
      select f.kind, f.value, f.quote, f.confidence from facts f join conversations c on c.id = f.conversation_id
      where c.id = ${id} and f.episode = c.episode and f.superseded_at is null order by f.id`,
    sql<ClockRow[]>`
      select kind, due_at, state from clocks where conversation_id = ${id} order by (state = 'running') desc, due_at limit 20`,
    ticketsOf(sql, id),
    inboxFields(sql, [id]),
  ]);
  if (!row) return null;
  return {
    ...conversationView(row),
    ...fields.get(id),
    reading: row.reading,
    facts: [...facts],
    clocks: clocks.map(clockView),
    tickets: tickets.map(ticketView),
  };
}
