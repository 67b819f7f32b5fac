import type { Situation } from "./decision.ts";
import type { HandOffReason } from "./ownership.ts";
import { type Category, isMatter } from "./reading.ts";

/** One reason to put a person in charge. */
export interface EscalationRule {
  readonly id: string;
  readonly reason: HandOffReason;
  readonly when: (situation: Situation) => boolean;
}

const FAILED_ANSWERS = 3;
/** Below it a category is a guess: the customer is asked which of two matters it is. */
const SURE = 0.5;
/** A machine on the other side: the same words again and again, or more turns in an hour than a person types. */
const LOOP_REPEATS = 12;
const LOOP_TURNS = 240;

/** Order is priority: safety first, then law, then the customer's own wishes, then the quality of our service. */
export const ESCALATION: readonly EscalationRule[] = [
  { id: "crisis", reason: "crisis", when: (s) => s.reading.flags.crisis },
  { id: "risk-to-person", reason: "safety", when: (s) => s.reading.flags.safety },
  { id: "legal-threat", reason: "legal_threat", when: (s) => s.reading.flags.legalThreat },
  { id: "fraud-or-privacy", reason: "fraud_privacy", when: (s) => s.reading.flags.fraudPrivacy },
  // What is done cannot be undone: somebody must know before that.
  {
    id: "withdraws-cancellation",
    reason: "cancellation_withdrawn",
    when: ({ answers }) => answers.withdrawn === "cancellation",
  },
  { id: "withdraws-return", reason: "return_withdrawn", when: ({ answers }) => answers.withdrawn === "return" },
  { id: "asks-for-human", reason: "asked_for_human", when: wantsPerson },
  { id: "accepts-a-person", reason: "asked_for_human", when: (s) => s.personOffered && s.answers.yes },
  { id: "second-hot-message", reason: "heat", when: (s) => isHot(s) && s.hotTurns >= 1 && s.reading.substance >= 1 },
  {
    id: "second-abstention",
    reason: "abstained",
    when: (s) => isUnsure(s) && s.asked.includes(WHICH_MATTER),
  },
  {
    id: "third-failed-answer",
    reason: "failed_answers",
    when: (s) => isUnclear(s) && s.failedAnswers + 1 >= FAILED_ANSWERS,
  },
];

/** "Am I talking to a human?" asks who speaks here; it wants nobody else yet. */
export function wantsPerson({ reading, answers }: Situation): boolean {
  return reading.flags.humanRequest && answers.talk !== "bot";
}

/** What a reply asks that cannot tell the matter. */
export const WHICH_MATTER = "which matter";

/** The two matters it may be about, the likelier first; empty where that can be told, or no two can be named. */
export function likelyMatters(s: Situation): readonly Category[] {
  const { reading } = s;
  // A voice note nobody could hear says nothing yet: a colleague listens, and nobody has given up on it.
  if (s.onlyAttachments || reading.complaint || reading.confidence >= SURE || addsToCase(s)) return [];
  const [first, second] = reading.candidates.filter(({ category }) => isMatter(category));
  // Where it is most likely neither, the question would be another guess.
  if (!first || !second || first.confidence + second.confidence < SURE) return [];
  return [first.category, second.category];
}

/** An order number or a duration by itself says nothing new, and belongs to the case that is open. */
function addsToCase({ ticket, reading }: Situation): boolean {
  return ticket !== null && reading.facts.length > 0;
}

/** A topic, or two, and no telling which: an answer would be a guess. */
export function isUnsure(s: Situation): boolean {
  return likelyMatters(s).length > 0;
}

export function isHot(situation: Situation): boolean {
  return situation.reading.heat >= 2;
}

export function isEmptyHeat(situation: Situation): boolean {
  return situation.reading.substance === 0 && (isHot(situation) || situation.reading.category === "abuse");
}

/** Nothing to act on, and no greeting either: an answer here would be a guess. */
export function isUnclear({ reading, answers }: Situation): boolean {
  return (
    reading.substance === 0 &&
    !reading.complaint &&
    !answers.smalltalk &&
    !answers.yes &&
    !answers.no &&
    !answers.news &&
    reading.facts.length === 0 &&
    (reading.category === "other" || answers.wordless)
  );
}

export function looksLikeALoop({ repeats, turnsThisHour }: Situation): boolean {
  return repeats >= LOOP_REPEATS || turnsThisHour >= LOOP_TURNS;
}
