import type { ClockKind, ClockState } from "../core/ticket.ts";
import type { Transaction } from "../db/connect.ts";

/** A part of a query. */
type Fragment = ReturnType<Transaction>;

interface Start {
  readonly conversationId: number;
  readonly ticketId: number | null;
  readonly dueAt: Date;
  readonly now: Date;
}

/** Starts a clock. One of a kind runs per conversation: an earlier deadline stands, it is never pushed back. */
export async function startClock(tx: Transaction, kind: ClockKind, start: Start): Promise<void> {
  await tx`
    insert into clocks (conversation_id, ticket_id, kind, due_at, started_at)
    select ${start.conversationId}, ${start.ticketId}, ${kind}, ${start.dueAt}, ${start.now}
    where not exists (
      select from clocks where conversation_id = ${start.conversationId} and kind = ${kind} and state = 'running')`;
}

interface PromiseStart extends Start {
  readonly messageId: number | null;
  /** The sentence that made it; absent: a next word from us. */
  readonly words?: string | null;
}

/** Writes a promise down and starts its clock. */
export async function makePromise(
  tx: Transaction,
  madeBy: string,
  { conversationId, ticketId, dueAt, now, messageId, words = null }: PromiseStart,
): Promise<void> {
  await tx`
    with promise as (
      insert into promises (conversation_id, ticket_id, message_id, made_by, words, due_at, created_at)
      values (${conversationId}, ${ticketId}, ${messageId}, ${madeBy}, ${words}, ${dueAt}, ${now}) returning id
    )
    insert into clocks (conversation_id, ticket_id, promise_id, kind, due_at, started_at)
    select ${conversationId}, ${ticketId}, id, 'promise', ${dueAt}, ${now} from promise`;
}

/**
 * A person has spoken: what the customer was waiting for has come. A clock that has run out stays missed. Of what was
 * promised in so many words a word that follows at once is still the same talk ("anything else?"), and keeps nothing.
 */
export async function meetHumanClocks(tx: Transaction, conversationId: number, now: Date): Promise<void> {
  await settle(
    tx,
    tx`conversation_id = ${conversationId} and not exists (
      select from promises p where p.id = clocks.promise_id and p.words is not null
        and p.created_at + least((p.due_at - p.created_at) / 4, interval '5 minutes') > ${now})`,
    "met",
    now,
  );
}

/** The matter is done, and with it all that was promised about it. */
export function meetAllClocks(tx: Transaction, conversationId: number, now: Date): Promise<void> {
  return settle(tx, tx`conversation_id = ${conversationId}`, "met", now);
}

/** A person has done what was promised, by whatever way: the customer was called, say. */
export function meetPromise(tx: Transaction, promiseId: number, now: Date): Promise<void> {
  return settle(tx, tx`promise_id = ${promiseId}`, "met", now);
}

/** The customer no longer waits for a person. Promises stand. */
export async function pauseHumanClocks(tx: Transaction, conversationId: number, now: Date): Promise<void> {
  await tx`
    update clocks set state = 'paused', settled_at = ${now}
    where conversation_id = ${conversationId} and state = 'running' and kind in ('first_response', 'next_response')`;
}

/** The episode is over: nothing promised in it is owed any more. */
export function stopClocks(tx: Transaction, conversationId: number, now: Date): Promise<void> {
  return settle(tx, tx`conversation_id = ${conversationId}`, "paused", now);
}

async function settle(tx: Transaction, which: Fragment, state: ClockState, now: Date): Promise<void> {
  await tx`
    with settled as (
      update clocks set state = ${state}, settled_at = ${now}
      where ${which} and state = 'running'
      returning promise_id
    )
    update promises set state = 'kept' from settled where promises.id = settled.promise_id`;
}
