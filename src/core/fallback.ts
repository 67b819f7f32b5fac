import type { Decision, Situation } from "./decision.ts";
import { addWorkingMinutes } from "./hours.ts";
import { draftTicket } from "./ticket.ts";

/** The decision when deciding itself has failed: a person looks at it, with the plainest words there are. */
export function handOffBlindly({ owner, settings, now, ticket, freshCode, reading }: Situation): Decision {
  const asks = owner.state === "bot" || owner.state === "bot_review";
  const by = addWorkingMinutes(now, settings.firstReplyMinutes, settings);
  const code = ticket?.code ?? freshCode;
  const draft = { ...draftTicket(reading), priority: "normal" } as const;
  if (!asks) return { kind: "none", rule: "decision-failed", reasons: ["a rule failed"], effects: [] };
  return {
    kind: "hand_off",
    rule: "decision-failed",
    reasons: ["a rule failed"],
    effects: [
      ...(ticket ? [] : [{ kind: "open_ticket", code, draft } as const]),
      {
        kind: "change_owner",
        event: { kind: "hand_off", reason: "failed_answers" },
        notice: { name: "queued", reason: "failed_answers", code, time: by.toISOString(), orders: [] },
        promisedAt: by,
      },
    ],
  };
}
