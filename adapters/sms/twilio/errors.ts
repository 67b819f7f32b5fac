import type { RefusalReason, SendOutcome } from "../../../src/ports/channel.ts";
import type { Answer, Silence } from "../http.ts";

const SECOND = 1000;
const AFTER_SERVER_ERROR_MS = 2 * SECOND;
const AFTER_NO_CONNECTION_MS = 2 * SECOND;
/** For what only the operator can mend, and for what is no answer of Twilio's. */
const AFTER_PUZZLE_MS = 60 * SECOND;
const RATE_LIMIT = 20429;
/** The account, its numbers and what it may do. A message waits until the operator has mended it. */
const OPERATORS: ReadonlySet<number> = new Set([
  20003, // a wrong token
  20005, // an inactive account
  20404,
  21212, // the sender: no number, not ours, cannot send, no such service
  21603,
  21606,
  21659,
  21660,
  21705,
  21408, // a region that is not allowed
]);

/** What an error code means for the customer. Codes that are not here say nothing about the customer's phone. */
const REFUSALS: ReadonlyMap<number, RefusalReason> = new Map([
  [21610, "blocked"], // the customer opted out
  [30004, "blocked"],
  [21211, "chat-gone"], // no valid number
  [21214, "chat-gone"],
  [21217, "chat-gone"],
  [21265, "chat-gone"], // a short code
  [21612, "chat-gone"], // no route to it
  [21614, "chat-gone"], // no mobile
  [21635, "chat-gone"],
  [30003, "chat-gone"], // the handset is unreachable
  [30005, "chat-gone"], // nobody knows the number
  [30006, "chat-gone"], // a landline
  [63003, "chat-gone"],
  [21605, "too-long"],
  [21617, "too-long"],
  [63016, "window-closed"],
]);

/** The reason of a failed delivery. @param code `ErrorCode` of a status callback */
export function failureOf(code: string | undefined): RefusalReason | null {
  return REFUSALS.get(Number(code)) ?? null;
}

/**
 * Tells how a send ended that was answered. Creating a message cannot be repeated safely, so a gateway's page in place
 * of Twilio's own error leaves it open whether the message exists; only 503 says that nobody took it.
 */
export function outcomeOf({ status, json, retryAfterMs }: Answer): SendOutcome {
  const { sid, code } = told(json);
  if (status < 300) {
    return sid === undefined ? { kind: "unknown", why: "no readable answer" } : { kind: "sent", id: sid };
  }
  if (status === 429 || code === RATE_LIMIT) {
    return { kind: "retry", afterMs: retryAfterMs ?? SECOND, why: "rate limit", limited: true };
  }
  const why = `Twilio answered ${status}${code === undefined ? "" : ` (${code})`}`;
  if (status >= 500) {
    if (code === undefined && status !== 503) return { kind: "unknown", why };
    return { kind: "retry", afterMs: retryAfterMs ?? AFTER_SERVER_ERROR_MS, why };
  }
  if (code === undefined || status === 401 || OPERATORS.has(code))
    return { kind: "retry", afterMs: AFTER_PUZZLE_MS, why };
  const refusal = REFUSALS.get(code);
  // The same message would be refused in the same way tomorrow: somebody must see it today.
  return refusal === undefined ? { kind: "refused", why: null, detail: why } : { kind: "refused", why: refusal };
}

/** Tells how a send ended that was not answered: `unknown` only where the request may have had its effect. */
export function outcomeOfSilence({ written, code }: Silence): SendOutcome {
  if (written) return { kind: "unknown", why: `no answer: ${code}` };
  return { kind: "retry", afterMs: AFTER_NO_CONNECTION_MS, why: `no connection: ${code}` };
}

/** The message's id, or the error's code. */
function told(json: unknown): { readonly sid?: string; readonly code?: number } {
  if (typeof json !== "object" || json === null) return {};
  const { sid, code } = json as { readonly sid?: unknown; readonly code?: unknown };
  return { ...(typeof sid === "string" && sid !== "" && { sid }), ...(typeof code === "number" && { code }) };
}
