import type { Decision, Situation } from "../decision.ts";
import { planReply } from "../reply-plan.ts";
import { mood } from "./effects.ts";

/**
 * What is said to us and not of a matter is answered as it is asked: honestly, shortly, with no case and no promise. It
 * passes what answers a question of ours, and leaves what is owed from before to the reply that owes it.
 */
export function smallTalk(s: Situation): Decision | null {
  const { talk, yes, no } = s.answers;
  const answersUs = (s.helpAsked && (yes || no)) || s.denied !== null || s.reading.facts.length > 0;
  if (talk === null || s.held || answersUs) return null;
  return {
    kind: "answer",
    rule: "smalltalk",
    reasons: [],
    effects: [
      { kind: "reply", plan: planReply(s, { purpose: "smalltalk", code: null, nextStepBy: null }) },
      ...mood(s),
    ],
  };
}
