import type { Sql } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";

/**
 * Longer than any turn takes. The turn of a worker that died is free before (`db/workers.ts`), and after this at the
 * latest; one that was merely slow finds another token on the conversation and writes nothing.
 */
const LEASE_SECONDS = 30;

/** A conversation whose turn this worker holds, and the id that turn will have. */
export interface ClaimedTurn extends Conversation {
  readonly turnId: number;
}

/** Takes conversations whose turn is due. The lease token is the fence: only its holder may settle the turn. */
export async function claimDueTurns(
  sql: Sql,
  now: Date,
  most: number,
  worker: number | null = null,
): Promise<readonly ClaimedTurn[]> {
  return sql<ClaimedTurn[]>`
    update conversations set lease_token = lease_token + 1, lease_owner = ${worker},
      lease_until = ${now}::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    where id in (
      select id from conversations
      where due_at <= ${now} and (lease_until is null or lease_until <= ${now})
      order by due_at limit ${most}
      for no key update skip locked)
    returning *, nextval(pg_get_serial_sequence('turns', 'id')) as turn_id`;
}

/**
 * When the next turn will be due, or null. Held ones are skipped: their holder looks again when it has done, and the
 * sweep finds those whose holder has died.
 */
export async function nextDueTurn(sql: Sql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ dueAt: Date }[]>`
    select due_at from conversations
    where due_at is not null and (lease_until is null or lease_until <= ${now}) order by due_at limit 1`;
  return row?.dueAt ?? null;
}

/**
 * Gives a turn back to be tried again soon: what failed was not the customer's doing. The sweep finds it. One that was
 * settled, and only its answer was lost on the way from the database, holds no lease any more and gets none.
 */
export async function giveBack(sql: Sql, { id, leaseToken }: Conversation, retryAt: Date): Promise<void> {
  await sql`
    update conversations set lease_until = ${retryAt}
    where id = ${id} and lease_token = ${leaseToken} and lease_until is not null`;
}

/**
 * Ends a turn with nothing in it: the turn before had read what made this one due, or a late picture joined an album
 * that is settled. What came since the claim stays due.
 */
export async function dropTurn(sql: Sql, { id, leaseToken, revision }: Conversation): Promise<void> {
  await sql`
    update conversations set lease_until = null,
      due_at = case when revision <> ${revision} then due_at end,
      burst_started_at = case when revision <> ${revision} then burst_started_at end
    where id = ${id} and lease_token = ${leaseToken}`;
}
