import type { Decision, Situation } from "../decision.ts";
import { wantsPerson } from "../rules.ts";
import { deskIsOpen, firstReplyBy } from "./effects.ts";

/** An agent said it is solved and the customer was asked: yes closes, no opens again. */
export function answerToResolved(s: Situation): Decision | null {
  if (s.ticket?.status !== "resolved") return null;
  const { code } = s.ticket;
  const { crisis, safety, legalThreat, fraudPrivacy } = s.reading.flags;
  // A yes beside a danger or a wish closes nothing.
  const needsPerson = crisis || safety || legalThreat || fraudPrivacy || wantsPerson(s);
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
