import type { Sql, Transaction } from "../../db/connect.ts";
import { heardIn } from "../../db/media-notes.ts";
import type { MessageRow } from "../views.ts";

const PAGE = 200;

const columns = (sql: Sql | Transaction) => sql`
  id, sequence, author, kind, text, attachments, buttons, reply_to_id, reply_quote, agent_id, turn_id, epoch,
  external_id, created_at, edited_at, delivery, failure, reaction, our_reaction, ${heardIn(sql)} as heard,
  (select jsonb_build_object('marks', r.marks, 'total', r.total, 'faults', r.faults, 'supports', r.supports)
   from reply_records r where r.message_id = m.id) as checks`;

/** A conversation's messages after a sequence, oldest first. */
export async function listMessages(
  sql: Sql,
  conversationId: number,
  after: number,
): Promise<{ readonly items: readonly MessageRow[]; readonly next: string | null }> {
  const rows = await sql<MessageRow[]>`
    select ${columns(sql)} from messages m
    where conversation_id = ${conversationId} and sequence > ${after}
    order by sequence limit ${PAGE + 1}`;
  const items = rows.slice(0, PAGE);
  return { items, next: rows.length > PAGE ? String(items.at(-1)?.sequence) : null };
}

/**
 * What the customer's own page may show, in order and without a gap: it stops before the first message still on its way
 * and leaves out what was never sent. `next` only where more can be read at once.
 */
export async function listVisibleMessages(
  sql: Sql,
  conversationId: number,
  after: number,
): Promise<{ readonly items: readonly MessageRow[]; readonly next: string | null }> {
  const { items, next } = await listMessages(sql, conversationId, after);
  const onItsWay = items.findIndex((message) => message.delivery === "pending" || message.delivery === "sending");
  const settled = onItsWay === -1 ? items : items.slice(0, onItsWay);
  const shown = settled.filter((message) => message.delivery !== "suppressed" && message.delivery !== "failed");
  return { items: shown, next: onItsWay === -1 ? next : null };
}

/** The names of the agents who wrote these messages, by id; none where the desk shows none, nor of a program. */
export async function namesShown(sql: Sql, rows: readonly MessageRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ author, agentId }) => (author === "agent" && agentId ? [agentId] : [])))];
  if (ids.length === 0) return new Map();
  const agents = await sql<{ id: string; name: string }[]>`
    select id, name from agents
    where id = any(${ids}) and not service and (select show_agent_names from settings where id = 1)`;
  return new Map(agents.map(({ id, name }) => [id, name]));
}

export async function getMessage(sql: Sql | Transaction, id: number): Promise<MessageRow | null> {
  const [row] = await sql<MessageRow[]>`select ${columns(sql)} from messages m where id = ${id}`;
  return row ?? null;
}

/** The bot's decisions in a conversation, oldest first. */
export async function listTurns(sql: Sql, conversationId: number) {
  const rows = await sql<
    {
      id: number;
      reading: unknown;
      decision: unknown;
      outcome: string;
      engine: string;
      engineNote: string | null;
      messageIds: number[];
      tokensInput: number;
      tokensCached: number;
      tokensOutput: number;
      startedAt: Date;
      finishedAt: Date;
    }[]
  >`select * from turns where conversation_id = ${conversationId} order by id`;
  return rows.map((row) => ({
    id: String(row.id),
    reading: row.reading,
    decision: row.decision,
    outcome: row.outcome,
    engine: row.engine,
    engineNote: row.engineNote,
    messageIds: row.messageIds.map(String),
    tokens: { input: row.tokensInput, cached: row.tokensCached, output: row.tokensOutput },
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
  }));
}

/** Every change of owner, oldest first. */
export async function listTransitions(sql: Sql, conversationId: number) {
  const rows = await sql<
    {
      fromState: string;
      toState: string;
      actor: string;
      reason: string;
      epoch: number;
      at: Date;
      noticeMessageId: number | null;
      noNotice: string | null;
    }[]
  >`select * from transitions where conversation_id = ${conversationId} order by id`;
  return rows.map((row) => ({
    from: row.fromState,
    to: row.toState,
    actor: row.actor,
    reason: row.reason,
    epoch: row.epoch,
    at: row.at.toISOString(),
    noticeMessageId: row.noticeMessageId === null ? null : String(row.noticeMessageId),
    noNotice: row.noNotice,
  }));
}
