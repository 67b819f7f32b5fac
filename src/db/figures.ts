import type { OutboxState } from "../core/delivery.ts";
import type { OwnerState } from "../core/ownership.ts";
import type { Sql } from "./connect.ts";

/** What the rows say about how the desk is doing. Counts end at 10,000. */
export interface Figures {
  /** Conversations whose turn is due. */
  readonly waitingTurns: number;
  readonly oldestWaitingSeconds: number;
  /** Conversations somebody besides the bot is concerned with. */
  readonly owners: Readonly<Partial<Record<OwnerState, number>>>;
  /** `failed` and `unknown`: of the parts written in the last 24 hours. */
  readonly outbox: Readonly<Partial<Record<OutboxState, number>>>;
}

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
            and created_at > now() - interval '1 day' limit ${MOST_COUNTED}) unknown)) as outbox`;
  if (!row) throw new Error("The figures were not read.");
  return row;
}
