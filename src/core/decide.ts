import type { CodeAsked, Decision, Effect, Situation } from "./decision.ts";
import { addWorkingMinutes, isOpen, nextOpening } from "./hours.ts";
import { type HandOffReason, LEASE_MINUTES } from "./ownership.ts";
import type { Notice } from "./reply.ts";
import { orderIdsOf, planReply } from "./reply-plan.ts";
import { ESCALATION, isEmptyHeat, isHot, isUnclear, looksLikeALoop } from "./rules.ts";
import { draftTicket, nextWordMinutes, type Priority } from "./ticket.ts";

/** A rule looks at the situation and either decides or passes. */
type Rule = (situation: Situation) => Decision | null;

const WRONG_CODES_AN_HOUR = 5;
const MUTE_MINUTES = 15;
const BOUNDARIES_BEFORE_MUTE = 3;

/** Order is priority. The last rule always decides. */
const RULES: readonly Rule[] = [
  trackingCode,
  answerToResolved,
  personOwns,
  escalation,
  loopGuard,
  muted,
  queueOwns,
  boundary,
  onlyAttachments,
  reply,
];

/** What to do about everything the customer said in a turn. Pure: the same situation always gives the same decision. */
export function decide(situation: Situation): Decision {
  for (const rule of RULES) {
    const decision = rule(situation);
    if (decision) return withdrawReview(situation, decision);
  }
  return none("nothing-to-do", []);
}

/** A code is answered in every state, unless the same words hold something that cannot wait. */
function trackingCode(s: Situation): Decision | null {
  // A number with the right check digit is a mistyped code only where nothing else is being said.
  const asked = s.codes.filter((code) => code.ticket !== null || code.alone || (code.valid && !s.reading.complaint));
  if (asked.length === 0 || cannotWait(s)) return null;
  const known = [...new Map(asked.filter(({ ticket }) => ticket).map((code) => [code.code, code])).values()];
  const wrong = asked.filter((code) => code.ticket === null).length;
  // Past the limit a right code is not confirmed either: that would let a guesser go on, or try many in one turn.
  const limited = s.wrongCodes >= WRONG_CODES_AN_HOUR || s.wrongCodes + wrong > WRONG_CODES_AN_HOUR;
  const unknown: Notice[] = wrong > 0 ? [{ name: "status-unknown" }] : [];
  const notices: Notice[] = limited ? [{ name: "status-limited" }] : [...known.flatMap(statusNotice), ...unknown];
  const counting: Effect[] = wrong > 0 ? [{ kind: "count_wrong_codes", wrong }] : [];
  return {
    kind: "status",
    rule: limited ? "status-limited" : "status-by-code",
    reasons: asked.map((code) => (code.ticket ? "known code" : "unknown code")),
    effects: [...counting, ...notices.map((notice) => ({ kind: "notify", notice }) as const), ...waiting(s)],
  };
}

/** Do these words bring a person in, or press one who is awaited? Where a person speaks already nothing is held up. */
function cannotWait(s: Situation): boolean {
  const { state } = s.owner;
  if (state === "human" || state === "human_idle") return false;
  return ESCALATION.some((rule) => {
    const counts = state === "queued" ? presses(rule.reason) : rule.reason !== "failed_answers";
    return counts && rule.when(s);
  });
}

function statusNotice({ code, ticket }: CodeAsked): readonly Notice[] {
  return ticket
    ? [{ name: "status", code, status: ticket.status, time: ticket.nextWordBy?.toISOString() ?? null }]
    : [];
}

