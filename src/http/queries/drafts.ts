import type { Sql, Transaction } from "../../db/connect.ts";
import type { Draft } from "../../desk/drafts.ts";
import { type Page, page, readCursor } from "./conversations.ts";

export interface DraftRow extends Draft {
  /** Of a review that waits: when the clock ends it. */
  readonly dueAt: Date | null;
}

export interface DraftFilter {
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const columns = (sql: Sql | Transaction) => sql`
  d.*, case when d.state = 'pending' and d.kind = 'review' then c.owner_due_at end as due_at
  from drafts d join conversations c on c.id = d.conversation_id`;

/** Newest first. */
export async function listDrafts(sql: Sql, { state, kind, limit, cursor }: DraftFilter): Promise<Page<DraftRow>> {
  const after = readCursor(cursor);
  const rows = await sql<DraftRow[]>`
    select ${columns(sql)}
    where true
      ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${kind === undefined ? sql`` : sql`and d.kind = ${kind}`}
      ${after ? sql`and d.id < ${after.id}::bigint` : sql``}
    order by d.id desc limit ${limit + 1}`;
  return page(rows, limit, (row) => row.createdAt);
}

/** What waits in a conversation: the held reply, else the proposal. */
export async function pendingDraftOf(sql: Sql | Transaction, conversationId: number): Promise<DraftRow | null> {
  const [row] = await sql<DraftRow[]>`
    select ${columns(sql)} where d.conversation_id = ${conversationId} and d.state = 'pending'
    order by (d.kind = 'review') desc limit 1`;
  return row ?? null;
}

/** The newest of a kind in a conversation, whatever became of it. */
export async function lastDraftOf(
  sql: Sql | Transaction,
  conversationId: number,
  kind: Draft["kind"],
): Promise<DraftRow | null> {
  const [row] = await sql<DraftRow[]>`
    select ${columns(sql)} where d.conversation_id = ${conversationId} and d.kind = ${kind} order by d.id desc limit 1`;
  return row ?? null;
}
