import type { Settings } from "../../core/settings.ts";
import type { Sql } from "../../db/connect.ts";
import { knownFacts } from "../../db/known-facts.ts";
import type { ChannelAccounts } from "../../ports/channel.ts";
import { type ClockRow, clockView, conversationView, draftView, ticketView } from "../views.ts";
import { getConversation } from "./conversations.ts";
import { type DraftRow, lastDraftOf, pendingDraftOf } from "./drafts.ts";
import { inboxFields } from "./inbox.ts";
import { ticketsOf } from "./tickets.ts";

/** One conversation with all that is known around it. */
export async function conversationDetail(
  sql: Sql,
  accounts: ChannelAccounts,
  id: number,
  at: { readonly now: Date; readonly settings: Settings },
) {
  const [row, facts, clocks, promises, tickets, around, draft, proposal] = await Promise.all([
    getConversation(sql, id),
    factsKnown(sql, id, at.now),
    clocksOf(sql, id),
    promisesOf(sql, id),
    ticketsOf(sql, id),
    inboxFields(sql, [id]),
    pendingDraftOf(sql, id),
    lastDraftOf(sql, id, "proposal"),
  ]);
  const fields = around.get(id);
  if (!row || !fields) return null;
  const { heat, substance, flags } = fields;
  return {
    ...conversationView(row, accounts),
    ...fields,
    reading: row.reading,
    episodeReading: { heat, substance, flags },
    draft: draft && draftView(draft, at),
    brief: row.state === "bot" || row.state === "bot_review" ? null : briefOf(proposal),
    facts: [...facts],
    clocks: clocks.map(clockView),
    promises,
    tickets: tickets.map(ticketView),
  };
}

/**
 * What runs, and of what does not run how it ended last. One that was paused never runs again: the customer's next wait
 * has a clock of its own.
 */
async function clocksOf(sql: Sql, id: number): Promise<readonly ClockRow[]> {
  return sql<ClockRow[]>`
    with known as (
      select kind, due_at, state, bool_or(state = 'running') over (partition by kind) as runs,
        row_number() over (partition by kind order by id desc) as nth
      from clocks where conversation_id = ${id} and state <> 'paused'
    )
    select kind, due_at, state from known where state = 'running' or (nth = 1 and not runs)
    order by (state = 'running') desc, due_at limit 20`;
}

interface PromiseView {
  readonly id: string;
  /** The sentence that made it; null: a next word from us. */
  readonly words: string | null;
  readonly madeBy: string;
  readonly dueAt: string;
  readonly state: "open" | "kept" | "missed";
  /** It is due soon. */
  readonly warned: boolean;
}

const MOST_PROMISES = 10;

/** What was said in so many words, the newest first; a next word from us is a clock like any other. */
async function promisesOf(sql: Sql, id: number): Promise<readonly PromiseView[]> {
  const rows = await sql<(Omit<PromiseView, "id" | "dueAt"> & { id: number; dueAt: Date })[]>`
    select id, words, made_by, due_at, state, warned_at is not null as warned from promises
    where conversation_id = ${id} and words is not null order by promises.id desc limit ${MOST_PROMISES}`;
  return rows.map((row) => ({ ...row, id: String(row.id), dueAt: row.dueAt.toISOString() }));
}

interface FactView {
  readonly kind: string;
  readonly value: string;
  readonly quote: string;
  readonly confidence: number;
  /** Told more than once, or beyond doubt. */
  readonly confirmed: boolean;
}

async function factsKnown(sql: Sql, id: number, now: Date): Promise<readonly FactView[]> {
  const [facts, [handle]] = await Promise.all([
    knownFacts(sql, [id], now),
    sql<{ phone: string | null }[]>`
      select i.phone from conversations c join identities i on i.id = c.identity_id where c.id = ${id}`,
  ]);
  const told = facts.map(({ kind, value, quote, confidence, confirmedAt }) => {
    return { kind, value, quote, confidence, confirmed: confirmedAt !== null };
  });
  const phone = handle?.phone;
  // The channel's own word for it is beyond doubt, whatever the episode.
  return phone ? [...told, { kind: "phone", value: phone, quote: phone, confidence: 1, confirmed: true }] : told;
}

/** For the person who answers: the case in short, and what to do next while nobody has done it. */
function briefOf(proposal: DraftRow | null) {
  if (!proposal?.summary) return null;
  return { summary: proposal.summary, nextAction: proposal.state === "pending" ? proposal.nextAction : null };
}
