import { boundaryAfter } from "../boundary.ts";
import type { Decision, Situation } from "../decision.ts";
import { settles } from "../order-state.ts";
import type { Category } from "../reading.ts";
import type { ReplyPlan } from "../reply.ts";
import { answerTo, HELPED, orderIdsOf, planReply } from "../reply-plan.ts";
import { isEmptyHeat, isHot, isUnclear, isUnsure, WHICH_MATTER } from "../rules.ts";
import { mood, naming, nextWordBy, opening, promise } from "./effects.ts";

/** Heat with nothing to act on: one rung up the ladder. */
export function boundary(s: Situation): Decision | null {
  if (!isEmptyHeat(s)) return null;
  const { rung, until } = boundaryAfter(s.hotTurns, s.now);
  return {
    kind: "boundary",
    rule: until ? "cool-down" : "hot-and-empty",
    reasons: ["heat without substance", rung],
    effects: [
      { kind: "reply", plan: planReply(s, { purpose: "boundary", code: null, nextStepBy: null }) },
      ...mood(s),
      ...(until ? [{ kind: "mute", until } as const] : []),
    ],
  };
}

/** Only voice, pictures or files: a colleague looks, and that is a promise with a time. */
export function onlyAttachments(s: Situation): Decision | null {
  if (!s.onlyAttachments) return null;
  return {
    kind: "answer",
    rule: "only-attachments",
    reasons: ["nothing here can look at them"],
    effects: [{ kind: "notify", notice: { name: "attachment-received" } }, ...promise(s, nextWordBy(s, "normal"))],
  };
}

/** The ordinary answer: name the problem, own it, say the next step with its time, ask at most one thing. */
export function reply(s: Situation): Decision {
  const purpose = withHeld(s, purposeOf(s));
  const opens = purpose === "complaint" && !s.ticket;
  const code = opens ? s.freshCode : null;
  const owed = purpose === "complaint" || (purpose === "question" && !isAnswered(s));
  const nextStepBy = owed ? nextWordBy(s, s.ticket?.priority ?? s.reading.urgency, opens) : null;
  const plan = planReply(s, { purpose, code, nextStepBy });
  const asked = askedBy(plan);
  return {
    kind: plan.ask || plan.confirm || plan.between.length > 0 ? "ask" : "answer",
    rule: purpose,
    reasons: [
      ...s.reading.reasons,
      ...(plan.offerPerson ? ["offered a person"] : []),
      ...(asked ? [`asked ${asked}`] : []),
      ...(plan.confirm ? [`confirming ${plan.confirm.kind}`] : []),
    ],
    effects: [
      ...(opens ? opening(s, s.reading.urgency) : naming(s)),
      { kind: "reply", plan },
      ...(nextStepBy ? promise(s, nextStepBy) : []),
      ...mood(s),
    ],
  };
}

/** What the knowledge base or our own systems have said may need nobody to look into it. */
function isAnswered(s: Situation): boolean {
  if (s.grounds.lookups.length > 0) return s.grounds.lookups.every((found) => settles(found, s.now));
  return answerTo(s) !== null;
}

function askedBy({ ask, between, answer }: ReplyPlan): string | null {
  if (between.length > 0) return WHICH_MATTER;
  return ask ?? (answer ? HELPED : null);
}

/** Adds to the open case: with facts, by asking for news of it, in anger, or by saying more without asking anything. */
function goesOn(s: Situation): boolean {
  const { reading, answers } = s;
  // "Are you making fun of me?!" asks nothing.
  if (answers.news || isHot(s)) return true;
  // What an article answers is a question, whatever product or day it names. An order is a case's.
  if (answers.asks && answerTo(s) !== null && orderIdsOf(s).length === 0) return false;
  return reading.facts.length > 0 || (reading.substance >= 1 && !answers.asks);
}

const REQUESTS: ReadonlySet<Category> = new Set(["cancellation", "refund_return"]);
const SURELY = 0.6;

/** Who wants something cancelled or sent back, however calmly, has a case; who asks how that goes has a question. */
function isRequest({ reading, answers }: Situation): boolean {
  return REQUESTS.has(reading.category) && reading.confidence >= SURELY && !answers.asks;
}

/** What an account does its owner sets right: who cannot get in asks how. */
const SELF_SERVICE: ReadonlySet<Category> = new Set(["account_technical"]);
/** So few words name a subject, and tell of nothing that went wrong. */
const HEADING_WORDS = 3;

/**
 * Is it a question that an article lists, and no grievance of their own? Who listed "Cancel my membership" has said what
 * answers it. What reads like a complaint is answered so only where it tells no problem, and asks or names its subject;
 * in an open case only where it asks.
 */
function asksListed(s: Situation): boolean {
  const { reading, answers, ticket } = s;
  if (!answerTo(s)?.listed || isHot(s) || answers.news || orderIdsOf(s).length > 0) return false;
  if (ticket !== null) return answers.asks && !reading.complaint;
  if (!reading.complaint) return true;
  const isHeading = reading.redacted.trim().split(/\s+/u).length <= HEADING_WORDS;
  return reading.substance <= 1 && (answers.asks || isHeading || SELF_SERVICE.has(reading.category));
}

/** A withdrawn answer is still owed: a "thank you" said meanwhile gets that answer, not a thank you alone. */
function withHeld({ held }: Situation, purpose: ReplyPlan["purpose"]): ReplyPlan["purpose"] {
  const says = purpose === "complaint" || purpose === "question";
  return held && !says ? held.plan.purpose : purpose;
}

function purposeOf(s: Situation): ReplyPlan["purpose"] {
  if (asksListed(s) && s.denied === null) return "question";
  if (s.reading.complaint || (s.denied && s.ticket)) return "complaint";
  // "No, that was not it" is owed a person's answer.
  if (s.helpAsked && s.answers.no) return "question";
  if (s.helpAsked && s.answers.yes) return "smalltalk";
  if (s.reading.category === "praise") return "praise";
  if (s.answers.smalltalk || s.answers.yes || s.answers.no)
    return s.ticket && !s.answers.smalltalk ? "complaint" : "smalltalk";
  if (s.ticket && goesOn(s)) return "complaint";
  if (isRequest(s)) return "complaint";
  // Words we could not place may still ask what an article answers.
  if ((isUnclear(s) || isUnsure(s)) && !answerTo(s)) return "unclear";
  return "question";
}
