import type { Speaker } from "../core/delivery.ts";
import type { Sql } from "../db/connect.ts";
import type { Button } from "../ports/channel.ts";

/** One part on its way. From the moment the claim commits, the send has begun. */
export interface ClaimedPart {
  readonly id: number;
  readonly messageId: number;
  readonly conversationId: number;
  readonly accountId: number;
  readonly threadId: string;
  readonly part: number;
  readonly parts: number;
  readonly text: string;
  readonly speaker: Speaker;
  readonly attempts: number;
  readonly createdAt: Date;
  /** It was held up by its chat's limit. */
  readonly joins: boolean;
  /** Of the whole message: they go with its last part. */
  readonly buttons: readonly Button[];
  /** The file of this part. */
  readonly fileId: number | null;
  /** The message that this one answers. */
  readonly replyToId: number | null;
  readonly state: "sending" | "suppressed";
}

/** Who sends. */
export interface Sender {
  /** Stands on what it leases; null: nothing does. */
  readonly worker: number | null;
  /** The parts it has begun whose end is not written down. */
  readonly holds: readonly number[];
}

export const ANYBODY: Sender = { worker: null, holds: [] };

/**
 * Longer than any send takes, and most times in which the database is away: the living write down how their sends ended
 * when it is back. What a dead worker had begun is free before (`db/workers.ts`), and after this at the latest.
 */
const LEASE_SECONDS = 120;
/** The same, of a part with a file. */
const FILE_LEASE_SECONDS = 180;

/**
 * Takes parts that are due, at most one a conversation and only its oldest unsent one. The conversation is locked with
 * it: a takeover that committed before is seen here, one that comes later sees the part as begun. What a change of owner
 * has made void is suppressed instead of taken. What the sender itself has begun is not taken again, whoever thought it
 * dead meanwhile: it knows, or will know, how that ended.
 */
export async function claimDueParts(
  sql: Sql,
  accountIds: readonly number[],
  now: Date,
  most: number,
  { worker, holds }: Sender = ANYBODY,
): Promise<readonly ClaimedPart[]> {
  return sql<ClaimedPart[]>`
    with due as (
      select o.id, c.thread_id,
        o.speaker in ('agent', 'status', 'reopening')
        or o.speaker = 'bot' and o.epoch = c.epoch
        or o.speaker = 'notice' and (o.epoch = c.epoch or c.state not in ('human', 'human_idle')) as valid
      from outbox o
      join conversations c on c.id = o.conversation_id
      join channel_accounts a on a.id = o.account_id
      where o.state = 'pending' and o.due_at <= ${now} and o.account_id = any(${accountIds as number[]})
        and o.id <> all(${holds as number[]}) and (a.hold_until is null or a.hold_until <= ${now})
        and not exists (
          select from outbox earlier
          where earlier.conversation_id = o.conversation_id and earlier.id < o.id
            and earlier.state in ('pending', 'sending'))
      order by o.due_at, o.id limit ${most}
      for no key update of o, c skip locked
    ), taken as (
      update outbox o set
        state = case when due.valid then 'sending' else 'suppressed' end,
        attempts = o.attempts + 1, lease_owner = ${worker},
        lease_until = case when due.valid then ${now}::timestamptz + make_interval(
          secs => case when o.file_id is null then ${LEASE_SECONDS}::int else ${FILE_LEASE_SECONDS}::int end) end,
        settled_at = case when due.valid then null else ${now}::timestamptz end
      from due where o.id = due.id
      returning o.*, due.thread_id
    ), shown as (
      update messages m set delivery = taken.state from taken
      where m.id = any(taken.carries || taken.message_id)
      returning m.id, m.buttons, m.reply_to_id
    )
    select taken.id, taken.message_id, taken.conversation_id, taken.account_id, taken.thread_id, taken.part, taken.parts,
      taken.text, taken.speaker, taken.attempts, taken.created_at, taken.joins, taken.state, taken.file_id,
      shown.buttons, shown.reply_to_id
    from taken join shown on shown.id = taken.message_id`;
}

/** When the next part may go, or null. */
export async function nextDuePart(sql: Sql, accountIds: readonly number[], now: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select min(greatest(first.due_at, case when a.hold_until > ${now} then a.hold_until end)) as at
    from channel_accounts a cross join lateral (
      select o.due_at from outbox o
      where o.state = 'pending' and o.account_id = a.id and not exists (
        select from outbox earlier where earlier.conversation_id = o.conversation_id and earlier.id < o.id
          and earlier.state in ('pending', 'sending'))
      order by o.due_at limit 1
    ) first
    where a.id = any(${accountIds as number[]})`;
  return row?.at ?? null;
}
