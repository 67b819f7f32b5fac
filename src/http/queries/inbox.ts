import { FLAG_NAMES, type Reading, URGENCIES } from "../../core/reading.ts";
import type { Sql } from "../../db/connect.ts";
import { wordsOf } from "../../db/media-notes.ts";
import { lastHeardAt } from "../../db/reply-window.ts";
import type { ConversationRow } from "../views.ts";
import { isFound, search } from "./search.ts";

export const INBOX_VIEWS = ["worst", "review", "mine", "customer", "all"] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** States in which a customer waits for a person. */
const WAITING = "('queued', 'human_idle', 'bot_review')";
interface InboxFilter {
  readonly view: InboxView;
  readonly agentId: string;
  readonly q: string;
  readonly limit: number;
}

/**
 * The inbox of one agent. `worst` holds who waits for a person, and after them whom the bot has promised a word: danger
 * first, then the deadline, then heat.
 */
export async function listInbox(sql: Sql, filter: InboxFilter): Promise<readonly ConversationRow[]> {
  const byNeed = filter.view === "worst" || filter.view === "review";
  const found = filter.q === "" ? null : await search(sql, filter.q);
  const order = byNeed
    ? sql`(c.state in ${sql.unsafe(WAITING)}) desc, array_position(array['critical', 'high', 'normal', 'low'], t.priority),
          c.promised_at nulls last, c.heat desc, c.last_message_at`
    : sql`c.last_message_at desc, c.id desc`;
  // Chosen first and dressed afterwards: else the planner may join everything to show the first few.
  return sql<ConversationRow[]>`
    with chosen as materialized (
      select c.id from conversations c ${byNeed ? sql`left join tickets t on t.id = c.ticket_id` : sql``}
      where ${where(sql, filter)} ${found === null ? sql`` : sql`and ${isFound(sql, found)}`}
      order by ${order}
      ${atMost(sql, filter.limit)}
    )
    select c.*, a.channel, p.name as contact_name, p.vip as contact_vip, t.code as ticket_code, t.status as ticket_status,
      t.priority as ticket_priority, ${lastHeardAt(sql)} as last_heard_at
    from chosen join conversations c on c.id = chosen.id
    join channel_accounts a on a.id = c.account_id join contacts p on p.id = c.contact_id
    left join tickets t on t.id = c.ticket_id
    order by ${order}`;
}