/** An agent said it is solved and the customer was asked: yes closes, no opens again. */
function answerToResolved(s: Situation): Decision | null {
  if (s.ticket?.status !== "resolved") return null;
  const { code } = s.ticket;
  const { crisis, safety, legalThreat, fraudPrivacy, humanRequest } = s.reading.flags;
  // A yes beside a danger or a wish closes nothing.
  const needsPerson = crisis || safety || legalThreat || fraudPrivacy || humanRequest;
  if (s.answers.yes && !needsPerson) {
    return {
      kind: "answer",
      rule: "customer-confirms",
      reasons: ["the customer says it is solved"],
      effects: [
        { kind: "set_ticket_status", status: "closed", closedAs: "confirmed" },
        { kind: "change_owner", event: { kind: "confirmed" }, notice: { name: "confirmed", code }, promisedAt: null },
      ],
    };
  }
  if (!s.answers.no && !s.reading.complaint && !needsPerson) return null;
  const by = firstReplyBy(s);
  return {
    kind: "hand_off",
    rule: "customer-reopens",
    reasons: ["the customer says it is not solved"],
    effects: [
      { kind: "set_ticket_status", status: "open" },
      {
        kind: "change_owner",
        event: { kind: "reopened", agentId: deskIsOpen(s) ? s.lastAgentId : null },
        notice: { name: "reopened", code, time: by.toISOString() },
        promisedAt: by,
      },
    ],
  };
}

/** A person speaks here: the bot only keeps the clock. */
function personOwns(s: Situation): Decision | null {
  if (s.owner.state !== "human" && s.owner.state !== "human_idle") return null;
  return none("person-owns", [...goesOn(s), ...waiting(s)]);
}

/** A customer asked whether it is solved, who says neither yes nor no but something of their own, is not done. */
function goesOn(s: Situation): readonly Effect[] {
  const asked = s.ticket?.status === "resolved";
  return asked && !s.answers.smalltalk ? [{ kind: "set_ticket_status", status: "open" }] : [];
}

function waiting(s: Situation): readonly Effect[] {
  if (s.owner.state !== "human") return [];
  return [{ kind: "start_owner_clock", dueAt: addWorkingMinutes(s.now, LEASE_MINUTES, s.settings) }];
}

function escalation(s: Situation): Decision | null {
  const rule = ESCALATION.find((candidate) => candidate.when(s));
  if (!rule) return null;
  if (s.owner.state === "queued") return stillQueued(s, rule.id, rule.reason);
  const code = s.ticket?.code ?? s.freshCode;
  const by = firstReplyBy(s);
  return {
    kind: "hand_off",
    rule: rule.id,
    reasons: [rule.reason, ...s.reading.reasons],
    effects: [
      ...opening(s, escalatedPriority(rule.reason)),
      {
        kind: "change_owner",
        event: { kind: "hand_off", reason: rule.reason },
        notice: queuedNotice(s, rule.reason, code, by),
        promisedAt: by,
      },
      ...mood(s),
      ...closedNotice(s),
    ],
  };
}

/** Already in the queue: the customer who presses gets the time again, never a second place in the queue. */
function stillQueued(s: Situation, rule: string, reason: HandOffReason): Decision | null {
  if (!presses(reason)) return null;
  const code = s.ticket?.code ?? s.freshCode;
  const { promisedAt } = s.owner;
  // A time that has passed is no promise any more; the clock's own apology names the next one.
  const by = promisedAt && promisedAt > s.now ? promisedAt : firstReplyBy(s);
  return {
    kind: "hand_off",
    rule,
    reasons: [reason, "already in the queue"],
    effects: [
      ...opening(s, escalatedPriority(reason)),
      { kind: "notify", notice: queuedNotice(s, reason, code, by) },
      ...closedNotice(s),
    ],
  };
}

/** Who waits for a person already gains nothing by heat or by our failures. */
function presses(reason: HandOffReason): boolean {
  return reason !== "heat" && reason !== "failed_answers";
}

function queuedNotice(s: Situation, reason: HandOffReason, code: string, by: Date): Notice {
  const opens = deskIsOpen(s) ? null : nextOpening(s.now, s.settings);
  const orders = orderIdsOf(s);
  return opens
    ? { name: "queued-closed", reason, code, opens: opens.toISOString(), orders }
    : { name: "queued", reason, code, time: by.toISOString(), orders };
}

function loopGuard(s: Situation): Decision | null {
  if (!looksLikeALoop(s)) return null;
  return none("loop-guard", []);
}

function muted(s: Situation): Decision | null {
  if (!s.mutedUntil || s.mutedUntil <= s.now || s.reading.substance > 0) return null;
  return none("muted", []);
}

