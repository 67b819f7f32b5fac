import type { Situation } from "../core/decision.ts";
import type { KnownFact } from "../core/facts.ts";
import type { Heard } from "../core/heard.ts";
import { type Category, GRAVE_FLAGS } from "../core/reading.ts";
import type { ReplyPlan } from "../core/reply.ts";
import type { Settings } from "../core/settings.ts";
import type { Priority, TicketStatus } from "../core/ticket.ts";
import { findCodes } from "../core/tracking-code.ts";
import type { Sql } from "../db/connect.ts";
import { knownFacts } from "../db/known-facts.ts";
import { heardIn, wordsOf } from "../db/media-notes.ts";
import type { DecisionRecord } from "../db/schema/turns.ts";
import { readSettings } from "../db/settings.ts";
import { spokenIn } from "../desk/spoken.ts";
import type { InboundAttachment } from "../ports/channel.ts";
import type { SpokenLine } from "../ports/mind.ts";
import type { ClaimedTurn } from "./claim.ts";

/** One customer message no turn has settled. */
export interface SaidMessage {
  readonly id: number;
  readonly sequence: number;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  readonly replyQuote: string | null;
  readonly data: string | null;
  /** What was heard in its files, by their place among them. */
  readonly heard: readonly (Heard & { readonly item: number })[];
  /** It answers an older message, or one we never saw. */
  readonly quotes: boolean;
  /** The platform's id of it. */
  readonly externalId: string | null;
  readonly createdAt: Date;
}

/** All that is known about a claimed conversation before it is read. */
export interface TurnFile {
  readonly conversation: ClaimedTurn;
  readonly settings: Settings;
  readonly said: readonly SaidMessage[];
  /** The episode before `said`, oldest first. */
  readonly history: readonly SpokenLine[];
  /** Our own words in all of the episode, oldest first: none of them is said twice. */
  readonly spoken: readonly string[];
  readonly facts: readonly KnownFact[];
  readonly contactName: string;
  /** A person looks at what is said to them before it goes out. */
  readonly vip: boolean;
  /** The answer that waits for review. */
  readonly held: Situation["held"];
  /** The number of this handle, where the channel told it: theirs beyond doubt. */
  readonly phone: string | null;
  /** The platform's own id of the person; null in the web chat, where anybody can be anybody. */
  readonly sender: string | null;
  readonly wrongCodes: number;
  readonly ticket: TicketOnFile | null;
  readonly graveBefore: Situation["graveBefore"];
  /** The promise that runs in this conversation. */
  readonly nextWordBy: Date | null;
  /** Was the last time we gave here missed? */
  readonly overdue: boolean;
  readonly lastDecision: DecisionRecord | null;
  /** Kinds of facts asked for in this episode. */
  readonly asked: readonly string[];
  readonly turnsThisHour: number;
  readonly codes: ReadonlyMap<string, { readonly status: TicketStatus; readonly nextWordBy: Date | null }>;
}

interface TicketOnFile {
  readonly code: string;
  readonly status: TicketStatus;
  readonly category: Category;
  readonly priority: Priority;
  readonly summary: string;
}

const HISTORY_LINES = 24;

/**
 * Loads a batch of claimed conversations in a handful of queries, however large the batch. Each looks its rows up by
 * their key, one conversation after the other: on a young database, without statistics, a join would read whole tables.
 */
export async function loadTurns(sql: Sql, claimed: readonly ClaimedTurn[], now: Date): Promise<readonly TurnFile[]> {
  const ids = claimed.map((conversation) => conversation.id);
  const [settings, said, history, spoken, facts, backgrounds] = await Promise.all([
    readSettings(sql),
    saidSince(sql, ids),
    historyOf(sql, ids),
    spokenIn(sql, ids),
    knownFacts(sql, ids, now),
    backgroundsOf(sql, ids, now),
  ]);
  const codes = await ticketsByCode(
    sql,
    said.flatMap((message) => findCodes(message.text).map(({ code }) => code)),
  );
  return claimed.map((conversation) => {
    const mine = <T extends { conversationId: number }>(rows: readonly T[]) =>
      rows.filter((row) => row.conversationId === conversation.id);
    const [background] = mine(backgrounds);
    return {
      conversation,
      settings,
      said: mine(said),
      history: mine(history),
      spoken: mine(spoken).map(({ text }) => text),
      facts: mine(facts),
      contactName: background?.name ?? "",
      vip: background?.vip ?? false,
      held: background?.held ? heldOf(background.held) : null,
      phone: background?.phone ?? null,
      sender: background?.sender ?? null,
      wrongCodes: background?.wrongCodes ?? 0,
      ticket: background ? ticketOf(background) : null,
      graveBefore: background?.graveBefore ?? null,
      nextWordBy: background?.nextWordBy ?? null,
      overdue: background?.overdue ?? false,
      lastDecision: background?.lastDecision ?? null,
      asked: background?.asked ?? [],
      turnsThisHour: background?.turnsThisHour ?? 0,
      codes,
    };
  });
}

async function saidSince(sql: Sql, ids: readonly number[]) {
  return sql<(SaidMessage & { conversationId: number })[]>`
    select c.id as conversation_id, line.*
    from conversations c cross join lateral (
      select m.id, m.sequence, m.text, m.attachments, m.reply_quote, m.data, m.external_id, m.created_at,
        m.reply_to_id is not null or m.reply_quote is not null as quotes, ${heardIn(sql)} as heard
      from messages m
      where m.conversation_id = c.id and m.author = 'customer' and m.sequence > c.turned_sequence
      order by m.sequence
    ) line
    where c.id = any(${ids as number[]})
    order by c.id, line.sequence`;
}

