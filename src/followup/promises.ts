import { addWorkingMinutes } from "../core/hours.ts";
import type { Transaction } from "../db/connect.ts";
import { makePromise } from "../desk/clocks.ts";
import type { Conversation } from "../desk/conversation.ts";
import { sayNotice } from "../desk/notice.ts";
import { ensureTicket } from "../desk/tickets.ts";
import type { Sweep } from "./context.ts";
import { unanswered } from "./unanswered.ts";

/** After so many the customer knows; more would mock them. */
const MOST_APOLOGIES = 2;

/**
 * Promises that are due in a quarter of an hour, or, where they were short, in the last quarter of their time: marked,
 * so that those who can still keep them see it.
 * @returns the conversations they were made in
 */
export async function warnOfPromises({ sql, now }: Sweep): Promise<readonly number[]> {
  const warned = await sql<{ conversationId: number }[]>`
    update promises p set warned_at = ${now}
    from clocks k
    where k.promise_id = p.id and k.state = 'running' and p.state = 'open' and p.warned_at is null
      and k.due_at > ${now} and k.due_at <= ${now}::timestamptz + interval '15 minutes'
      and k.due_at - ${now}::timestamptz <= greatest((k.due_at - k.started_at) / 4, interval '1 minute')
    returning p.conversation_id`;
  return warned.map(({ conversationId }) => conversationId);
}

/** A person said when they would be back, and was not: the customer hears it from us, with a new time. */
export async function apologiseForPerson(
  tx: Transaction,
  { now, settings, speech }: Sweep,
  conversation: Conversation,
): Promise<void> {
  const [count] = await tx<{ missed: number }[]>`
    select count(*)::int as missed from promises
    where conversation_id = ${conversation.id} and state = 'missed' and words is not null
      and created_at >= ${conversation.ownerSince}`;
  if ((count?.missed ?? 1) > MOST_APOLOGIES) return;
  const { conversation: ticketed, code } = await ensureTicket(tx, conversation, now);
  const dueAt = addWorkingMinutes(now, settings.firstReplyMinutes, settings);
  const usual = { name: "promise-missed", code, time: dueAt.toISOString() } as const;
  const notice = await unanswered(tx, ticketed, { usual, by: dueAt });
  await sayNotice(tx, ticketed, { notice, speaker: "status" }, { now, settings, speech });
  const { id: conversationId, ticketId } = ticketed;
  await makePromise(tx, "system", { conversationId, ticketId, dueAt, now, messageId: null });
}
