import type { ReplyPlan } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import { recordOpenQuestion } from "../knowledge/gaps.ts";
import type { Verdict } from "./settle.ts";

/** Keeps a question that found no answer, without personal data, for whoever writes the articles. */
export async function rememberGap(
  tx: Transaction,
  verdict: Pick<Verdict, "situation" | "understanding" | "decision">,
  { conversationId, turnId, now }: { readonly conversationId: number; readonly turnId: number; readonly now: Date },
): Promise<void> {
  const plan = verdict.decision.effects.find((effect) => effect.kind === "reply")?.plan;
  if (!plan || plan.answer || plan.lookups.length > 0 || !asksOfUs(plan, verdict)) return;
  const { redacted: text } = verdict.understanding.reading;
  await recordOpenQuestion(tx, { conversationId, turnId, language: plan.language, text }, now);
}

/** What is said while a case is open is about that case ("is it 45687 you have now?"): no article could answer it. */
function asksOfUs(
  { purpose, helped }: ReplyPlan,
  { situation: { ticket, answers, reading } }: Pick<Verdict, "situation">,
): boolean {
  if (ticket !== null || helped === false) return false;
  // "I got it on Monday" asks nothing.
  if (purpose === "question") return answers.asks || reading.facts.length === 0;
  // What nobody could make out may still have been asked.
  return purpose === "unclear" && /[?؟]/u.test(reading.redacted);
}
