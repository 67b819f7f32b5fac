import type { Decision, Situation } from "../decision.ts";
import { nextOpening } from "../hours.ts";
import type { HandOffReason } from "../ownership.ts";
import type { Notice } from "../reply.ts";
import { orderIdsOf } from "../reply-plan.ts";
import { ESCALATION } from "../rules.ts";
import type { Priority } from "../ticket.ts";
import { reply } from "./answer.ts";
import { closedNotice, deskIsOpen, firstReplyBy, mood, naming, none, opening, personBy } from "./effects.ts";

/** A person takes charge at once, with a notice that says so and a time. */
export function escalation(s: Situation): Decision | null {
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
      ...naming(s),
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
  const by = personBy(s);
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
export function presses(reason: HandOffReason): boolean {
  return reason !== "heat" && reason !== "failed_answers";
}

function queuedNotice(s: Situation, reason: HandOffReason, code: string, by: Date): Notice {
  const opens = deskIsOpen(s) ? null : nextOpening(s.now, s.settings);
  const orders = orderIdsOf(s);
  return opens
    ? { name: "queued-closed", reason, code, opens: opens.toISOString(), orders }
    : { name: "queued", reason, code, time: by.toISOString(), orders };
}

/** In the queue the bot speaks only while nobody is on shift; when the desk has just closed it says so, once. */
export function queueOwns(s: Situation): Decision | null {
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

function escalatedPriority(reason: HandOffReason): Priority {
  if (reason === "crisis" || reason === "safety") return "critical";
  return reason === "asked_for_human" || reason === "failed_answers" ? "normal" : "high";
}
