import { FLAG_NAMES, type Reading } from "../../core/reading.ts";
import type { Sql } from "../../db/connect.ts";
import type { ConversationRow } from "../views.ts";
import { containing } from "./containing.ts";

export const INBOX_VIEWS = ["worst", "mine", "customer", "all"] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** States in which a customer waits for a person. */
const WAITING = ["queued", "human_idle", "bot_review"];
const MOST = 100;

interface InboxFilter {
  readonly view: InboxView;
  readonly agentId: string;
  readonly q: string;
}

/**
 * The inbox of one agent. `worst` holds who waits for a person, and after them whom the bot has promised a word: danger
 * first, then the deadline, then heat.
 */
export async function listInbox(sql: Sql, filter: InboxFilter): Promise<readonly ConversationRow[]> {
  const worst = filter.view === "worst";
  const order = worst
    ? sql`(c.state = any(${WAITING})) desc, array_position(array['critical', 'high', 'normal', 'low'], t.priority),
          c.promised_at nulls last, c.heat desc, c.last_message_at`
    : sql`c.last_message_at desc, c.id desc`;
  // Chosen first and dressed afterwards: else the planner may join everything to show the first few.
  return sql<ConversationRow[]>`
    with chosen as materialized (
      select c.id from conversations c ${worst ? sql`left join tickets t on t.id = c.ticket_id` : sql``}
      where ${where(sql, filter)} ${filter.q === "" ? sql`` : sql`and ${search(sql, filter.q)}`}
      order by ${order}
      limit ${MOST}
    )
    select c.*, a.channel, p.name as contact_name, t.code as ticket_code, t.status as ticket_status,
      t.priority as ticket_priority
    from chosen join conversations c on c.id = chosen.id
    join channel_accounts a on a.id = c.account_id join contacts p on p.id = c.contact_id
    left join tickets t on t.id = c.ticket_id
    order by ${order}`;
}

function where(sql: Sql, { view, agentId }: InboxFilter) {
  switch (view) {
    case "worst":
      return waits(sql);
    case "mine":
      return sql`c.owner_agent_id = ${agentId}`;
    case "customer":
      return sql`c.ticket_id in (select id from tickets where status in ('resolved', 'waiting_customer'))`;
    case "all":
      // A page that was only looked at has opened a conversation in which nobody has spoken.
      return sql`c.last_sequence > 0`;
  }
}

/** Waits for a person, or for a word the bot has promised. Found from the few who wait, not by asking everyone. */
function waits(sql: Sql) {
  return sql`c.id in (
    select id from conversations where state = any(${WAITING})
    union all
    select b.id from clocks k join conversations b on b.id = k.conversation_id and b.state = 'bot'
    where k.state = 'running' and k.kind = 'promise')`;
}

function search(sql: Sql, q: string) {
  const like = containing(q);
  return sql`c.id in (
    select b.id from conversations b join contacts p on p.id = b.contact_id where p.name ilike ${like}
    union all
    select b.id from conversations b join tickets k on k.id = b.ticket_id where k.code = ${q}
    union all
    select f.conversation_id from facts f where f.value ilike ${like})`;
}

/** How much is in each view, and how many wait past their time. */
export async function inboxCounts(sql: Sql, agentId: string, now: Date) {
  const [row] = await sql<Record<InboxView | "overdue", number>[]>`
    select (select count(*)::int from conversations c where ${waits(sql)}) as worst,
      (select count(*)::int from conversations where owner_agent_id = ${agentId}) as mine,
      (select count(*)::int from conversations c join tickets t on t.id = c.ticket_id
       where t.status in ('resolved', 'waiting_customer')) as customer,
      (select count(*)::int from conversations where last_sequence > 0) as all,
      (select count(*)::int from conversations where state = any(${WAITING}) and promised_at < ${now}) as overdue`;
  return row ?? { worst: 0, mine: 0, customer: 0, all: 0, overdue: 0 };
}

interface Around {
  readonly id: number;
  readonly reading: Reading | null;
  /** The highest of the episode: a calm "I want a person" does not make it a calm case. */
  readonly heat: number;
  /** Of the ticket. */
  readonly category: string | null;
  readonly ownerReason: string | null;
  readonly preview: string | null;
  readonly orderId: string | null;
  readonly dueAt: Date | null;
  readonly dueKind: string | null;
}

/** What a row of the inbox says besides the conversation itself. */
export async function inboxFields(sql: Sql, ids: readonly number[]) {
  const rows = await sql<Around[]>`
    select c.id, c.reading, c.heat, c.owner_reason, t.category, last.text as preview, ordered.value as order_id,
      due.due_at, due.kind as due_kind
    from conversations c
    left join tickets t on t.id = c.ticket_id
    left join lateral (select left(m.text, 200) as text from messages m
      where m.conversation_id = c.id and m.author = 'customer' order by m.sequence desc limit 1) last on true
    left join lateral (select f.value from facts f
      where f.conversation_id = c.id and f.episode = c.episode and f.kind = 'order_id' order by f.id desc limit 1
    ) ordered on true
    left join lateral (select k.due_at, k.kind from clocks k
      where k.conversation_id = c.id and k.state = 'running' order by k.due_at limit 1) due on true
    where c.id = any(${ids as number[]})`;
  return new Map(rows.map((row) => [row.id, fieldsOf(row)]));
}

function fieldsOf({ reading, heat, category, ownerReason, preview, orderId, dueAt, dueKind }: Around) {
  return {
    preview: preview ?? "",
    heat,
    substance: reading?.substance ?? 0,
    category: category ?? reading?.category ?? null,
    urgency: reading?.urgency ?? "normal",
    flags: reading ? FLAG_NAMES.filter((name) => reading.flags[name]) : [],
    reason: ownerReason,
    orderId,
    dueAt: dueAt?.toISOString() ?? null,
    dueKind,
  };
}
