import type { Sql } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";

/**
 * Longer than any turn takes. A worker that died with a turn gives it back after this; one that was merely slow finds
 * another token on the conversation and writes nothing.
 */
const LEASE_SECONDS = 30;

/** Takes conversations whose turn is due. The lease token is the fence: only its holder may settle the turn. */
export async function claimDueTurns(sql: Sql, now: Date, most: number): Promise<readonly Conversation[]> {
  return sql<Conversation[]>`
    update conversations set lease_token = lease_token + 1,
      lease_until = ${now}::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    where id in (
      select id from conversations
      where due_at <= ${now} and (lease_until is null or lease_until <= ${now})
      order by due_at limit ${most}
      for no key update skip locked)
    returning *`;
}

/**
 * When the next turn will be due, or null. A held one counts from the end of its lease. Those that wait are never read
 * one by one: there may be many.
 */
export async function nextDueTurn(sql: Sql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select due_at from conversations
       where due_at is not null and (lease_until is null or lease_until <= ${now}) order by due_at limit 1),
      (select min(greatest(due_at, lease_until)) from conversations
       where due_at is not null and lease_until > ${now})) as at`;
  return row?.at ?? null;
}

/** Gives a turn back to be tried again soon: what failed was not the customer's doing. */
export async function giveBack(sql: Sql, { id, leaseToken }: Conversation, retryAt: Date): Promise<void> {
  await sql`update conversations set lease_until = ${retryAt} where id = ${id} and lease_token = ${leaseToken}`;
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
