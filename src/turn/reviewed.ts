import { handOffBlindly } from "../core/fallback.ts";
import { wordsRead } from "../core/heard.ts";
import { type Proposal, propose } from "../core/proposal.ts";
import type { ReplyPlan, WrittenReply } from "../core/reply.ts";
import { laneOf, type ReviewPolicy, replyOf, underReview } from "../core/review.ts";
import type { WrittenProposal } from "../desk/drafts.ts";
import type { TurnFile } from "./load.ts";
import type { Verdict } from "./settle.ts";

export interface ReviewDeps {
  /** Words for a plan, given what was understood. */
  readonly reply: (plan: ReplyPlan, file: TurnFile, verdict: Verdict) => WrittenReply;
  /** Which replies wait for a person. */
  readonly review: ReviewPolicy;
  readonly onError: (error: unknown, conversationId: number) => void;
}

/**
 * Finds the words of a decision and asks the policy about them. What comes back sends its reply, or holds it for a
 * person, or has a proposal for the person who answers.
 */
export function reviewed(deps: ReviewDeps, file: TurnFile, verdict: Verdict): Verdict {
  const { id } = file.conversation;
  // A fault of ours in finding the words would come back with every try: a person gets the conversation instead.
  const blindly = () => ({ ...verdict, decision: handOffBlindly(verdict.situation) });
  const ruled = orElse(
    () => underPolicy(deps, file, verdict),
    blindly,
    (error) => deps.onError(error, id),
  );
  const proposal = orElse(
    () => proposalFor(deps, file, ruled),
    () => null,
    (error) => deps.onError(error, id),
  );
  return { ...ruled, proposal };
}

function orElse<T>(work: () => T, other: () => T, onError: (error: unknown) => void): T {
  try {
    return work();
  } catch (error) {
    onError(error);
    return other();
  }
}

function underPolicy(deps: ReviewDeps, file: TurnFile, verdict: Verdict): Verdict {
  const { situation, decision } = verdict;
  const plan = replyOf(decision);
  if (plan === null) return verdict;
  const words = deps.reply(plan, file, verdict);
  const said = wordsRead(file.said).join("\n");
  // Guards look at composed words too, and mend them; only a draft of a model that they refused tells of a risk.
  const draftRefused = verdict.understanding.draft !== null && (words.failures ?? []).length > 0;
  const ruling = laneOf(situation, { said, plan, words, vip: file.vip, draftRefused }, deps.review);
  const ruled = underReview(situation, decision, ruling);
  const held = ruled.effects.find((effect) => effect.kind === "hold");
  return { ...verdict, decision: ruled, words: held ? deps.reply(held.plan, file, verdict) : words };
}

function proposalFor(deps: ReviewDeps, file: TurnFile, verdict: Verdict): WrittenProposal | null {
  const proposal = propose(verdict.situation, verdict.decision);
  return proposal && worded(proposal, (plan) => deps.reply(plan, file, verdict));
}

const NO_WORDS: WrittenReply = { text: "", supports: [] };

/** A proposal with its words; without any where a person must find their own. */
export function worded(proposal: Proposal, write: (plan: ReplyPlan) => WrittenReply): WrittenProposal {
  return { ...proposal, ...(proposal.plan ? write(proposal.plan) : NO_WORDS) };
}
