import type { Decision, Effect, Situation } from "./decision.ts";
import { firstReplyBy, opening } from "./decisions/effects.ts";
import { fold } from "./fold.ts";
import type { HandOffReason } from "./ownership.ts";
import type { ReplyPlan, WrittenReply } from "./reply.ts";
import { isHot } from "./rules.ts";

/**
 * Who looks at a reply before it goes out. Words exist only once a decision is made, so this is asked after it: of the
 * situation, of the words and of a policy the organisation edits. What comes back is the decision, or the same with its
 * reply held.
 */

/** From least to most strict. */
export const LANES = ["now", "veto", "approve"] as const;
/** `now`: sent. `veto`: sent after a while unless a person says no. `approve`: sent once a person says yes. */
export type Lane = (typeof LANES)[number];

/** Matters in which a wrong word costs more than a late one. */
export const TOPICS = ["money", "law", "health", "press"] as const;
export type Topic = (typeof TOPICS)[number];

export const WRITERS = ["model", "composer"] as const;

/** What must be so for a rule to hold: all that is named. Of a list any one is enough. */
export interface ReviewConditions {
  /** The customer's words are about it. */
  readonly about?: readonly Topic[] | undefined;
  /** Our words are. */
  readonly says?: readonly Topic[] | undefined;
  /** The customer is one a person looks after. */
  readonly vip?: boolean | undefined;
  readonly hot?: boolean | undefined;
  /** The reading is less sure than this, 0 to 1. */
  readonly confidenceBelow?: number | undefined;
  /** A guard objected to a model's draft: it was mended, or composed words stand in its place. */
  readonly guardFailed?: boolean | undefined;
  readonly writer?: (typeof WRITERS)[number] | undefined;
  readonly purpose?: readonly ReplyPlan["purpose"][] | undefined;
}

export interface ReviewRule {
  readonly id: string;
  readonly when: ReviewConditions;
  readonly lane: Lane;
  /** Veto lane: how long it is held. */
  readonly minutes?: number | undefined;
}

export interface ReviewPolicy {
  /** By what a topic is known, each as {@link needleOf} makes it. */
  readonly topics: Readonly<Record<Topic, readonly string[]>>;
  /** The first that holds decides; none: sent now. */
  readonly rules: readonly ReviewRule[];
}

/** What of a turn the policy looks at. */
export interface ReviewCase {
  /** The customer's words of this turn. */
  readonly said: string;
  readonly plan: ReplyPlan;
  readonly words: WrittenReply;
  readonly vip: boolean;
  /** A guard objected to what a model had written. */
  readonly draftRefused: boolean;
}

export interface Ruling {
  readonly lane: Lane;
  readonly minutes: number;
  /** The rule's id and what made it hold, as short words. */
  readonly reasons: readonly string[];
}

const NOW: Ruling = { lane: "now", minutes: 0, reasons: [] };

/**
 * A word or phrase in the form in which it is looked for. It ends where the text's word does; `lawyer*` takes any ending;
 * several words stand one after the other. Letter forms, digits and marks are folded.
 */
export function needleOf(word: string): string {
  const whole = ` ${fold(word).trim()} `;
  return word.endsWith("*") ? whole.slice(0, -1) : whole;
}

/** @param needles  see {@link needleOf} */
const speaksOf = (folded: string, needles: readonly string[]): boolean =>
  needles.some((needle) => folded.includes(needle));

/** Which lane a reply takes, and why. */
export function laneOf(s: Situation, about: ReviewCase, { topics, rules }: ReviewPolicy): Ruling {
  const texts = { about: fold(about.said), says: fold(about.words.text) };
  for (const { id, when, lane, minutes = 0 } of rules) {
    const found = whatHolds(s, about, when, (how, topic) => speaksOf(texts[how], topics[topic]));
    if (found)
      return lane === "now" ? stricter(NOW, s.held) : stricter({ lane, minutes, reasons: [id, ...found] }, s.held);
  }
  return stricter(NOW, s.held);
}

/** The answer that takes the place of a withdrawn one is looked at no less than that was. */
function stricter(ruling: Ruling, held: Situation["held"]): Ruling {
  if (!held || LANES.indexOf(held.lane) <= LANES.indexOf(ruling.lane)) return ruling;
  return { lane: held.lane, minutes: held.minutes, reasons: held.reasons };
}