function where(sql: Sql, { view, agentId }: InboxFilter) {
  switch (view) {
    case "worst":
      return sql`c.id in (${waiting(sql)})`;
    case "review":
      return sql`c.state = 'bot_review'`;
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
function waiting(sql: Sql) {
  return sql`
    select id from conversations where state in ${sql.unsafe(WAITING)}
    union all
    select b.id from (select distinct conversation_id from clocks where state = 'running' and kind = 'promise') k
    join conversations b on b.id = k.conversation_id and b.state = 'bot'`;
}

/**
 * A limit that stands in the statement. As a parameter it would be unknown to the plan that is kept, and the planner would
 * guess a tenth of all rows.
 */
const atMost = (sql: Sql, rows: number) => sql.unsafe(`limit ${Math.trunc(rows)}`);

/** Counted no further than this: the number of all conversations would take longer than to show them. */
export const MOST_COUNTED = 1_000;

/** How much is in each view, how many wait for a person, and how many past their time; {@link MOST_COUNTED} stands for that many or more. */
export async function inboxCounts(sql: Sql, agentId: string, now: Date) {
  const most = (rows: ReturnType<typeof waiting>) =>
    sql`(select count(*)::int from (${rows} ${atMost(sql, MOST_COUNTED)}) as first)`;
  const [row] = await sql<Record<InboxView | "waiting" | "overdue", number>[]>`
    select ${most(waiting(sql))} as worst,
      ${most(sql`select from conversations where state in ${sql.unsafe(WAITING)}`)} as waiting,
      ${most(sql`select from conversations where state = 'bot_review'`)} as review,
      ${most(sql`select from conversations where owner_agent_id = ${agentId}`)} as mine,
      ${most(sql`
        select from tickets t cross join lateral (select from conversations c where c.ticket_id = t.id offset 0) c
        where t.status in ('resolved', 'waiting_customer')`)} as customer,
      ${most(sql`select from conversations where last_sequence > 0`)} as all,
      ${most(sql`select from conversations where state in ${sql.unsafe(WAITING)} and promised_at < ${now}`)} as overdue`;
  return row ?? { worst: 0, review: 0, mine: 0, customer: 0, all: 0, waiting: 0, overdue: 0 };
}

interface Around {
  readonly id: number;
  readonly reading: Reading | null;
  readonly heat: number;
  readonly substance: number;
  /** Its place among {@link URGENCIES}, from 1. */
  readonly urgency: number | null;
  readonly flags: readonly string[];
  /** Of the ticket. */
  readonly category: string | null;
  readonly ownerReason: string | null;
  readonly preview: string | null;
  readonly previewSequence: number | null;
  readonly orderId: string | null;
  readonly dueAt: Date | null;
  readonly dueKind: string | null;
}

/**
 * What a row of the inbox says besides the conversation itself. How grave it is, all turns of the present episode say
 * together: neither a calm "I want a person" nor a last "thank you" makes it slight.
 */
export async function inboxFields(sql: Sql, ids: readonly number[]) {
  const rows = await sql<Around[]>`
    select c.id, c.reading, greatest(c.heat, said.heat) as heat, said.substance, said.urgency, said.flags,
      c.owner_reason, t.category, last.text as preview,
      last.sequence as preview_sequence, ordered.value as order_id,
      coalesce(review.due_at, due.due_at) as due_at, coalesce(review.kind, due.kind) as due_kind
    from conversations c
    left join tickets t on t.id = c.ticket_id
    cross join lateral (
      select coalesce(max((u.reading ->> 'heat')::int), 0) as heat,
        coalesce(max((u.reading ->> 'substance')::int), 0) as substance,
        max(array_position(${[...URGENCIES]}::text[], u.reading ->> 'urgency')) as urgency,
        coalesce(array_agg(distinct flag.key) filter (where flag.value = 'true'), '{}') as flags
      from turns u left join lateral jsonb_each(u.reading -> 'flags') flag on true
      where u.conversation_id = c.id and u.episode = c.episode) said
    left join lateral (select left(${wordsOf(sql)}, 200) as text, m.sequence from messages m
      where m.conversation_id = c.id and m.author = 'customer' order by m.sequence desc limit 1) last on true
    left join lateral (select f.value from facts f
      where f.conversation_id = c.id and f.episode = c.episode and f.kind = 'order_id'
        and f.superseded_at is null
      order by f.id desc limit 1
    ) ordered on true
    left join lateral (select k.due_at, k.kind from clocks k
      where k.conversation_id = c.id and k.state = 'running' order by k.due_at limit 1) due on true
    left join lateral (select c.owner_due_at as due_at, 'review' as kind where c.state = 'bot_review') review on true
    where c.id = any(${ids as number[]})`;
  return new Map(rows.map((row) => [row.id, fieldsOf(row)]));
}

function fieldsOf({ reading, category, ownerReason, preview, orderId, dueAt, dueKind, ...row }: Around) {
  return {
    preview: preview ?? "",
    /** What an agent has not read yet ends with this message of the customer. */
    previewSequence: row.previewSequence ?? 0,
    heat: row.heat,
    substance: row.substance,
    category: category ?? reading?.category ?? null,
    urgency: row.urgency === null ? "normal" : URGENCIES[row.urgency - 1],
    flags: FLAG_NAMES.filter((name) => row.flags.includes(name)),
    reason: ownerReason,
    orderId,
    dueAt: dueAt?.toISOString() ?? null,
    dueKind,
  };
}
