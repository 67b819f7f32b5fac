/** How outbound messages live and end. */

export type MessageAuthor = "customer" | "bot" | "agent" | "system";
export type MessageKind = "text" | "notice" | "survey";

/** What the reader of a conversation sees of an outbound message. */
export type DeliveryState = "pending" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown" | "suppressed";

/** `merged`: its words go out with a later part. */
export type OutboxState = "pending" | "sending" | "sent" | "failed" | "unknown" | "suppressed" | "merged";

/**
 * Who speaks, as far as a change of owner is concerned. `bot`: only under the epoch it was written in. `notice`: the
 * effect of a transition, void once a person has taken over. `status` and `agent`: always sent. `reopening`: the
 * operator's template in the place of the words, sent on an agent's order.
 */
export type Speaker = "bot" | "notice" | "status" | "agent" | "reopening";

/**
 * What to do with a part whose sending process died: it may or may not have arrived. A customer without an answer is
 * worse than a customer with the same answer twice; a person's words, or what they had asked for, are never repeated
 * behind their back.
 */
export function afterCrash(speaker: Speaker): "resend" | "hold" {
  return speaker === "agent" || speaker === "reopening" ? "hold" : "resend";
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** Waiting time before the next attempt where the platform named none. @param attempts attempts so far, from 1 */
export function backoffMs(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_RETRY_MS);
}

/**
 * How far a message of ours gets: a receipt moves it on and never back, in whatever order receipts arrive. In a state that
 * stands not here, such as `pending` or `suppressed`, none moves it.
 */
export const STAGES = ["unknown", "sending", "sent", "delivered", "read", "failed"] as const satisfies DeliveryState[];
