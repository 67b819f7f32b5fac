import type { Decision, Effect } from "../core/decision.ts";
import type { ReplyPlan, WrittenReply } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import { makePromise, oweAgain } from "./clocks.ts";
import type { Conversation } from "./conversation.ts";
import { holdDraft } from "./drafts.ts";
import { sayNotice } from "./notice.ts";
import { mustChangeOwner } from "./ownership.ts";
import { say } from "./say.ts";
import type { SpeechContext } from "./speech.ts";
import { recordReply } from "./supports.ts";
import { ensureTicket, nameTicket, openTicket, raiseTicket, setTicketStatus } from "./tickets.ts";

export interface ActContext extends SpeechContext {
  /** At hand: looking it up would let later effects overtake a notice. */
  readonly spoken: readonly string[];
  readonly turnId: number;
  readonly decision: Decision;
  /** The mind's words for the plan of this decision. */
  readonly reply: (plan: ReplyPlan) => WrittenReply;
  /** The message the reply is shown under, where the channel can. */
  readonly answers: number | null;
}

/**
 * Carries out a decision, effect by effect and in order, in the caller's transaction and under the conversation's lock.
 * @returns the conversation as it is afterwards
 */
export async function act(tx: Transaction, conversation: Conversation, context: ActContext): Promise<Conversation> {
  let current = conversation;
  const written: Promise<unknown>[] = [];
  for (const effect of context.decision.effects) {
    const step = await carryOut(tx, current, effect, context);
    step.written?.catch(() => {}); // Until all are awaited together.
    written.push(Promise.resolve(step.written));
    current = step.conversation;
  }
  await Promise.all(written);
  return current;
}

/** The conversation after an effect, and what is still on its way to the database: nothing later waits for it. */
interface Step {
  readonly conversation: Conversation;
  readonly written?: Promise<unknown>;
}

async function carryOut(
  tx: Transaction,
  conversation: Conversation,
  effect: Effect,
  context: ActContext,
): Promise<Step> {
  const { now, turnId, speech } = context;
  switch (effect.kind) {
    case "open_ticket": {
      const language = conversation.language ?? "other";
      const ticketId = await openTicket(tx, conversation, { code: effect.code, draft: effect.draft, language, now });
      return { conversation: { ...conversation, ticketId } };
    }
    case "name_ticket": {
      const { ticketId } = conversation;
      return { conversation, ...(ticketId !== null && { written: nameTicket(tx, ticketId, effect.draft, now) }) };
    }
    case "raise_ticket": {
      const { ticketId } = conversation;
      return { conversation, ...(ticketId !== null && { written: raiseTicket(tx, ticketId, effect.priority, now) }) };
    }
    case "set_ticket_status": {
      if (conversation.ticketId === null) return { conversation };
      const { status, closedAs } = effect;
      if (status === "open") await oweAgain(tx, conversation.id);
      await setTicketStatus(tx, conversation.ticketId, {
        status,
        actor: "customer",
        now,
        ...(closedAs && { closedAs }),
      });
      return { conversation };
    }
    case "change_owner": {
      // A decision is made for the owner it looked at, and the lock and epoch have held since.
      const change = { ...effect, actor: "bot", turnId };
      return { conversation: await mustChangeOwner(tx, conversation, change, context) };
    }
    case "reply": {
      const { text, supports, checks } = context.reply(effect.plan);
      const buttons = speech.asking(effect.plan, conversation, context);
      const utterance = { author: "bot", kind: "text", speaker: "bot", text, buttons, turnId } as const;
      const room = speech.room(conversation, context);
      const said = say(tx, conversation, { ...utterance, replyToId: context.answers }, { now, ...room });
      const written = said.then(({ messageId }) => recordReply(tx, messageId, { supports, checks }, now));
      return { conversation: { ...conversation, introduced: true }, written };
    }
    case "hold": {
      const { conversation: ticketed, code } = await ensureTicket(tx, conversation, now);
      const { plan, lane, reasons, releaseAt, answerBy } = effect;
      const notice = { name: "held-for-review", code, time: answerBy.toISOString() } as const;
      const event = { kind: "hold_for_review", reason: effect.reason } as const;
      const change = { event, actor: "bot", notice, promisedAt: answerBy, turnId };
      const changed = await mustChangeOwner(tx, ticketed, change, context);
      const { id: conversationId, epoch } = changed;
      const words = context.reply(plan);
      const held = { conversationId, turnId, epoch, plan, words, lane, reasons, releaseAt, now };
      const written = holdDraft(tx, held);
      const current = { ...changed, introduced: true };
      // The veto lane's reply goes out by the same clock by which a review ends that nobody looked at.
      if (releaseAt === null) return { conversation: current, written };
      const clocked = update(tx, current, { ownerDueAt: releaseAt });
      return { conversation: clocked.conversation, written: Promise.all([written, clocked.written]) };
    }
    case "notify": {
      const told = { notice: effect.notice, speaker: "status", turnId } as const;
      return {
        conversation: { ...conversation, introduced: true },
        written: sayNotice(tx, conversation, told, context),
      };
    }
    case "promise": {
      const { id: conversationId, ticketId } = conversation;
      const start = { conversationId, ticketId, dueAt: effect.dueAt, now, messageId: null };
      return { conversation, written: makePromise(tx, "bot", start) };
    }
    case "count_wrong_codes": {
      const counted = tx`
        update identities set
          wrong_codes = case when wrong_codes_since > ${now}::timestamptz - interval '1 hour'
                             then wrong_codes else 0 end + ${effect.wrong}::int,
          wrong_codes_since = case when wrong_codes_since > ${now}::timestamptz - interval '1 hour'
                                   then wrong_codes_since else ${now} end
        where id = ${conversation.identityId}`;
      return { conversation, written: counted };
    }
    case "start_owner_clock":
      return update(tx, conversation, { ownerDueAt: conversation.ownerDueAt ?? effect.dueAt });
    case "remember_mood":
      return update(tx, conversation, { hotTurns: effect.hotTurns, failedAnswers: effect.failedAnswers });
    case "mute":
      return update(tx, conversation, { mutedUntil: effect.until });
    case "remember_closed_notice":
      return update(tx, conversation, { closedNoticeFor: effect.until });
  }
}

function update(tx: Transaction, conversation: Conversation, fields: Partial<Conversation>): Step {
  const written = tx`update conversations set ${tx(fields as Record<string, never>)} where id = ${conversation.id}`;
  return { conversation: { ...conversation, ...fields }, written };
}