/** In the queue the bot speaks only while nobody is on shift; when the desk has just closed it says so, once. */
function queueOwns(s: Situation): Decision | null {
  if (s.owner.state !== "queued" || s.owner.botHelps) return null;
  if (deskIsOpen(s)) return none("queue-owns", []);
  const opens = nextOpening(s.now, s.settings);
  const told = opens !== null && s.closedNoticeFor?.getTime() === opens.getTime();
  const somethingSaid = s.reading.complaint || s.reading.facts.length > 0;
  return {
    kind: "hand_off",
    rule: "desk-closed",
    reasons: ["nobody is on shift"],
    effects: [
      {
        kind: "change_owner",
        event: { kind: "desk_closed" },
        notice: opens && !told ? { name: "desk-closed", opens: opens.toISOString() } : null,
        promisedAt: s.owner.promisedAt,
      },
      ...closedNotice(s),
      // From here on the bot helps: what was said with it is answered at once.
      ...(told || somethingSaid ? reply(s).effects : []),
    ],
  };
}

/** Heat with nothing to act on: acknowledge, ask one concrete thing, then a mute that expires. */
function boundary(s: Situation): Decision | null {
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

function onlyAttachments(s: Situation): Decision | null {
  if (!s.onlyAttachments) return null;
  return {
    kind: "answer",
    rule: "only-attachments",
    reasons: ["nothing here can look at them"],
    effects: [{ kind: "notify", notice: { name: "attachment-received" } }, ...promise(s, nextWordBy(s, "normal"))],
  };
}

/** The ordinary answer: name the problem, own it, say the next step with its time, ask at most one thing. */
function reply(s: Situation): Decision {
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

function opening(s: Situation, priority: Priority): readonly Effect[] {
  if (s.ticket) return [];
  return [{ kind: "open_ticket", code: s.freshCode, draft: { ...draftTicket(s.reading), priority } }];
}

function escalatedPriority(reason: HandOffReason): Priority {
  if (reason === "crisis" || reason === "safety") return "critical";
  return reason === "asked_for_human" || reason === "failed_answers" ? "normal" : "high";
}

/** When they hear from us: by the promise that runs, unless a new case deserves a time of its own. */
function nextWordBy(s: Situation, priority: Priority, fresh = false): Date {
  const running = fresh ? null : s.nextWordBy;
  return running ?? addWorkingMinutes(s.now, nextWordMinutes(priority), s.settings);
}

function promise(s: Situation, dueAt: Date): readonly Effect[] {
  return s.nextWordBy?.getTime() === dueAt.getTime() ? [] : [{ kind: "promise", dueAt }];
}

function firstReplyBy(s: Situation): Date {
  return addWorkingMinutes(s.now, s.settings.firstReplyMinutes, s.settings);
}

function deskIsOpen(s: Situation): boolean {
  return isOpen(s.now, s.settings);
}

/** Hot turns and failed answers count in a row: a calm, clear turn starts again at 0. */
function mood(s: Situation): readonly Effect[] {
  const hotTurns = isHot(s) || isEmptyHeat(s) ? s.hotTurns + 1 : 0;
  const failedAnswers = isUnclear(s) ? s.failedAnswers + 1 : 0;
  if (hotTurns === s.hotTurns && failedAnswers === s.failedAnswers) return [];
  return [{ kind: "remember_mood", hotTurns, failedAnswers }];
}

function closedNotice(s: Situation): readonly Effect[] {
  const opens = deskIsOpen(s) ? null : nextOpening(s.now, s.settings);
  return opens ? [{ kind: "remember_closed_notice", until: opens }] : [];
}

function none(rule: string, effects: readonly Effect[]): Decision {
  return { kind: "none", rule, reasons: [], effects };
}

/** While a draft waits for review the customer's new message withdraws it, and the decision starts from the bot. */
function withdrawReview(s: Situation, decision: Decision): Decision {
  if (s.owner.state !== "bot_review") return decision;
  const back: Effect = { kind: "change_owner", event: { kind: "customer_wrote" }, notice: null, promisedAt: null };
  return { ...decision, effects: [back, ...decision.effects] };
}
