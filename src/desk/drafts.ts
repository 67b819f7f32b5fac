import type { OwnershipEvent, Transition } from "../core/ownership.ts";
import { outcomeOf, type Proposal } from "../core/proposal.ts";
import type { ReplyPlan, WrittenReply } from "../core/reply.ts";
import { json, type Transaction } from "../db/connect.ts";
import type { DraftState, drafts } from "../db/schema/replies.ts";

/** Rows of words that wait for a person. A review is pending exactly while its conversation's owner is `bot_review`. */

export type Draft = typeof drafts.$inferSelect;

/** A proposal with its words; empty ones where a person must find their own. */
export type WrittenProposal = Proposal & WrittenReply;

export async function pendingDraft(
  tx: Transaction,
  conversationId: number,
  kind: Draft["kind"],
): Promise<Draft | null> {
  const [row] = await tx<Draft[]>`
    select * from drafts where conversation_id = ${conversationId} and kind = ${kind} and state = 'pending'`;
  return row ?? null;
}

interface Held {
  readonly conversationId: number;
  readonly turnId: number;
  readonly epoch: number;
  readonly plan: ReplyPlan;
  readonly words: WrittenReply;
  readonly lane: "veto" | "approve";
  readonly reasons: readonly string[];
  readonly releaseAt: Date | null;
  readonly now: Date;
}

/** Keeps a reply of the bot until a person has looked at it. */
export async function holdDraft(tx: Transaction, { words, plan, ...held }: Held): Promise<void> {
  await tx`
    insert into drafts (conversation_id, turn_id, kind, lane, text, supports, plan, reasons, epoch, release_at, created_at)
    values (${held.conversationId}, ${held.turnId}, 'review', ${held.lane}, ${words.text},
      ${json(words.supports)}::jsonb, ${json(plan)}::jsonb, ${json(held.reasons)}::jsonb, ${held.epoch},
      ${held.releaseAt}, ${held.now})`;
}

/** Puts a proposal before the agent who answers; an older one that nobody used goes. */
export async function writeProposal(
  tx: Transaction,
  { id, epoch }: { readonly id: number; readonly epoch: number },
  { plan, text, supports, summary, nextAction }: WrittenProposal,
  { now, turnId }: { readonly now: Date; readonly turnId: number | null },
): Promise<void> {
  await settlePending(tx, id, "proposal", { state: "withdrawn", decidedBy: "system", now });
  await tx`
    insert into drafts (conversation_id, turn_id, kind, text, supports, plan, summary, next_action, epoch, created_at)
    values (${id}, ${turnId}, 'proposal', ${text}, ${json(supports)}::jsonb, ${json(plan)}::jsonb, ${summary},
      ${nextAction}, ${epoch}, ${now})`;
}

interface Settling {
  readonly state: Exclude<DraftState, "pending">;
  readonly decidedBy: string;
  readonly now: Date;
  /** What was sent in its place. */
  readonly finalText?: string | null;
  readonly messageId?: number | null;
}

/** Ends the pending draft of a kind, if there is one. */
export async function settlePending(
  tx: Transaction,
  conversationId: number,
  kind: Draft["kind"],
  { state, decidedBy, now, finalText = null, messageId = null }: Settling,
): Promise<boolean> {
  const rows = await tx`
    update drafts set state = ${state}, decided_by = ${decidedBy}, decided_at = ${now}, final_text = ${finalText},
      message_id = ${messageId}
    where conversation_id = ${conversationId} and kind = ${kind} and state = 'pending' returning 1`;
  return rows.length > 0;
}

/** What a held draft becomes when its conversation gets another owner without it having been sent. */
const UNSENT: Partial<Record<OwnershipEvent["kind"], "rejected" | "expired">> = {
  review_rejected: "rejected",
  review_timeout: "expired",
};

/** A change of owner ends what waited for the old one. */
export async function settleForOwner(
  tx: Transaction,
  conversationId: number,
  { from, to }: Pick<Transition, "from" | "to">,
  { event, actor, now }: { readonly event: OwnershipEvent; readonly actor: string; readonly now: Date },
): Promise<void> {
  const withdrawn = { state: "withdrawn", decidedBy: actor, now } as const;
  if (from === "bot_review") {
    const state = UNSENT[event.kind] ?? "withdrawn";
    await settlePending(tx, conversationId, "review", { state, decidedBy: actor, now });
  } else if (to === "bot") await settlePending(tx, conversationId, "proposal", withdrawn);
}

/** What an agent sent says what became of the proposal that stood before them. */
export async function judgeProposal(
  tx: Transaction,
  conversationId: number,
  { text, messageId, agentId, now }: { text: string; messageId: number; agentId: string; now: Date },
): Promise<void> {
  const draft = await pendingDraft(tx, conversationId, "proposal");
  if (!draft) return;
  const state = outcomeOf(draft.text, text);
  const sent = state === "rejected" ? {} : { finalText: text, messageId };
  await settlePending(tx, conversationId, "proposal", { state, decidedBy: agentId, now, ...sent });
}
