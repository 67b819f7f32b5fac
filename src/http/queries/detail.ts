import { FLAG_NAMES, type FlagName } from "../../core/reading.ts";
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
  const [row, facts, clocks, promises, tickets, fields, episodeReading, draft, proposal] = await Promise.all([
    getConversation(sql, id),
    factsKnown(sql, id, at.now),
    clocksOf(sql, id),
    promisesOf(sql, id),
    ticketsOf(sql, id),
    inboxFields(sql, [id]),
    readEpisode(sql, id),
    pendingDraftOf(sql, id),
    lastDraftOf(sql, id, "proposal"),
  ]);
  if (!row) return null;
  return {
    ...conversationView(row, accounts),
    ...fields.get(id),
    reading: row.reading,
    episodeReading: { ...episodeReading, heat: Math.max(row.heat, episodeReading.heat) },
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

interface EpisodeReading {
  /** The highest of all turns, as `substance`. */
  readonly heat: number;
  readonly substance: number;
  readonly flags: readonly FlagName[];
}

/** What all turns of the present episode say together: a last "thank you" makes no grave matter slight. */
async function readEpisode(sql: Sql, conversationId: number): Promise<EpisodeReading> {
  const [found] = await sql<{ heat: number; substance: number; flags: readonly string[] }[]>`
    select coalesce(max((t.reading->>'heat')::int), 0) as heat,
      coalesce(max((t.reading->>'substance')::int), 0) as substance,
      coalesce(array_agg(distinct f.key) filter (where f.value = 'true'), '{}') as flags
    from conversations c join turns t on t.conversation_id = c.id and t.episode = c.episode
    left join lateral jsonb_each(t.reading->'flags') f on true
    where c.id = ${conversationId}`;
  const flags = FLAG_NAMES.filter((name) => found?.flags.includes(name));
  return { heat: found?.heat ?? 0, substance: found?.substance ?? 0, flags };
}
