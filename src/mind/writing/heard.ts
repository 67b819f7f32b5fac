import type { Fact, ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import type { ReplyRoom } from "../occasion.ts";
import { isolated, ordersPhrase } from "./naming.ts";
import { type Voice, type VoiceContext, voiceOf } from "./voice.ts";

/** A reply with what it owes to voice notes and pictures: who looks at what nobody heard, and the question about a fact. */
export function withHeard(text: string, plan: ReplyPlan, context: VoiceContext, { tooLong }: ReplyRoom): string {
  const { language, confirm, unheard } = plan;
  if (confirm === null && !unheard) return text;
  const say = voiceOf(language, context);
  const question = confirm === null ? [] : [questionAbout(confirm, language, say)];
  const whole = [text, ...(unheard ? [say("unheard")] : []), ...question].join("\n");
  // Where every message costs a courtesy is left out; a question is none.
  return tooLong?.(whole) ? [text, ...question].join("\n") : whole;
}

function questionAbout({ kind, value }: Fact, language: ReplyLanguage, say: Voice): string {
  const details = isolated(language, value);
  if (kind === "amount") return say("confirm.amount", { details });
  if (kind === "date") return say("confirm.date", { details });
  return say("confirm.order_id", { order: ordersPhrase(language, [value], say) ?? value });
}