async function historyOf(sql: Sql, ids: readonly number[]) {
  return sql<(SpokenLine & { conversationId: number })[]>`
    select c.id as conversation_id, line.author, line.text
    from conversations c cross join lateral (
      select author, ${wordsOf(sql)} as text, sequence from messages m
      where m.conversation_id = c.id and m.episode = c.episode
        and not (m.author = 'customer' and m.sequence > c.turned_sequence)
        and coalesce(m.delivery, 'sent') not in ('suppressed', 'failed')
      order by m.sequence desc limit ${HISTORY_LINES}
    ) line
    where c.id = any(${ids as number[]})
    order by c.id, line.sequence`;
}

interface Background {
  readonly conversationId: number;
  readonly name: string;
  readonly vip: boolean;
  readonly held: HeldDraft | null;
  readonly phone: string | null;
  readonly sender: string | null;
  readonly wrongCodes: number;
  readonly code: string | null;
  readonly status: TicketStatus;
  readonly category: Category;
  readonly priority: Priority;
  readonly summary: string;
  readonly graveBefore: Situation["graveBefore"];
  readonly nextWordBy: Date | null;
  readonly overdue: boolean;
  readonly lastDecision: DecisionRecord | null;
  readonly asked: readonly string[] | null;
  readonly turnsThisHour: number;
}

async function backgroundsOf(sql: Sql, ids: readonly number[], now: Date) {
  return sql<Background[]>`
    select c.id as conversation_id, t.code, t.status, t.category, t.priority, t.summary, p.name, p.vip,
      case when c.state = 'bot_review' then (
        select jsonb_build_object('plan', d.plan, 'lane', d.lane, 'reasons', d.reasons,
          'minutes', ceil(extract(epoch from d.release_at - d.created_at) / 60))
        from drafts d where d.conversation_id = c.id and d.kind = 'review' and d.state = 'pending') end as held,
      (select phone from identities where id = c.identity_id) as phone,
      (select i.external_id from identities i join channel_accounts a on a.id = i.account_id
       where i.id = c.identity_id and a.channel <> 'web') as sender,
      (select case when wrong_codes_since > ${now}::timestamptz - interval '1 hour' then wrong_codes else 0 end
       from identities where id = c.identity_id) as wrong_codes,
      (select jsonb_build_object('flag', grave.flag, 'summary', u.reading ->> 'summary')
       from turns u cross join unnest(${[...GRAVE_FLAGS]}::text[]) with ordinality grave (flag, rank)
       where u.conversation_id = c.id and u.episode = c.episode and u.outcome <> 'superseded'
         and (u.reading -> 'flags' ->> grave.flag)::boolean
       order by grave.rank, u.id desc limit 1) as grave_before,
      (select min(k.due_at) from clocks k
       where k.conversation_id = c.id and k.kind = 'promise' and k.state = 'running' and k.due_at > ${now}) as next_word_by,
      coalesce((select k.state = 'missed' from clocks k
       where k.conversation_id = c.id and k.state in ('met', 'missed') and k.settled_at > c.owner_since
       order by k.settled_at desc limit 1), false) as overdue,
      (select u.decision from turns u where u.conversation_id = c.id and u.episode = c.episode
       and u.outcome = 'released' order by u.id desc limit 1) as last_decision,
      (select array_agg(distinct substr(reason, 7)) from turns u, jsonb_array_elements_text(u.decision -> 'reasons') reason
       where u.conversation_id = c.id and u.episode = c.episode and u.outcome = 'released'
       and reason like 'asked %'
       -- What was held and never sent was never asked.
       and (u.decision ->> 'kind' <> 'hold' or exists (
         select from drafts d where d.conversation_id = c.id and d.turn_id = u.id and d.state = 'sent'))) as asked,
      (select count(*)::int from turns u
       where u.conversation_id = c.id and u.started_at > ${now}::timestamptz - interval '1 hour') as turns_this_hour
    from conversations c
    left join lateral (select * from tickets where id = c.ticket_id limit 1) t on true
    left join lateral (select name, vip from contacts where id = c.contact_id limit 1) p on true
    where c.id = any(${ids as number[]})`;
}

function ticketOf({ code, status, category, priority, summary }: Background): TicketOnFile | null {
  return code === null ? null : { code, status, category, priority, summary };
}

interface HeldDraft {
  readonly plan: ReplyPlan;
  readonly lane: "veto" | "approve";
  readonly reasons: readonly string[];
  readonly minutes: number | null;
}

const heldOf = ({ minutes, ...held }: HeldDraft): Situation["held"] => ({ ...held, minutes: minutes ?? 0 });

async function ticketsByCode(sql: Sql, codes: readonly string[]): Promise<TurnFile["codes"]> {
  if (codes.length === 0) return new Map();
  const rows = await sql<{ code: string; status: TicketStatus; nextWordBy: Date | null }[]>`
    select t.code, t.status,
      (select min(k.due_at) from clocks k where k.ticket_id = t.id and k.state = 'running') as next_word_by
    from tickets t where t.code = any(${codes as string[]})`;
  return new Map(rows.map(({ code, ...ticket }) => [code, ticket]));
}
