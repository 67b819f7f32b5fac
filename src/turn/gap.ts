import type { Transaction } from "../db/connect.ts";
import { recordOpenQuestion } from "../knowledge/gaps.ts";
import type { Verdict } from "./settle.ts";

/** Keeps a question that found no answer, without personal data, for whoever writes the articles. */
export async function rememberGap(
  tx: Transaction,
  { understanding, decision }: Pick<Verdict, "understanding" | "decision">,
  { conversationId, turnId, now }: { readonly conversationId: number; readonly turnId: number; readonly now: Date },
): Promise<void> {
  const plan = decision.effects.find((effect) => effect.kind === "reply")?.plan;
  const { redacted: text } = understanding.reading;
  // What nobody could make out may still have been asked.
  const asks = plan?.purpose === "question" || (plan?.purpose === "unclear" && /[?؟]/u.test(text));
  if (!plan || !asks || plan.answer || plan.lookups.length > 0) return;
  await recordOpenQuestion(tx, { conversationId, turnId, language: plan.language, text }, now);
}
