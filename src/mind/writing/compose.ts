import type { Playbooks } from "../../core/playbook.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import { articleText, foundSentences } from "./answer.ts";
import { composeBrief } from "./brief.ts";
import { formatExactTime, formatTime } from "./format-time.ts";
import { keep, layOut, type Sentence, spare } from "./layout.ts";
import {
  addressName,
  detailsPhrase,
  type MatterKnown,
  ordersPhrase,
  problemPhrase,
  topicPhrase,
  whichMatter,
} from "./naming.ts";
import { nextStep } from "./next-step.ts";
import { smallTalk } from "./small-talk.ts";
import { disclose, type Voice, type VoiceContext, voiceOf } from "./voice.ts";

/** Longest reply in a chat, in UTF-16 units. */
export const REPLY_CHARS = 500;

export interface ComposeContext extends VoiceContext, MatterKnown {
  /** A category's own sentences for its next step. */
  readonly playbooks?: Playbooks;
  readonly contactName: string | null;
  readonly now: Date;
  /** The desk's zone, in which times are named. */
  readonly zone: string;
  /** When the desk opens, where it is closed now; null while it is open. */
  readonly opensAt: Date | null;
  /** Every message costs, as by SMS: few words must do. */
  readonly brief?: boolean;
}

/**
 * Puts a plan into words without a model: opening, the matter, what happens next, and at most one question. Pure: the
 * same plan and context give the same text. Heat makes it shorter, and offers a person before anything else.
 * @returns up to {@link REPLY_CHARS} units; only what must stand whole can exceed that: order numbers, and the paragraph
 * of an article
 */
export function compose(plan: ReplyPlan, context: ComposeContext): string {
  if (context.brief) return composeBrief(plan, context);
  const text = composeIn(plan, context, voiceOf(plan.language, context));
  return text.length <= REPLY_CHARS ? text : composeIn(plan, context, voiceOf(plan.language, context, "brief"));
}

function composeIn(plan: ReplyPlan, context: ComposeContext, say: Voice): string {
  const opening = openingOf(plan, context, say);
  const felt = acknowledgement(plan, say);
  const offer = offerOf(plan, context, say);
  const matter = [...matterOf(plan, context, say), ...foundSentences(plan, context, say)];
  const next = nextStep(plan, context, say);
  const ask = questionOf(plan, say);
  const lines = isHot(plan)
    ? [opening, [...felt, ...offer], [...matter, ...next], ask]
    : [opening, [...felt, ...matter], next, [...offer, ...ask]];
  const article = keep(plan.answer && articleText(plan.answer));
  // Below the line that names where it stands, above what we wait for.
  return layOut([...lines.slice(0, 2), article, ...lines.slice(2)], REPLY_CHARS);
}

const isHot = ({ heat, purpose }: ReplyPlan): boolean => heat >= 2 && purpose !== "boundary";

/** Greeting and disclosure in the first message; later the name now and then, so that it stays a courtesy. */
function openingOf(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  const name = addressName(plan.language, context.contactName);
  if (plan.introduce) {
    // The offer says how to reach a person; saying it twice in one message would be noise.
    const disclosure = disclosureOf(plan, context, say);
    if (plan.heat >= 2) return disclosure;
    return [...spare(1, name ? say("greeting.named", { name }) : say("greeting")), ...disclosure];
  }
  const businesslike = plan.heat < 2 && (plan.purpose === "complaint" || plan.purpose === "question");
  const namedLately = name !== null && context.recentTexts.slice(-2).some((text) => text.includes(name));
  return name && businesslike && !namedLately ? spare(1, say.anew("addressing", { name })) : [];
}

function disclosureOf(plan: ReplyPlan, { organisation }: ComposeContext, say: Voice): readonly Sentence[] {
  const languages = plan.languages ? keep(say("languages")) : [];
  // Who asks whether a machine answers is told that next: once is enough.
  if (plan.talk?.kind === "bot") return languages;
  return [...keep(disclose(say, organisation, plan.offerPerson ? "coming" : "one-word-away")), ...languages];
}

