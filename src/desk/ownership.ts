import { addWorkingMinutes, isOpen } from "../core/hours.ts";
import {
  type IllegalTransition,
  LEASE_MINUTES,
  type OwnershipEvent,
  type Transition,
  transition,
} from "../core/ownership.ts";
import type { Notice } from "../core/reply.ts";
import { ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { json, type Transaction } from "../db/connect.ts";
import { meetHumanClocks, pauseHumanClocks, promiseHumanClocks, startClock, stopClocks } from "./clocks.ts";
import type { Conversation } from "./conversation.ts";
import { settleForOwner } from "./drafts.ts";
import { sayNotice } from "./notice.ts";
import type { SpeechContext } from "./speech.ts";

export interface OwnerChange {
  readonly event: OwnershipEvent;
  readonly actor: string;
  /** What the customer is told; null where there is nothing new to tell. */
  readonly notice: Notice | null;
  readonly promisedAt: Date | null;
  readonly turnId?: number | null;
}

/**
 * Moves the conversation to its next owner: state, epoch, clocks, the customer's notice and the record of it all, in the
 * caller's transaction and under its lock.
 * @returns the conversation as it is now; the same object where nothing changed; or the illegal move
 */
export async function changeOwner(
  tx: Transaction,
  conversation: Conversation,
  change: OwnerChange,
  context: SpeechContext,
): Promise<Result<Conversation, IllegalTransition>> {
  const owner = { state: conversation.state, agentId: conversation.ownerAgentId, botHelps: conversation.botHelps };
  const moved = transition(owner, change.event, isOpen(context.now, context.settings));
  if (!moved.ok) return moved;
  if (moved.value === null) return ok(conversation);
  const next = moved.value;
  const changed = await writeOwner(tx, conversation, next, change, context);
  if (next.lastWordsGoOut) await carryOver(tx, changed);
  await settleForOwner(tx, changed.id, next, { event: change.event, actor: change.actor, now: context.now });
  await applyClocks(tx, changed, next, change.promisedAt, context.now);
  if (next.closesEpisode) await stopClocks(tx, changed.id, context.now);
  const notice = "notice" in next.telling ? change.notice : null;
  const { turnId = null } = change;
  const told = notice ? await sayNotice(tx, changed, { notice, speaker: "notice", turnId }, context) : null;
  const silence = "silent" in next.telling ? next.telling.silent : "the customer already knows";
  await tx`
    insert into transitions (conversation_id, from_state, to_state, actor, reason, epoch, clock_changes,
      notice_message_id, no_notice, at)
    values (${changed.id}, ${next.from}, ${next.to}, ${change.actor}, ${next.reason}, ${changed.epoch},
      ${json(next.clock === "none" ? [] : [next.clock])}::jsonb, ${told?.messageId ?? null}, ${told === null ? silence : null},
      ${context.now})`;
  return ok(changed);
}

/**
 * The same where the move cannot be refused: the caller looked at the owner under its lock.
 * @throws where it is refused all the same: that is a fault of ours, and nothing of it may stay
 */
export async function mustChangeOwner(
  tx: Transaction,
  conversation: Conversation,
  change: OwnerChange,
  context: SpeechContext,
): Promise<Conversation> {
  const moved = await changeOwner(tx, conversation, change, context);
  if (!moved.ok) throw new Error(`Illegal move: ${moved.error.event} while ${moved.error.from}.`);
  return moved.value;
}

async function writeOwner(
  tx: Transaction,
  conversation: Conversation,
  next: Transition,
  { event, promisedAt }: OwnerChange,
  { now, settings }: SpeechContext,
): Promise<Conversation> {
  const fields = {
    state: next.to,
    epoch: conversation.epoch + 1,
    ownerAgentId: next.agentId,
    ownerReason: next.reason,
    ownerSince: now,
    botHelps: next.botHelps,
    promisedAt: awaited(next, event) ? promisedAt : null,
    ownerDueAt: leaseEnds(next, event, now, settings),
    lastAgentId: next.agentId ?? conversation.lastAgentId,
    ...(next.closesEpisode && { episode: conversation.episode + 1, ticketId: null, heat: 0 }),
    ...((next.closesEpisode || next.to === "bot") && { hotTurns: 0, failedAnswers: 0 }),
  };
  const [row] = await tx<Conversation[]>`
    update conversations set ${tx(fields)} where id = ${conversation.id} returning *`;
  if (!row) throw new Error(`Conversation ${conversation.id} disappeared inside its own transaction.`);
  return row;
}

/** Somebody waits for a person's word, and was told by when it comes. */
function awaited({ to }: Transition, event: OwnershipEvent): boolean {
  return to === "queued" || to === "bot_review" || event.kind === "reopened";
}

/** The bot's answers that are still unsent were written before the move and stay valid under its epoch. */
async function carryOver(tx: Transaction, { id, epoch }: Conversation): Promise<void> {
  await tx`
    update outbox set epoch = ${epoch}
    where conversation_id = ${id} and state in ('pending', 'sending') and speaker = 'bot' and epoch = ${epoch - 1}`;
}

/** Until when the owner may leave it untouched; null: no lease runs. An agent who has just spoken owes nothing. */
function leaseEnds(next: Transition, event: OwnershipEvent, now: Date, settings: Settings): Date | null {
  const leased = next.to === "human" || next.to === "human_idle" || next.to === "bot_review";
  const spoke = event.kind === "agent_message" || event.kind === "phone_echo";
  return leased && !spoke ? addWorkingMinutes(now, LEASE_MINUTES, settings) : null;
}

async function applyClocks(
  tx: Transaction,
  { id, ticketId }: Conversation,
  { clock }: Transition,
  dueAt: Date | null,
  now: Date,
): Promise<void> {
  switch (clock) {
    case "start first_response":
    case "start next_response": {
      const kind = clock === "start first_response" ? "first_response" : "next_response";
      if (dueAt) await startClock(tx, kind, { conversationId: id, ticketId, dueAt, now });
      return;
    }
    case "meet human clocks":
      return meetHumanClocks(tx, id, now);
    case "promise human clocks":
      return promiseHumanClocks(tx, id, now);
    case "stop human clocks":
      return pauseHumanClocks(tx, id, now);
    case "none":
      return;
  }
}
