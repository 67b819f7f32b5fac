import type { Situation } from "./decision.ts";
import type { Category, FactKind } from "./reading.ts";
import type { ReplyPlan } from "./reply.ts";
import { isHot } from "./rules.ts";

/** What the rule already knows of the reply. */
export interface ReplyIntent {
  readonly purpose: ReplyPlan["purpose"];
  readonly code: string | null;
  readonly nextStepBy: Date | null;
}

/** Completes an intent with what the situation says, so that words can be found for it. */
export function planReply(s: Situation, { purpose, code, nextStepBy }: ReplyIntent): ReplyPlan {
  return {
    language: s.language,
    purpose,
    category: matterOf(s),
    introduce: !s.introduced,
    heat: s.reading.heat,
    orderIds: orderIdsOf(s),
    code,
    ticketIsNew: code !== null,
    nextStepBy: nextStepBy?.toISOString() ?? null,
    ask: purpose === "complaint" ? nextQuestion(s) : null,
    offerPerson: s.owner.state === "bot" && (isHot(s) || s.failedAnswers >= 1),
  };
}

/** Order numbers of this turn, each once, as the customer wrote them. */
export function orderIdsOf(s: Situation): readonly string[] {
  return [...new Set(s.reading.facts.filter((fact) => fact.kind === "order_id").map((fact) => fact.value))];
}

/** What it is about. A bare addition to an open case, as an order number sent later, does not change the matter. */
function matterOf({ reading, ticket }: Situation): Category {
  return ticket && !reading.complaint ? ticket.category : reading.category;
}

/** The first missing fact that is neither known nor was just asked for. */
function nextQuestion(s: Situation): FactKind | null {
  const known = new Set([...s.knownFacts, ...s.reading.facts].map((fact) => fact.kind));
  return s.reading.missing.find((kind) => !known.has(kind) && kind !== s.lastAsked) ?? null;
}
