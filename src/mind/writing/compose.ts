import type { Fact } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import { formatExactTime, formatTime } from "./format-time.ts";
import { addressName, detailsPhrase, ordersPhrase, problemPhrase } from "./naming.ts";
import { disclose, type Voice, type VoiceContext, voiceOf } from "./voice.ts";

/** Longest reply in a chat, in UTF-16 units. */
export const REPLY_CHARS = 500;

export interface ComposeContext extends VoiceContext {
  readonly contactName: string | null;
  /** What the customer told us in this turn; said back so that they see it was understood. */
  readonly facts?: readonly Fact[];
  readonly now: Date;
  /** The desk's zone, in which times are named. */
  readonly zone: string;
  /** When the desk opens, where it is closed now; null while it is open. */
  readonly opensAt: Date | null;
}

/** A sentence of the reply. `spare`: left out when the reply would be too long, the highest first; 0 always stays. */
interface Sentence {
  readonly text: string;
  readonly spare: 0 | 1 | 2 | 3;
}

const keep = (text: string): Sentence => ({ text, spare: 0 });
const spare = (rank: 1 | 2 | 3, text: string): Sentence => ({ text, spare: rank });

/**
 * Puts a plan into words without a model: opening, the matter, what happens next, and at most one question.
 * Pure: the same plan and context give the same text.
 * @returns up to {@link REPLY_CHARS} units; only more order numbers than fit can exceed that, since each must be named
 */
export function compose(plan: ReplyPlan, context: ComposeContext): string {
  const text = composeIn(plan, context, voiceOf(plan.language, context));
  return text.length <= REPLY_CHARS ? text : composeIn(plan, context, voiceOf(plan.language, context, "brief"));
}

function composeIn(plan: ReplyPlan, context: ComposeContext, say: Voice): string {
  const lines = [
    opening(plan, context, say),
    matter(plan, context, say),
    nextStep(plan, context, say),
    closing(plan, context, say),
  ];
  let text = layOut(lines, Number.POSITIVE_INFINITY);
  for (const limit of [3, 2, 1]) {
    if (text.length <= REPLY_CHARS) break;
    text = layOut(lines, limit);
  }
  return text;
}

function layOut(lines: readonly (readonly Sentence[])[], below: number): string {
  return lines
    .map((line) => line.filter(({ spare }) => spare < below).map(({ text }) => text))
    .filter((line) => line.length > 0)
    .map((line) => line.join(" "))
    .join("\n");
}

/** Greeting and disclosure in the first message; later the name now and then, so that it stays a courtesy. */
function opening(plan: ReplyPlan, context: ComposeContext, say: Voice): Sentence[] {
  const name = addressName(plan.language, context.contactName);
  if (plan.introduce) {
    // The offer says how to reach a person; saying it twice in one message would be noise.
    const disclosure = disclose(say, context.organisation, plan.offerPerson ? "coming" : "one-word-away");
    return [spare(1, name ? say("greeting.named", { name }) : say("greeting")), keep(disclosure)];
  }
  const businesslike = plan.purpose === "complaint" || plan.purpose === "question";
  const namedLately = name !== null && context.recentTexts.slice(-2).some((text) => text.includes(name));
  return name && businesslike && !namedLately ? [spare(1, say("addressing", { name }))] : [];
}

/** Acknowledges once, and names the matter. */
function matter(plan: ReplyPlan, context: ComposeContext, say: Voice): Sentence[] {
  const order = ordersPhrase(plan.language, plan.orderIds, say);
  const noted = order ? [keep(say("orders.noted", { order }))] : [];
  const heard = plan.heat > 0 ? [keep(say(`acknowledge.${plan.heat}`))] : [];
  const details = detailsPhrase(plan.language, context.facts ?? []);
  const told = details ? [spare(3, say("details", { details }))] : [];
  switch (plan.purpose) {
    case "complaint": {
      const problem = problemPhrase(plan, say);
      return [
        keep(say(`acknowledge.${plan.heat}`)),
        keep(say(plan.ticketIsNew ? "naming.new" : "naming.known", { problem })),
        ...told,
        spare(2, say("own")),
      ];
    }
    case "question": {
      const topic = say(`topic.${plan.category}`);
      return [
        ...heard,
        keep(order ? say("question.naming.order", { topic, order }) : say("question.naming", { topic })),
        ...told,
      ];
    }
    case "praise":
      return [keep(say("praise")), ...noted];
    case "smalltalk":
      return [keep(say(plan.introduce ? "smalltalk.first" : "smalltalk.later")), ...noted];
    case "boundary":
      return [keep(say("boundary.acknowledge")), ...noted, spare(2, say("boundary.limit"))];
    case "unclear":
      return [...heard, ...noted, spare(2, say("unclear"))];
  }
}

/** One next step with its time, then the code, which ends its line so that it can be copied. */
function nextStep(plan: ReplyPlan, context: ComposeContext, say: Voice): Sentence[] {
  const sentences: Sentence[] = [];
  const part = plan.purpose === "question" ? "question.next" : "next";
  if (plan.nextStepBy !== null) {
    const time = formatTime(new Date(plan.nextStepBy), context.now, context.zone, plan.language);
    sentences.push(keep(say(part, { time })));
  } else if (plan.purpose === "complaint" || plan.purpose === "question") {
    sentences.push(keep(say(`${part}.untimed`)));
  }
  if (plan.code !== null) sentences.push(keep(say("code", { code: plan.code })));
  return sentences;
}

/** The question comes last: it is what we wait for. */
function closing(plan: ReplyPlan, context: ComposeContext, say: Voice): Sentence[] {
  const sentences: Sentence[] = [];
  if (plan.offerPerson && context.opensAt !== null) {
    const opens = formatExactTime(context.opensAt, context.now, context.zone, plan.language);
    sentences.push(keep(say("offer.closed", { opens })));
  } else if (plan.offerPerson) {
    sentences.push(keep(say("offer")));
  }
  if (plan.ask !== null) {
    sentences.push(keep(say(`ask.${plan.ask}`)));
  } else if (plan.purpose === "boundary" || plan.purpose === "unclear") {
    sentences.push(keep(say(`${plan.purpose}.ask`)));
  }
  return sentences;
}
