import { KNOWN_VALUES, type LookupAnswer, type Passage } from "../../core/grounds.ts";
import { dayOf, dueDay, orderState } from "../../core/order-state.ts";
import type { ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import type { ComposeContext } from "./compose.ts";
import { formatDay } from "./format-time.ts";
import { keep, type Sentence, spare } from "./layout.ts";
import { ordersPhrase } from "./naming.ts";
import type { Voice } from "./voice.ts";

/** An article's own paragraph, all of it: lines that Markdown wraps are one, and those of a list stay apart. */
export function articleText({ text }: Pick<Passage, "text">): string {
  return text
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?(?!- |\p{Nd}+[.)] )/gu, " ")
    .trim();
}

const MOST_ANSWERS = 2;

/** What the organisation's systems say, sentence by sentence; the state of an order is the last to be left out. */
export function foundSentences(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  if (plan.purpose !== "complaint" && plan.purpose !== "question") return [];
  return plan.lookups.slice(0, MOST_ANSWERS).flatMap((found) => sentencesOf(found, plan.language, context, say));
}

function sentencesOf(
  found: LookupAnswer,
  language: ReplyLanguage,
  context: ComposeContext,
  say: Voice,
): readonly Sentence[] {
  const { subject, values, labels } = found;
  const order = subject === "" ? null : ordersPhrase(language, [subject], say);
  const state = order === null ? null : orderState(values.status);
  const { now, zone } = context;
  const day = (at: Date) => formatDay(at, now, zone, language);
  const sentences: Sentence[] = [];
  if (order !== null && state !== null) {
    const since = dayOf(values.since);
    const words = since ? say(`state.${state}.on`, { date: day(since) }) : say(`state.${state}`);
    sentences.push(...keep(say("lookup.state", { order, state: words })));
  }
  const due = order === null ? null : dueDay(found);
  if (due) {
    const late = due < now && day(due) !== day(now);
    sentences.push(...spare(1, say(late ? "lookup.overdue" : "lookup.due", { date: day(due) })));
  }
  const carrier = sayable(values.carrier);
  if (carrier) sentences.push(...spare(3, say("lookup.carrier", { carrier })));
  const tracking = sayable(values.tracking);
  if (tracking) sentences.push(...spare(2, say("lookup.tracking", { tracking: isolated(language, tracking) })));
  const said = new Set<string>(KNOWN_VALUES.filter((key) => key !== "status" || state !== null));
  const named = Object.entries(values)
    .filter(([key]) => !said.has(key))
    .flatMap(([key, value]) => {
      const label = labels?.[language]?.[key];
      const shown = sayable(value);
      return label && shown ? [language === "en" ? `${label} "${shown}"` : `${label} «${shown}»`] : [];
    });
  const details = named.slice(0, 4).join(language === "en" ? ", " : "، ");
  // Where nothing else is known, this is the answer.
  if (details) sentences.push({ text: say("lookup.other", { details }), spare: sentences.length === 0 ? 0 : 3 });
  return sentences;
}

/** One line of a system's value, or null: what asks, links or runs on is no value. */
function sayable(value: string | undefined): string | null {
  const words = (value ?? "").replace(/\s+/gu, " ").trim();
  return words !== "" && words.length <= 120 && !/[?؟{}<>]|:\/\//u.test(words) ? words : null;
}

/** Latin letters and digits keep their order inside right-to-left words. */
function isolated(language: ReplyLanguage, text: string): string {
  return language !== "en" && /[A-Za-z-]/u.test(text) ? `\u2066${text}\u2069` : text;
}
