import { addWorkingMinutes, isOpen, nextOpening } from "../core/hours.ts";
import type { Notice } from "../core/reply.ts";
import { err, ok, type Result } from "../core/result.ts";
import { stillTrue } from "../core/review.ts";
import type { Settings } from "../core/settings.ts";
import type { Transaction } from "../db/connect.ts";
import { type Command, type CommandError, type CommandOutcome, type DeskDeps, run } from "./commands.ts";
import type { Conversation } from "./conversation.ts";
import { type Draft, pendingDraft, settlePending } from "./drafts.ts";
import { type Judge, judgePerson } from "./judged.ts";
import { mustChangeOwner } from "./ownership.ts";
import { keepTold } from "./promises.ts";
import { say } from "./say.ts";
import type { SpeechContext } from "./speech.ts";
import { recordReply } from "./supports.ts";
import { ensureTicket, recordTicketEvent } from "./tickets.ts";

/** What people do with a reply of the bot that waits for them, and what the clock does with it. */

/**
 * A person lets the held reply go out, as it stands or in other words of theirs: the bot says it, and is the owner again.
 * @param text  undefined: as it stands
 */
export async function approveDraft(
  deps: DeskDeps,
  command: Command & { readonly text?: string | undefined },
): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, async ({ tx, conversation, now, settings }) => {
    const draft = await pendingDraft(tx, conversation.id, "review");
    if (!draft) return err(NOTHING_WAITS);
    const { text = draft.text, agentId } = command;
    if (text === draft.text && !isStillTrue(draft, now, settings)) return err(OUTDATED);
    const release = { draft, text, actor: agentId };
    return ok(await releaseDraft(tx, conversation, release, { now, settings, speech: deps.speech, judge: deps.judge }));
  });
}

/**
 * A person does not want it sent. A held reply leaves the customer in the queue, or with the person who takes them; a
 * proposal is only put away.
 */
export async function rejectDraft(
  deps: DeskDeps,
  command: Command & { readonly take: boolean; readonly why: string },
): Promise<Result<CommandOutcome, CommandError>> {
  const { agentId, take, why } = command;
  return run(deps, command, async ({ tx, conversation, now, settings }) => {
    if (conversation.state !== "bot_review") {
      const put = { state: "rejected", decidedBy: agentId, now } as const;
      const away = await settlePending(tx, conversation.id, "proposal", put);
      return away ? ok({ conversation, messageId: null, ended: "proposal" }) : err(NOTHING_WAITS);
    }
    const { conversation: ticketed, code } = await ensureTicket(tx, conversation, now);
    if (ticketed.ticketId !== null && why !== "") {
      const data = { reason: why };
      await recordTicketEvent(tx, ticketed.ticketId, { kind: "draft_rejected", actor: agentId, data, now });
    }
    const event = { kind: "review_rejected", takenBy: take ? agentId : null } as const;
    const told = toQueue(ticketed, { code, reason: "review_rejected" }, now, settings);
    const change = { event, actor: agentId, ...(take ? { notice: null, promisedAt: null } : told) };
    const moved = await mustChangeOwner(tx, ticketed, change, { now, settings, speech: deps.speech });
    return ok({ conversation: moved, messageId: null });
  });
}

interface ReviewContext extends SpeechContext {
  readonly judge?: Judge | undefined;
}

/** Nobody looked, or its time has come: the veto lane's reply goes out, any other leaves the customer in the queue. */
export async function reviewIsOver(tx: Transaction, conversation: Conversation, context: ReviewContext): Promise<void> {
  const { now, settings } = context;
  const draft = await pendingDraft(tx, conversation.id, "review");
  const goesOut = draft?.releaseAt && draft.releaseAt <= now && isStillTrue(draft, now, settings);
  if (draft && goesOut) {
    await releaseDraft(tx, conversation, { draft, text: draft.text, actor: "system" }, context);
    return;
  }
  const { conversation: ticketed, code } = await ensureTicket(tx, conversation, now);
  const told = toQueue(ticketed, { code, reason: "review_timeout" }, now, settings);
  await mustChangeOwner(tx, ticketed, { event: { kind: "review_timeout" }, actor: "system", ...told }, context);
}

interface Release {
  readonly draft: Draft;
  readonly text: string;
  readonly actor: string;
}

async function releaseDraft(
  tx: Transaction,
  conversation: Conversation,
  { draft, text, actor }: Release,
  context: ReviewContext,
) {
  const { now, speech, judge } = context;
  const edited = text !== draft.text;
  // First the draft, which is then no longer there to be withdrawn; then the owner, whose new epoch the words carry.
  const state = edited ? "edited" : "sent";
  await settlePending(tx, conversation.id, "review", { state, decidedBy: actor, now, finalText: edited ? text : null });
  const change = { event: { kind: "review_approved" }, actor, notice: null, promisedAt: null } as const;
  // A review waits only where the bot's reply was held, and the lock has held since.
  const moved = await mustChangeOwner(tx, conversation, change, context);
  const buttons = edited || !draft.plan ? [] : speech.asking(draft.plan, conversation, context);
  const utterance = { author: "bot", kind: "text", speaker: "bot", text, buttons, turnId: draft.turnId } as const;
  const room = speech.room(conversation, context);
  const { messageId } = await say(tx, moved, utterance, { now, ...room });
  await tx`update drafts set message_id = ${messageId} where id = ${draft.id}`;
  const supports = draft.supports.filter(({ quote }) => !edited || text.includes(quote));
  // Judged as they are sent: an editor's words are others than those that were held.
  if (judge) await judgePerson(tx, judge, moved, { text, messageId, room, supports }, context);
  else await recordReply(tx, messageId, { supports }, now);
  // What the bot had planned to promise is on its clock since it was held; an editor's own promise is not yet.
  if (edited) await keepTold(tx, moved, { text, madeBy: actor, messageId }, context);
  return { conversation: moved, messageId };
}

/** A promised time moves no deadline: what the customer was told when the reply was held stands while it can be kept. */
function toQueue(
  { promisedAt: told }: Conversation,
  { code, reason }: { readonly code: string; readonly reason: string },
  now: Date,
  settings: Settings,
): { readonly notice: Notice; readonly promisedAt: Date } {
  const promisedAt = told && told > now ? told : addWorkingMinutes(now, settings.firstReplyMinutes, settings);
  const opens = isOpen(now, settings) ? null : nextOpening(now, settings);
  const notice: Notice = opens
    ? { name: "queued-closed", reason, code, opens: opens.toISOString(), orders: [] }
    : { name: "queued", reason, code, time: promisedAt.toISOString(), orders: [] };
  return { notice, promisedAt };
}

/** Do the draft's times still mean what they meant when it was written? */
export function isStillTrue({ plan, createdAt }: Pick<Draft, "plan" | "createdAt">, now: Date, { zone }: Settings) {
  const day = (at: Date) => at.toLocaleDateString("en-CA", { timeZone: zone });
  return stillTrue(plan, now, day(now) === day(createdAt));
}

const NOTHING_WAITS: CommandError = {
  code: "illegal_transition",
  message: "No draft waits here.",
  hint: "Somebody decided about it, or the customer wrote again: read the conversation anew.",
};

const OUTDATED: CommandError = {
  code: "conflict",
  message: "The times in this draft are no longer true.",
  hint: "Edit it, or reject it and answer yourself.",
};
