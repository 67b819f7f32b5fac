import type { Decision, Situation } from "../decision.ts";
import { isHot, wantsPerson } from "../rules.ts";
import { deskIsOpen, firstReplyBy } from "./effects.ts";

/** An agent said it is solved and the customer was asked: yes closes, no opens again. */
export function answerToResolved(s: Situation): Decision | null {
  if (s.ticket?.status !== "resolved") return null;
  const { code } = s.ticket;
  const { yes, no } = s.answers;
  const needed = needsPerson(s);
  if (yes && !needed) return closed("customer-confirms", code, "confirmed");
  if (!no && !s.reading.complaint && !needed) return null;
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

/** Unasked the customer says that it is over: nobody has to look further, and nobody is asked what they have just said. */
export function settledByCustomer(s: Situation): Decision | null {
  const { settled } = s.answers;
  if (!s.ticket || settled === null || complains(s) || isHot(s) || needsPerson(s)) return null;
  // After a danger a person looks, whatever is said.
  if (s.ticket.priority === "critical") return null;
  return closed("customer-settles", s.ticket.code, settled === "unneeded" ? "withdrawn" : "confirmed");
}

/** "The bank returned it, solved" sounds like a complaint and names no problem; of goods that came nothing unhappy may be said. */
function complains({ reading, answers }: Situation): boolean {
  return reading.complaint && (answers.settled === "goods" || reading.substance >= 2);
}

/** A yes beside a danger or a wish closes nothing. */
function needsPerson(s: Situation): boolean {
  const { crisis, safety, legalThreat, fraudPrivacy } = s.reading.flags;
  return crisis || safety || legalThreat || fraudPrivacy || wantsPerson(s);
}

/** Where nobody says that it is solved it is not called so. */
const ENDINGS = {
  confirmed: { why: "the customer says it is solved", notice: "confirmed" },
  withdrawn: { why: "the customer wants it closed", notice: "closed-as-wished" },
} as const;

/** The customer's word closes the case, and they are told. */
export function closed(rule: string, code: string, closedAs: keyof typeof ENDINGS): Decision {
  const { why, notice: name } = ENDINGS[closedAs];
  return {
    kind: "answer",
    rule,
    reasons: [why],
    effects: [
      { kind: "set_ticket_status", status: "closed", closedAs },
      { kind: "change_owner", event: { kind: "confirmed" }, notice: { name, code }, promisedAt: null },
    ],
  };
}
