import type { ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import { articleText, foundSentences } from "./answer.ts";
import type { ComposeContext } from "./compose.ts";
import { formatExactTime, formatTime } from "./format-time.ts";
import { keep, layOut, type Sentence, spare } from "./layout.ts";
import { ordersPhrase, problemPhrase, topicPhrase, whichMatter } from "./naming.ts";
import { smallTalk } from "./small-talk.ts";
import { type Voice, voiceOf } from "./voice.ts";

/** Two text messages joined: 67 letters each where letters are wide, 153 where they are not. In UTF-16 units. */
export const BRIEF_CHARS: Readonly<Record<ReplyLanguage, number>> = { fa: 134, ar: 134, en: 306 };

/**
 * The same plan in few words, for where every message costs: who speaks, the matter with its time, the code, and a
 * question if there is room. Longer than {@link BRIEF_CHARS} only where names, order numbers or an article's paragraph are.
 */
export function composeBrief(plan: ReplyPlan, context: ComposeContext): string {
  const text = composeIn(plan, context);
  // The organisation's name for the matter may be long; the plain one is short.
  return text.length <= BRIEF_CHARS[plan.language] ? text : composeIn(plan, { ...context, matter: null, facts: [] });
}

function composeIn(plan: ReplyPlan, context: ComposeContext): string {
  const say = voiceOf(plan.language, context, "brief");
  const code = plan.code === null ? [] : keep(say("brief.code", { code: plan.code }));
  const felt = plan.heat > 0 && plan.purpose !== "boundary" ? spare(2, say.anew(`acknowledge.${plan.heat}`)) : [];
  const lines = [
    introductionOf(plan, context, say),
    [...felt, ...heart(plan, context, say), ...code],
    [...offer(plan, context, say), ...question(plan, say)],
  ];
  const article = keep(plan.answer && articleText(plan.answer));
  return layOut([...lines.slice(0, 1), article, ...lines.slice(1)], BRIEF_CHARS[plan.language]);
}

function introductionOf(
  { introduce, talk, languages }: ReplyPlan,
  { organisation }: ComposeContext,
  say: Voice,
): readonly Sentence[] {
  if (!introduce) return [];
  const name = organisation.trim();
  const spoken = languages ? spare(1, say("languages")) : [];
  if (talk?.kind === "bot") return spoken;
  return [
    ...keep(name ? say("brief.introduction", { organisation: name }) : say("brief.introduction.unnamed")),
    ...spoken,
  ];
}

function heart(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  const { language, purpose, boundary } = plan;
  const { now, zone } = context;
  const order = ordersPhrase(language, plan.orderIds, say);
  const noted = order ? keep(say("orders.noted", { order })) : [];
  const time = plan.nextStepBy && formatTime(new Date(plan.nextStepBy), now, zone, language);
  switch (purpose) {
    case "complaint": {
      const problem = problemPhrase(plan, say, context);
      const said = time ? say("brief.complaint", { problem, time }) : say("naming.known", { problem });
      return [...keep(said), ...found(plan, context, say)];
    }
    case "question": {
      if (plan.helped === false && time) return keep(say("brief.question.noted", { time }));
      if (plan.answer) return noted;
      const facts = foundSentences(plan, context, say);
      if (!time && facts.length > 0) return [...noted, ...facts];
      return [...keep(questionStep(plan, time, say)), ...noted, ...found(plan, context, say)];
    }
    case "praise":
      return [...keep(say("praise")), ...noted];
    case "smalltalk":
      return [...smallTalk(plan, context, say), ...noted];
    case "boundary":
      if (boundary?.until) {
        return keep(say("boundary.cool", { time: formatTime(new Date(boundary.until), now, zone, language) }));
      }
      if (boundary?.rung === "acknowledge") return [...keep(say("boundary.invite")), ...noted];
      return noted;
    case "unclear":
      return noted;
  }
}

function questionStep({ category }: ReplyPlan, time: string | null, say: Voice): string {
  if (time === null) return say("question.next.untimed");
  const topic = topicPhrase(category, say);
  return topic === null ? say("brief.question.noted", { time }) : say("brief.question", { topic, time });
}

/** Beside a promise what was found is welcome, where there is room. */
function found(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  return foundSentences(plan, context, say).flatMap(({ text }) => spare(3, text));
}

/** The introduction says how to reach a person. */
function offer(plan: ReplyPlan, { opensAt, now, zone }: ComposeContext, say: Voice): readonly Sentence[] {
  if (!plan.offerPerson || plan.introduce || plan.boundary?.until) return [];
  if (opensAt === null) return spare(1, say("offer"));
  return spare(1, say("offer.closed", { opens: formatExactTime(opensAt, now, zone, plan.language) }));
}

function question(plan: ReplyPlan, say: Voice): readonly Sentence[] {
  const which = whichMatter(plan, say);
  if (plan.ask !== null) return spare(1, say(`ask.${plan.ask}`));
  if (which !== null) return keep(which);
  if (plan.purpose === "unclear") return keep(say("unclear.ask"));
  if (plan.purpose === "boundary" && (plan.boundary?.rung ?? "ask") === "ask") return keep(say("boundary.ask"));
  return [];
}
