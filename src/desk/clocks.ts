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

/**
 * The customer says that it is not done: what was promised in so many words, and went with the case as it was held solved,
 * is owed again by the same time. Called while the ticket still tells since when it is held so.
 */
export async function oweAgain(tx: Transaction, conversationId: number): Promise<void> {
  await tx`
    with owed as (
      update clocks k set state = 'running', settled_at = null
      from promises p, conversations c join tickets t on t.id = c.ticket_id
      where c.id = ${conversationId} and k.conversation_id = c.id and p.id = k.promise_id and p.words is not null
        and k.state = 'met' and k.settled_at = t.resolved_at
      returning k.promise_id
    )
    update promises set state = 'open' from owed where promises.id = owed.promise_id`;
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

/** A person hands back unheard: what the customer was told, the bot keeps, as a promise by the same time. */
export async function promiseHumanClocks(tx: Transaction, conversationId: number, now: Date): Promise<void> {
  const [told] = await tx<{ ticketId: number | null; dueAt: Date }[]>`
    select ticket_id, due_at from clocks
    where conversation_id = ${conversationId} and state = 'running' and kind in ('first_response', 'next_response')
    order by due_at limit 1`;
  await pauseHumanClocks(tx, conversationId, now);
  if (told) await makePromise(tx, "bot", { conversationId, ...told, now, messageId: null });
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
