import type { Situation } from "./decision.ts";
import type { HandOffReason } from "./ownership.ts";

/** One reason to put a person in charge. */
export interface EscalationRule {
  readonly id: string;
  readonly reason: HandOffReason;
  readonly when: (situation: Situation) => boolean;
}

const FAILED_ANSWERS = 3;
/** A machine on the other side: the same words again and again, or more turns in an hour than a person types. */
const LOOP_REPEATS = 12;
const LOOP_TURNS = 240;

/** Order is priority: safety first, then law, then the customer's own wish, then the quality of our service. */
export const ESCALATION: readonly EscalationRule[] = [
  { id: "crisis", reason: "crisis", when: (s) => s.reading.flags.crisis },
  { id: "risk-to-person", reason: "safety", when: (s) => s.reading.flags.safety },
  { id: "legal-threat", reason: "legal_threat", when: (s) => s.reading.flags.legalThreat },
  { id: "fraud-or-privacy", reason: "fraud_privacy", when: (s) => s.reading.flags.fraudPrivacy },
  { id: "asks-for-human", reason: "asked_for_human", when: (s) => s.reading.flags.humanRequest },
  { id: "accepts-a-person", reason: "asked_for_human", when: (s) => s.personOffered && s.answers.yes },
  { id: "second-hot-message", reason: "heat", when: (s) => isHot(s) && s.hotTurns >= 1 && s.reading.substance >= 1 },
  {
    id: "third-failed-answer",
    reason: "failed_answers",
    when: (s) => isUnclear(s) && s.failedAnswers + 1 >= FAILED_ANSWERS,
  },
];

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
    reading.category === "other"
  );
}

export function looksLikeALoop({ repeats, turnsThisHour }: Situation): boolean {
  return repeats >= LOOP_REPEATS || turnsThisHour >= LOOP_TURNS;
}
