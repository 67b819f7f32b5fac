import { addWorkingMinutes } from "../core/hours.ts";
import type { ClockKind } from "../core/ticket.ts";
import type { Transaction } from "../db/connect.ts";
import { startClock } from "../desk/clocks.ts";
import { type Conversation, lockConversation } from "../desk/conversation.ts";
import { sayNotice } from "../desk/notice.ts";
import { mustChangeOwner } from "../desk/ownership.ts";
import { ensureTicket, recordTicketEvent } from "../desk/tickets.ts";
import type { Sweep } from "./context.ts";
import { eachForItself } from "./failures.ts";
import { apologiseForPerson } from "./promises.ts";
import { unanswered } from "./unanswered.ts";

interface DueClock {
  readonly id: number;
  readonly conversationId: number;
  readonly ticketId: number | null;
  readonly promiseId: number | null;
  readonly kind: ClockKind;
  readonly dueAt: Date;
}

const BATCH = 100;

/** Deadlines that have passed: recorded, and a promise the bot made goes to a person with an honest word. */
export async function missClocks(sweep: Sweep): Promise<readonly number[]> {
  const due = await sweep.sql<DueClock[]>`
    select id, conversation_id, ticket_id, promise_id, kind, due_at from clocks
    where state = 'running' and due_at <= ${sweep.now} and conversation_id <> all(${sweep.passedOver}::bigint[])
    order by due_at limit ${BATCH}`;
  return eachForItself(sweep, due, (clock) => sweep.sql.begin((tx) => miss(tx, sweep, clock)));
}

async function miss(tx: Transaction, sweep: Sweep, clock: DueClock): Promise<void> {
  const conversation = await lockConversation(tx, clock.conversationId);
  const missed = await tx`
    update clocks set state = 'missed', settled_at = ${sweep.now}
    where id = ${clock.id} and state = 'running' returning id`;
  if (!conversation || missed.length === 0) return;
  if (clock.promiseId !== null) await tx`update promises set state = 'missed' where id = ${clock.promiseId}`;
  if (clock.ticketId !== null) {
    const data = { kind: clock.kind, dueAt: clock.dueAt.toISOString() };
    await recordTicketEvent(tx, clock.ticketId, { kind: "clock_missed", actor: "system", data, now: sweep.now });
  }
  if (clock.kind === "promise" && conversation.state === "bot") await handOver(tx, sweep, conversation);
  if (clock.kind === "promise" && (conversation.state === "human" || conversation.state === "human_idle")) {
    await apologiseForPerson(tx, sweep, conversation);
  }
  if (clock.kind !== "promise" && conversation.state === "queued") await apologise(tx, sweep, conversation);
}

/** After so many the customer knows; more would mock them. */
const MOST_APOLOGIES = 4;

/** Nobody came in time. The customer hears it from us, with a new time; each next wait is twice as long. */
async function apologise(tx: Transaction, { now, settings, speech }: Sweep, conversation: Conversation): Promise<void> {
  const [count] = await tx<{ missed: number }[]>`
    select count(*)::int as missed from clocks
    where conversation_id = ${conversation.id} and state = 'missed' and kind <> 'promise'
      and started_at >= ${conversation.ownerSince}`;
  const missed = count?.missed ?? 1;
  if (missed > MOST_APOLOGIES) return;
  const { conversation: ticketed, code } = await ensureTicket(tx, conversation, now);
  const dueAt = addWorkingMinutes(now, settings.firstReplyMinutes * 2 ** (missed - 1), settings);
  const usual = { name: "promise-missed", code, time: dueAt.toISOString() } as const;
  const notice = await unanswered(tx, ticketed, { usual, by: dueAt });
  await sayNotice(tx, ticketed, { notice, speaker: "notice" }, { now, settings, speech });
  await tx`update conversations set promised_at = ${dueAt} where id = ${ticketed.id}`;
  await startClock(tx, "next_response", { conversationId: ticketed.id, ticketId: ticketed.ticketId, dueAt, now });
}

async function handOver(tx: Transaction, { now, settings, speech }: Sweep, conversation: Conversation): Promise<void> {
  const ticketed = await ensureTicket(tx, conversation, now);
  const promisedAt = addWorkingMinutes(now, settings.firstReplyMinutes, settings);
  const usual = { name: "promise-missed", code: ticketed.code, time: promisedAt.toISOString() } as const;
  const notice = await unanswered(tx, ticketed.conversation, { usual, by: promisedAt });
  const event = { kind: "hand_off", reason: "promise_missed" } as const;
  const change = { event, actor: "system", notice, promisedAt };
  await mustChangeOwner(tx, ticketed.conversation, change, { now, settings, speech });
}
