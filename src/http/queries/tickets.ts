import type { Sql } from "../../db/connect.ts";
import type { ClockRow, TicketRow } from "../views.ts";
import { type Page, page, readCursor } from "./conversations.ts";
import { isOfFound, search } from "./search.ts";

export interface TicketFilter {
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type WireClock = Omit<ClockRow, "dueAt"> & { readonly dueAt: string };

const columns = (sql: Sql) => sql`
  t.id, t.code, t.status, t.category, t.subcategory, t.priority, t.summary, t.contact_id, t.created_at,
  coalesce((select array_agg(tc.conversation_id order by tc.conversation_id)
            from ticket_conversations tc where tc.ticket_id = t.id), '{}') as conversation_ids,
  coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'dueAt', k.due_at, 'state', k.state) order by k.id)
            from clocks k where k.ticket_id = t.id), '[]') as clocks`;

export async function listTickets(sql: Sql, filter: TicketFilter): Promise<Page<TicketRow>> {
  const after = readCursor(filter.cursor);
  const found = filter.q === undefined ? null : await search(sql, filter.q);
  const rows = await sql<(TicketRow & { clocks: WireClock[] })[]>`
    select ${columns(sql)} from tickets t
    where true
      ${filter.status === undefined ? sql`` : sql`and t.status = ${filter.status}`}
      ${filter.category === undefined ? sql`` : sql`and t.category = ${filter.category}`}
      ${found === null ? sql`` : sql`and ${isOfFound(sql, found)}`}
      ${after ? sql`and (t.created_at, t.id) < (${after.at}::timestamptz, ${after.id}::bigint)` : sql``}
    order by t.created_at desc, t.id desc
    limit ${filter.limit + 1}`;
  return page(rows.map(withDates), filter.limit, (row) => row.createdAt);
}

export async function getTicket(sql: Sql, code: string): Promise<TicketRow | null> {
  const [row] = await sql<(TicketRow & { clocks: WireClock[] })[]>`
    select ${columns(sql)} from tickets t where t.code = ${code}`;
  return row ? withDates(row) : null;
}

function withDates(row: TicketRow & { clocks: WireClock[] }): TicketRow {
  return { ...row, clocks: row.clocks.map((clock) => ({ ...clock, dueAt: new Date(clock.dueAt) })) };
}

/** A conversation's tickets, newest first. */
export async function ticketsOf(sql: Sql, conversationId: number): Promise<readonly TicketRow[]> {
  const rows = await sql<(TicketRow & { clocks: WireClock[] })[]>`
    select ${columns(sql)} from tickets t join ticket_conversations j on j.ticket_id = t.id
    where j.conversation_id = ${conversationId} order by t.id desc`;
  return rows.map(withDates);
}
