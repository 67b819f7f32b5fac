import type { Decision, Situation } from "./decision.ts";
import { reply } from "./decisions/answer.ts";
import { fold } from "./fold.ts";
import { FACT_KINDS, type FactKind, GRAVE_FLAGS, type GraveFlag, graveIn } from "./reading.ts";
import type { ReplyPlan } from "./reply.ts";
import { replyOf } from "./review.ts";

/** What the agent who answers is offered for a turn: never sent by itself. */
export interface Proposal {
  /** Null where composed words would do harm: a person finds their own. */
  readonly plan: ReplyPlan | null;
  readonly summary: string;
  readonly nextAction: NextAction;
}

const PLAIN_ACTIONS = [
  "close",
  "stop-what-was-asked",
  "reopen",
  "look-at-files",
  "tell-what-was-found",
  "answer-from-article",
  "keep-promise",
  "thank",
  "find-out",
  "answer",
  "look-into",
] as const;
/** What a person may do next; the console has a sentence for each. */
export type NextAction = (typeof PLAIN_ACTIONS)[number] | `grave.${GraveFlag}` | `ask.${FactKind}`;
export const NEXT_ACTIONS: readonly NextAction[] = [
  ...PLAIN_ACTIONS,
  ...GRAVE_FLAGS.map((flag) => `grave.${flag}` as const),
  ...FACT_KINDS.map((kind) => `ask.${kind}` as const),
];

const SUMMARY_CHARS = 400;

/**
 * The proposal for a turn that people answer: one in which the bot says nothing of its own while somebody else owns the
 * conversation, or with which it hands over.
 * @returns null where the bot answers by itself, or nothing waits for an answer
 */
export function propose(s: Situation, decision: Decision): Proposal | null {
  const { state } = s.owner;
  const withPeople = state === "human" || state === "human_idle" || state === "queued";
  const handsOver = decision.kind === "hand_off" && decision.rule !== "decision-failed";
  const silent = decision.rule === "loop-guard" || decision.rule === "muted" || decision.kind === "status";
  if (silent || !(withPeople || handsOver) || replyOf(decision) !== null) return null;
  return proposeFor(s);
}

/** The proposal for what was last said, whatever was decided about it. */
export function proposeFor(given: Situation): Proposal {
  const s = aboutTheCase(given);
  const grave = gravest(s);
  // Somebody's life, or the law: a composed answer would be an insult, or evidence. Words about the case would go on with
  // what has just been taken back.
  const plan = grave || s.answers.withdrawn || s.onlyAttachments ? null : replyOf(reply(s));
  const known = s.knownFacts.filter(({ kind }) => kind === "order_id").map(({ value }) => value);
  return {
    // An agent introduces nobody but themselves, gives no new code and offers no other person.
    plan: plan && {
      ...plan,
      introduce: false,
      code: null,
      ticketIsNew: false,
      offerPerson: false,
      orderIds: plan.purpose === "complaint" ? [...new Set([...known, ...plan.orderIds])] : plan.orderIds,
    },
    summary: summaryOf(s, grave),
    nextAction: grave ? `grave.${grave.flag}` : nextAction(s, plan),
  };
}

/** Who only asks for a person wants their case taken up by that person. */
function aboutTheCase(s: Situation): Situation {
  const { reading, ticket } = s;
  if (!ticket || reading.complaint || !reading.flags.humanRequest) return s;
  return { ...s, reading: { ...reading, complaint: true, category: ticket.category } };
}

/** The worst of the episode: a last "ok, bye" ends no danger. */
function gravest({ reading, graveBefore }: Situation): Situation["graveBefore"] {
  const flag = graveIn(reading.flags);
  if (flag === null) return graveBefore;
  const worse = graveBefore !== null && GRAVE_FLAGS.indexOf(graveBefore.flag) < GRAVE_FLAGS.indexOf(flag);
  return worse ? graveBefore : { flag, summary: reading.summary };
}

/** What is grave in it, what the case was opened for, and what was said last where that is another thing. */
function summaryOf({ ticket, reading }: Situation, grave: Situation["graveBefore"]): string {
  const parts = [grave?.summary ?? "", ticket?.summary ?? "", reading.summary].filter((part) => part !== "");
  return [...new Set(parts)].join("\n").slice(0, SUMMARY_CHARS).toWellFormed();
}

function nextAction(s: Situation, plan: ReplyPlan | null): NextAction {
  if (s.answers.withdrawn) return "stop-what-was-asked";
  if (s.ticket?.status === "resolved") return s.answers.yes ? "close" : "reopen";
  if (s.onlyAttachments) return "look-at-files";
  if (plan?.lookups.length) return "tell-what-was-found";
  if (plan?.answer) return "answer-from-article";
  if (plan?.ask) return `ask.${plan.ask}`;
  if (s.nextWordBy !== null && s.reading.complaint) return "keep-promise";
  if (plan?.purpose === "smalltalk" || plan?.purpose === "praise") return "thank";
  if (plan?.purpose === "unclear") return "find-out";
  return plan?.purpose === "question" ? "answer" : "look-into";
}

/** What became of a proposal, by the words the agent really sent. */
export type ProposalOutcome = "sent" | "edited" | "rejected";

/** So much of the words in common, and the sent text grew out of the proposed one. */
const KIN = 0.5;

/** Compares words, not letters: other spacing or digits are no edit. */
export function outcomeOf(proposed: string, sent: string): ProposalOutcome {
  const [a, b] = [fold(proposed).trim(), fold(sent).trim()];
  if (a === b) return "sent";
  const [words, others] = [pairs(a), pairs(b)];
  const shared = [...words].filter((word) => others.has(word)).length;
  return (2 * shared) / (words.size + others.size) >= KIN ? "edited" : "rejected";
}

/** Each word, and each two that follow one another: the same words in another order are another text. */
function pairs(folded: string): ReadonlySet<string> {
  const words = folded.split(" ").filter((word) => word !== "");
  return new Set([...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)]);
}
