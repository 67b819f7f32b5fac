import type { Decision, Effect, Situation } from "./decision.ts";
import { boundary, onlyAttachments, reply } from "./decisions/answer.ts";
import { none, raising } from "./decisions/effects.ts";
import { escalation, queueOwns } from "./decisions/hand-off.ts";
import { lettingGo } from "./decisions/letting-go.ts";
import { answerToResolved, settledByCustomer } from "./decisions/resolved.ts";
import { loopGuard, muted, personOwns } from "./decisions/silence.ts";
import { smallTalk } from "./decisions/small-talk.ts";
import { ownCase, trackingCode } from "./decisions/status.ts";

/** A rule looks at the situation and either decides or passes. */
type Rule = (situation: Situation) => Decision | null;

/** Order is priority. The last rule always decides. */
const RULES: readonly Rule[] = [
  trackingCode,
  answerToResolved,
  personOwns,
  settledByCustomer,
  escalation,
  loopGuard,
  muted,
  ownCase,
  queueOwns,
  lettingGo,
  smallTalk,
  boundary,
  onlyAttachments,
  reply,
];

/** What to do about everything the customer said in a turn. Pure: the same situation always gives the same decision. */
export function decide(situation: Situation): Decision {
  for (const rule of RULES) {
    const decision = rule(situation);
    if (decision) return raised(situation, withdrawReview(situation, decision));
  }
  return none("nothing-to-do", []);
}

/** Whatever is decided, and whoever speaks: the queue goes by the case, and the case by the worst that was said in it. */
function raised(s: Situation, decision: Decision): Decision {
  return { ...decision, effects: [...raising(s), ...decision.effects] };
}

/**
 * While a draft waits for review the customer's new message withdraws it, and the decision starts from the bot. What
 * gets no answer of its own leaves it where it is: a code sent meanwhile must not cost the answer that was promised.
 */
function withdrawReview(s: Situation, decision: Decision): Decision {
  if (s.owner.state !== "bot_review" || decision.kind === "status" || decision.kind === "none") return decision;
  const back: Effect = { kind: "change_owner", event: { kind: "customer_wrote" }, notice: null, promisedAt: null };
  return { ...decision, effects: [back, ...decision.effects] };
}
