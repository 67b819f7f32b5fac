import type { ChannelHealth, RefusalReason, SendOutcome } from "../../src/ports/channel.ts";
import type { Reply } from "./graph.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const AFTER_NO_CONNECTION_MS = 2 * SECOND;
/** For refusals we do not know, and what only the operator can mend in the app's settings. */
const AFTER_PUZZLE_MS = 60 * SECOND;
const AFTER_LOCKED_MS = 600 * SECOND;

/** What a code of the platform means for a message. Titles change and some lists have them wrong: codes alone count. */
type Meaning =
  | { readonly refused: RefusalReason }
  /** `account`: every thread must wait, not this one alone. */
  | { readonly retryMs: number; readonly account?: true }
  /** The account itself is barred: nothing goes out before the operator acts. */
  | { readonly locked: true };

const MEANINGS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [131047, { refused: "window-closed" }],
  // Not on WhatsApp, an old app, terms not accepted, or we are blocked: it is not told which.
  [131026, { refused: "blocked" }],
  [131050, { refused: "blocked" }],
  // Our own number.
  [131021, { refused: "chat-gone" }],
  // About one message in six seconds to one customer; others are not concerned.
  [131056, { retryMs: 6 * SECOND }],
  // Withheld from this customer for a while.
  [131049, { retryMs: HOUR }],
  [130472, { retryMs: HOUR }],
  [130429, { retryMs: 5 * SECOND, account: true }],
  [4, { retryMs: 60 * SECOND, account: true }],
  [80007, { retryMs: 60 * SECOND, account: true }],
  [131048, { retryMs: HOUR, account: true }],
  [133016, { retryMs: HOUR, account: true }],
  ...[1, 2, 131000, 131016, 131057].map((code) => [code, { retryMs: 2 * SECOND }] as const),
  ...[0, 10, 190, 368, 130497, 131005, 131030, 131031, 131037, 131042, 131045].map(
    (code) => [code, { locked: true }] as const,
  ),
]);

const meaningOf = (code: number | null): Meaning | undefined =>
  code !== null && code >= 200 && code <= 299 ? { locked: true } : MEANINGS.get(code ?? Number.NaN);

/** Why a message that had been accepted failed after all; null where the codes do not say so in the desk's words. */
export function failureOf(codes: readonly number[]): RefusalReason | null {
  const meaning = codes.map(meaningOf).find((one) => one !== undefined && "refused" in one);
  return meaning && "refused" in meaning ? meaning.refused : null;
}

/** An answer that is not the one asked for. */
export type Failure = Exclude<Reply, { readonly kind: "ok" }>;

/**
 * Tells how a send that failed ended. An error in the platform's own words had no effect; an error page of something in
 * front of it, or silence after the request was written, may hide a message that is on its way.
 */
export function outcomeOf(failure: Failure): SendOutcome {
  if (failure.kind === "silent") {
    if (failure.written) return { kind: "unknown", why: `no answer: ${failure.why}` };
    return { kind: "retry", afterMs: AFTER_NO_CONNECTION_MS, why: `no connection: ${failure.why}` };
  }
  const { status, code, retryAfterMs } = failure;
  const why = describe(failure);
  const meaning = meaningOf(code);
  if (meaning && "refused" in meaning) return { kind: "refused", why: meaning.refused };
  if (meaning && "locked" in meaning) return { kind: "retry", afterMs: AFTER_LOCKED_MS, why };
  if (meaning || status === 429) {
    const afterMs = retryAfterMs ?? meaning?.retryMs ?? 5 * SECOND;
    const limited = meaning === undefined || meaning.account === true;
    return { kind: "retry", afterMs, why, ...(limited && { limited }) };
  }
  if (code !== null && /at most \d+ characters|too long/i.test(failure.message)) {
    return { kind: "refused", why: "too-long" };
  }
  if (status >= 500 && code === null && status !== 503) return { kind: "unknown", why };
  return { kind: "retry", afterMs: retryAfterMs ?? (status >= 500 ? 2 * SECOND : AFTER_PUZZLE_MS), why };
}

/** Why a call failed, for the log and the channels page; neither the token nor a number is in it. */
export function describe(failure: Failure): string {
  if (failure.kind === "silent") return `no answer (${failure.why})`;
  const { status, code, message } = failure;
  return code === null ? `WhatsApp answered ${status}` : `WhatsApp answered ${code}: ${message}`;
}

/** The state of a number whose call failed, with what the operator can do. */
export function healthOf(failure: Failure): ChannelHealth {
  const why = `${describe(failure)}.`;
  if (failure.kind === "silent") {
    const hint = "Check the network, the proxy and the API root; the desk keeps trying.";
    return { state: "red", why: `WhatsApp cannot be reached (${failure.why}).`, hint };
  }
  const { code, status } = failure;
  if (code === 190 || code === 0 || status === 401) {
    const hint = "Make a token of a system user that never expires, with whatsapp_business_messaging, and set it.";
    return { state: "red", why, hint };
  }
  if (code === 100 || status === 404) {
    const hint = "Check the phone number id, and that the token's system user was given this WhatsApp account.";
    return { state: "red", why, hint };
  }
  const meaning = meaningOf(code);
  if (meaning && "locked" in meaning) {
    const hint =
      "Look into WhatsApp Manager: a permission, a payment method, a certificate or a policy stops the account.";
    return { state: "red", why, hint };
  }
  return { state: "red", why, hint: "The desk keeps trying." };
}
