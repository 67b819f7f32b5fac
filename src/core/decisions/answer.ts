import type { Decision, Situation } from "../decision.ts";
import { planReply } from "../reply-plan.ts";
import { isEmptyHeat, isUnclear } from "../rules.ts";
import { mood, nextWordBy, opening, promise } from "./effects.ts";

const MUTE_MINUTES = 15;
const BOUNDARIES_BEFORE_MUTE = 3;

/** Heat with nothing to act on: acknowledge, ask one concrete thing, then a mute that expires. */
export function boundary(s: Situation): Decision | null {
  if (!isEmptyHeat(s)) return null;
  const mute = s.hotTurns + 1 >= BOUNDARIES_BEFORE_MUTE;
  const until = new Date(s.now.getTime() + MUTE_MINUTES * 60_000);
  return {
    kind: "boundary",
    rule: mute ? "cool-down" : "hot-and-empty",
    reasons: ["heat without substance"],
    effects: [
      { kind: "reply", plan: planReply(s, { purpose: "boundary", code: null, nextStepBy: null }) },
      ...mood(s),
      ...(mute ? [{ kind: "mute", until } as const] : []),
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
  const purpose = purposeOf(s);
  const opens = purpose === "complaint" && !s.ticket;
  const code = opens ? s.freshCode : null;
  const owed = purpose === "complaint" || purpose === "question";
  const nextStepBy = owed ? nextWordBy(s, s.ticket?.priority ?? s.reading.urgency, opens) : null;
  const plan = planReply(s, { purpose, code, nextStepBy });
  return {
    kind: plan.ask ? "ask" : "answer",
    rule: purpose,
    reasons: [
      ...s.reading.reasons,
      ...(plan.offerPerson ? ["offered a person"] : []),
      ...(plan.ask ? [`asked ${plan.ask}`] : []),
    ],
    effects: [
      ...(opens ? opening(s, s.reading.urgency) : []),
      { kind: "reply", plan },
      ...(nextStepBy ? promise(s, nextStepBy) : []),
      ...mood(s),
    ],
  };
}

function purposeOf(s: Situation) {
  if (s.reading.complaint) return "complaint";
  if (s.reading.category === "praise") return "praise";
  if (s.answers.smalltalk || s.answers.yes || s.answers.no)
    return s.ticket && !s.answers.smalltalk ? "complaint" : "smalltalk";
  if (s.ticket && s.reading.facts.length > 0) return "complaint";
  if (isUnclear(s)) return "unclear";
  return "question";
}
