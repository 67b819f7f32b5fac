import { nextStepSentences } from "../../core/playbook.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import type { ComposeContext } from "./compose.ts";
import { formatTime } from "./format-time.ts";
import { keep, type Sentence } from "./layout.ts";
import type { Voice } from "./voice.ts";

/** One next step with its time, then the code, which ends its line so that it can be copied. */
export function nextStep(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  const step = stepOf(plan, context, say);
  return [
    ...keep(step),
    ...(plan.code === null ? [] : keep(say(plan.heat >= 2 ? "brief.code" : "code", { code: plan.code }))),
  ];
}

function stepOf(plan: ReplyPlan, context: ComposeContext, say: Voice): string | null {
  const owed = plan.purpose === "complaint" || (plan.purpose === "question" && !isAnswered(plan));
  if (plan.nextStepBy === null) {
    if (!owed) return null;
    return say(plan.purpose === "question" ? "question.next.untimed" : "next.untimed");
  }
  const time = formatTime(new Date(plan.nextStepBy), context.now, context.zone, plan.language);
  if (plan.purpose === "question") return say("question.next", { time });
  if (!plan.ticketIsNew && plan.standing !== "moving") return say(`next.${plan.standing}`, { time });
  // The organisation's own words for this kind of case first, as long as one is left that was not said.
  const playbook = context.playbooks?.[plan.category];
  const own = nextStepSentences(playbook, plan.language, plan.ticketIsNew ? "new" : "known");
  return say.anewOf(own, { time }) ?? say(plan.ticketIsNew ? "next.new" : "next", { time });
}

function isAnswered({ answer, lookups }: ReplyPlan): boolean {
  return answer !== null || lookups.length > 0;
}
