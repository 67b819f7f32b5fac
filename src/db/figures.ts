import type { OutboxState } from "../core/delivery.ts";
import type { OwnerState } from "../core/ownership.ts";
import type { Sql } from "./connect.ts";
import type { DraftState, drafts } from "./schema/replies.ts";

/** What the rows say about how the desk is doing. Counts end at 10,000. */
export interface Figures {
  /** Conversations whose turn is due. */
  readonly waitingTurns: number;
  readonly oldestWaitingSeconds: number;
  /** Conversations somebody besides the bot is concerned with. */
  readonly owners: Readonly<Partial<Record<OwnerState, number>>>;
  /** `failed` and `unknown`: of the parts written in the last 24 hours. */
  readonly outbox: Readonly<Partial<Record<OutboxState, number>>>;
  /** What became of those written in the last 24 hours, by kind and then by state. */
  readonly drafts: Readonly<Partial<Record<Draft["kind"], Readonly<Partial<Record<DraftState, number>>>>>>;
  /** How long the oldest held reply has waited for a person. */
  readonly oldestReviewSeconds: number;
  /** Of the newest judged replies, by author: their mean total, and how many broke a rule no reply may break. */
  readonly replies: Readonly<Record<string, { readonly mean: number; readonly faulty: number }>>;
}

type Draft = typeof drafts.$inferSelect;

/** The newest replies are looked at, as many as say something. */
const REPLIES_LOOKED_AT = 1_000;

/** Enough to see that something is wrong; reading on would only make it worse. */
const MOST_COUNTED = 10_000;

/** Those of the bot alone are nearly all there are: their number says nothing, and takes long to count. */
const CONCERNED: readonly OwnerState[] = ["bot_review", "queued", "human", "human_idle"];

/** Reads the figures in one statement that looks at indexes alone, however many rows there are. */
export async function readFigures(sql: Sql): Promise<Figures> {
  const [row] = await sql<Figures[]>`
    select
      (select count(*)::int from (
        select from conversations where due_at <= now() limit ${MOST_COUNTED}) waiting) as waiting_turns,
      coalesce((select extract(epoch from now() - due_at)::float8 from conversations
        where due_at <= now() order by due_at limit 1), 0) as oldest_waiting_seconds,
      (select jsonb_object_agg(s.state, (select count(*) from (
          select from conversations c where c.state = s.state limit ${MOST_COUNTED}) owned))
        from unnest(${CONCERNED as string[]}::text[]) as s(state)) as owners,
      jsonb_build_object(
        'pending', (select count(*) from (
          select from outbox where state = 'pending' limit ${MOST_COUNTED}) pending),
        'sending', (select count(*) from (
          select from outbox where state = 'sending' limit ${MOST_COUNTED}) sending),
        'failed', (select count(*) from (
          select from outbox where state in ('failed', 'unknown') and state = 'failed'
            and created_at > now() - interval '1 day' limit ${MOST_COUNTED}) failed),
        'unknown', (select count(*) from (
          select from outbox where state in ('failed', 'unknown') and state = 'unknown'
            and created_at > now() - interval '1 day' limit ${MOST_COUNTED}) unknown)) as outbox,
      coalesce((select jsonb_object_agg(kind, states) from (
        select kind, jsonb_object_agg(state, number) as states from (
          select kind, state, count(*)::int as number from (
            select kind, state, created_at from drafts order by id desc limit ${MOST_COUNTED}) newest
          where created_at > now() - interval '1 day' group by kind, state) counted
        group by kind) by_kind), '{}') as drafts,
      coalesce((select extract(epoch from now() - created_at)::float8 from drafts
        where state = 'pending' and kind = 'review' order by created_at limit 1), 0) as oldest_review_seconds,
      coalesce((select jsonb_object_agg(author, jsonb_build_object('mean', mean, 'faulty', faulty)) from (
        select m.author, avg(r.total)::float8 as mean, count(*) filter (where r.faults <> '[]') as faulty
        from (select * from reply_records order by message_id desc limit ${REPLIES_LOOKED_AT}) r
        join messages m on m.id = r.message_id
        where r.total is not null group by m.author) judged), '{}') as replies`;
  if (!row) throw new Error("The figures were not read.");
  return row;
}