/** What made the conditions hold, as short words; null where one does not. */
function whatHolds(
  s: Situation,
  { plan, words, vip, draftRefused }: ReviewCase,
  when: ReviewConditions,
  speaks: (how: "about" | "says", topic: Topic) => boolean,
): readonly string[] | null {
  const found: string[] = [];
  const must = (asked: boolean, holds: boolean, why: string): boolean => {
    if (asked && holds) found.push(why);
    return !asked || holds;
  };
  const topic = (how: "about" | "says"): boolean => {
    const hit = when[how]?.find((one) => speaks(how, one));
    return must(when[how] !== undefined, hit !== undefined, `${how} ${hit}`);
  };
  const { confidenceBelow = 0 } = when;
  const all =
    topic("about") &&
    topic("says") &&
    must(when.vip === true, vip, "vip") &&
    must(when.hot === true, isHot(s), "hot") &&
    must(confidenceBelow > 0, !isAddition(s, plan) && s.reading.confidence < confidenceBelow, "unsure") &&
    must(when.guardFailed === true, draftRefused, "guard failed") &&
    must(when.writer === "model", words.writer === "model", "model wrote") &&
    must(when.writer === "composer", words.writer !== "model", "composed") &&
    (when.purpose === undefined || when.purpose.includes(plan.purpose));
  return all ? found : null;
}

/** An order number sent later says nothing of what it is about, and need not: that stands in the ticket. */
const isAddition = ({ ticket, reading }: Situation, { purpose }: ReplyPlan): boolean =>
  ticket !== null && !reading.complaint && purpose === "complaint";

/** The reply a decision holds, if any. */
export function replyOf({ effects }: Pick<Decision, "effects">): ReplyPlan | null {
  for (const effect of effects) if (effect.kind === "reply") return effect.plan;
  return null;
}

/**
 * A decision under a ruling: the same, or with its reply held and the customer told so. In the queue nobody holds the
 * bot's place: a reply that needs a yes is not sent at all there, the person who is awaited finds it proposed; and one
 * that needs no yes goes out, because nobody is on shift who could say no.
 */
export function underReview(s: Situation, decision: Decision, { lane, minutes, reasons }: Ruling): Decision {
  if (lane === "now" || (lane === "veto" && s.owner.state === "queued")) return decision;
  const held = (effect: Effect): readonly Effect[] =>
    effect.kind === "reply" ? hold(s, effect.plan, { lane, minutes, reasons }) : [effect];
  return {
    kind: "hold",
    rule: `review-${reasons[0] ?? "policy"}`,
    reasons: [...reasons.slice(1), ...decision.reasons],
    effects: decision.effects.flatMap(held),
  };
}

function hold(s: Situation, plan: ReplyPlan, { lane, minutes, reasons }: Ruling): readonly Effect[] {
  const answerBy = firstReplyBy(s);
  if (s.owner.state === "queued") {
    const code = s.ticket?.code ?? s.freshCode;
    const running = s.owner.promisedAt !== null && s.owner.promisedAt > s.now ? s.owner.promisedAt : answerBy;
    const notice = { name: "held-for-review", code, time: running.toISOString() } as const;
    return [...opening(s, s.reading.urgency), { kind: "notify", notice }];
  }
  const releaseAt = lane === "veto" ? new Date(s.now.getTime() + minutes * 60_000) : null;
  return [
    {
      kind: "hold",
      // The notice introduces the bot and gives the code: the answer after it says neither again.
      plan: { ...plan, introduce: false, code: null },
      lane: lane === "veto" ? "veto" : "approve",
      reasons,
      reason: transitionReason(reasons),
      releaseAt,
      answerBy: releaseAt ?? answerBy,
    },
  ];
}

/** Why the owner changes, in the words of the ownership machine. */
function transitionReason(reasons: readonly string[]): HandOffReason {
  if (reasons.includes("vip")) return "vip";
  if (reasons.some((reason) => /^(about|says) (law|press)$/.test(reason))) return "legal_threat";
  return reasons.includes("hot") ? "heat" : "abstained";
}

/**
 * May these words still be sent as they stand? They name times as of the day they were written: "tomorrow" said a day
 * later is another day, and a time that has passed is no promise.
 * @param sameDay  whether it is still the calendar day of the desk on which they were written
 */
export function stillTrue(plan: Pick<ReplyPlan, "nextStepBy"> | null, now: Date, sameDay: boolean): boolean {
  if (plan?.nextStepBy == null) return true;
  return sameDay && new Date(plan.nextStepBy) > now;
}
