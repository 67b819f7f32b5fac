import type { Sql, Transaction } from "../../db/connect.ts";
import { lastHeardAt } from "../../db/reply-window.ts";
import type { ConversationRow } from "../views.ts";

export interface ConversationFilter {
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly ticket?: string | undefined;
  readonly threadId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A cursor names the last row of the page before: its time and its id. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const columns = (sql: Sql | Transaction) => sql`
  c.*, a.channel, p.name as contact_name, p.vip as contact_vip, t.code as ticket_code, t.status as ticket_status,
  t.priority as ticket_priority, ${lastHeardAt(sql)} as last_heard_at`;
const tables = (sql: Sql | Transaction) => sql`
  conversations c join channel_accounts a on a.id = c.account_id join contacts p on p.id = c.contact_id
  left join tickets t on t.id = c.ticket_id`;

/** Newest activity first. */
export async function listConversations(sql: Sql, filter: ConversationFilter): Promise<Page<ConversationRow>> {
  const after = readCursor(filter.cursor);
  const rows = await sql<ConversationRow[]>`
    select ${columns(sql)} from ${tables(sql)}
    where true
      ${filter.state === undefined ? sql`` : sql`and c.state = ${filter.state}`}
      ${filter.channel === undefined ? sql`` : sql`and a.channel = ${filter.channel}`}
      ${filter.threadId === undefined ? sql`` : sql`and c.thread_id = ${filter.threadId}`}
      ${
        filter.ticket === undefined
          ? sql``
          : sql`and c.id in (select tc.conversation_id from ticket_conversations tc
                join tickets k on k.id = tc.ticket_id where k.code = ${filter.ticket})`
      }
      ${after ? sql`and (c.last_message_at, c.id) < (${after.at}::timestamptz, ${after.id}::bigint)` : sql``}
    order by c.last_message_at desc, c.id desc
    limit ${filter.limit + 1}`;
  return page(rows, filter.limit, (row) => row.lastMessageAt);
}

export async function getConversation(sql: Sql | Transaction, id: number): Promise<ConversationRow | null> {
  const [row] = await sql<ConversationRow[]>`select ${columns(sql)} from ${tables(sql)} where c.id = ${id}`;
  return row ?? null;
}

/** Cuts the one row too many that says whether there is a next page. */
export function page<T extends { id: number }>(rows: readonly T[], limit: number, timeOf: (row: T) => Date): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${timeOf(last).toISOString()}_${last.id}` : null };
}

/** @returns null for what is no cursor, as one with a day that does not exist */
export function readCursor(cursor: string | undefined): { readonly at: string; readonly id: number } | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(\d{1,15})$/.exec(cursor ?? "") ?? [];
  if (!at || !id) return null;
  const time = new Date(at);
  return !Number.isNaN(time.getTime()) && time.toISOString() === at ? { at, id: Number(id) } : null;
}