/** What was felt is acknowledged once a reply, never twice in the same words. */
function acknowledgement(plan: ReplyPlan, say: Voice): readonly Sentence[] {
  // Who calmly asks for news has told us nothing to thank for: the next step speaks to their waiting.
  const asksAgain = !plan.ticketIsNew && plan.standing !== "moving";
  const felt = plan.heat > 0 || (plan.purpose === "complaint" && !asksAgain);
  if (!felt || plan.purpose === "boundary" || plan.purpose === "praise" || plan.purpose === "smalltalk") return [];
  return keep(say.anew(`acknowledge.${plan.heat}`));
}

/** Names the matter. */
function matterOf(plan: ReplyPlan, context: ComposeContext, say: Voice): readonly Sentence[] {
  const order = ordersPhrase(plan.language, plan.orderIds, say);
  const noted = order ? keep(say("orders.noted", { order })) : [];
  const unfound = plan.orderIds.every((id) => plan.lookups.some(({ subject }) => subject === id)) ? [] : noted;
  const details = plan.heat >= 2 ? null : detailsPhrase(plan.language, context.facts ?? []);
  const told = details ? spare(3, say.anew("details", { details })) : [];
  switch (plan.purpose) {
    case "complaint": {
      const problem = problemPhrase(plan, say, context);
      const naming = keep(say(plan.ticketIsNew ? "naming.new" : "naming.known", { problem }));
      return [...naming, ...told, ...(plan.ticketIsNew && plan.heat < 2 ? spare(2, say.anew("own")) : [])];
    }
    case "question": {
      if (plan.helped === false) return [...keep(say("answer.missed")), ...noted];
      if (plan.answer) return [...unfound, ...keep(say("answer.frame", { title: plan.answer.title }))];
      // What was looked up names the order itself.
      if (plan.lookups.length > 0 && plan.nextStepBy === null) return unfound;
      return [...keep(questionNaming(plan, order, say)), ...told];
    }
    case "praise":
      return [...keep(say("praise")), ...noted];
    case "smalltalk":
      if (plan.helped) return [...keep(say("answer.helped")), ...noted];
      return [...smallTalk(plan, context, say), ...noted];
    case "boundary":
      return [...boundaryOf(plan, context, say), ...noted];
    case "unclear":
      return [...noted, ...spare(2, say.anew("unclear"))];
  }
}

/** That a question was read, and what it is about where that has a name. */
function questionNaming({ category }: ReplyPlan, order: string | null, say: Voice): string {
  const topic = topicPhrase(category, say);
  if (topic === null) return order ? say("question.noted.order", { order }) : say("question.noted");
  return order ? say("question.naming.order", { topic, order }) : say("question.naming", { topic });
}

/** Acknowledge and invite; then one thing to begin with; then a pause whose end is said. */
function boundaryOf({ boundary, language }: ReplyPlan, { now, zone }: ComposeContext, say: Voice): readonly Sentence[] {
  if (boundary?.until) {
    return keep(say("boundary.cool", { time: formatTime(new Date(boundary.until), now, zone, language) }));
  }
  if (boundary?.rung === "acknowledge") return [...keep(say("boundary.acknowledge")), ...keep(say("boundary.invite"))];
  return spare(1, say("boundary.limit"));
}

/** How to reach a person, with the hour from which one is there. The words of a cool-down say it themselves. */
function offerOf(plan: ReplyPlan, { opensAt, now, zone }: ComposeContext, say: Voice): readonly Sentence[] {
  if (!plan.offerPerson || plan.boundary?.until) return [];
  if (opensAt === null) return keep(say("offer"));
  return keep(say("offer.closed", { opens: formatExactTime(opensAt, now, zone, plan.language) }));
}

/** The question comes last: it is what we wait for. */
function questionOf(plan: ReplyPlan, say: Voice): readonly Sentence[] {
  const which = whichMatter(plan, say);
  if (plan.ask !== null) return keep(say(`ask.${plan.ask}`));
  if (which !== null) return keep(which);
  if (plan.purpose === "unclear") return keep(say("unclear.ask"));
  if (plan.purpose === "boundary" && (plan.boundary?.rung ?? "ask") === "ask") return keep(say("boundary.ask"));
  if (plan.answer) return keep(say("answer.check"));
  return [];
}
