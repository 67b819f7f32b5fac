import type { Result } from "../../../src/core/result.ts";
import type { ChannelHealth, RefusalReason, SendOutcome } from "../../../src/ports/channel.ts";
import { fieldsOf } from "../form.ts";
import type { Silence } from "../http.ts";
import type { Told } from "./client.ts";
import { BLOCKED_BY_RECEIVER } from "./decode.ts";

const SECOND = 1000;
const AFTER_TROUBLE_MS = 2 * SECOND;
/** For what only the operator can mend (no credit, a wrong key), and for what is no answer of the API. */
const AFTER_PUZZLE_MS = 60 * SECOND;
const AFTER_LIMIT_MS = 5 * SECOND;

const SUCCESS = 200;
const NO_CREDIT = 418;
const LIMITED: ReadonlySet<number> = new Set([429, 451]);
/** The server is busy, and the operation failed. */
const PASSING: ReadonlySet<number> = new Set([402, 409]);
const REFUSALS: ReadonlyMap<number, RefusalReason> = new Map([
  [411, "chat-gone"],
  [413, "too-long"],
]);

/** What the operator does about a code. */
const FAULTS: ReadonlyMap<number, { readonly why: string; readonly hint: string }> = new Map([
  [401, { why: "Kavenegar has disabled the account.", hint: "Ask Kavenegar's support." }],
  [403, { why: "Kavenegar does not know this API key.", hint: "Copy the key from the panel again." }],
  [407, { why: "Kavenegar refuses calls from this address.", hint: "Allow the desk's IP in the panel's security." }],
  [412, { why: "The line is not this account's.", hint: "Set the dedicated line that belongs to the key." }],
  [416, { why: "Kavenegar refuses calls from this address.", hint: "Allow the desk's IP in the panel's security." }],
  [426, { why: "The account lacks a service this needs.", hint: "Upgrade the account in the panel." }],
  [427, { why: "The line may not be used so.", hint: "Ask Kavenegar's support for the line's access." }],
  [NO_CREDIT, { why: "The Kavenegar account has no credit.", hint: "Charge it: messages wait for a day." }],
]);

/**
 * Tells how a send ended. The same `localid` is never sent twice and brings the first record back, so what may or may
 * not have arrived is simply sent again.
 */
export function outcomeOf(answer: Result<Told, Silence>): SendOutcome {
  if (!answer.ok) {
    const said = answer.error.written ? "no answer" : "no connection";
    return { kind: "retry", afterMs: AFTER_TROUBLE_MS, why: `${said}: ${answer.error.code}` };
  }
  const { status, readable, entries, retryAfterMs } = answer.value;
  const why = `Kavenegar answered ${status}`;
  if (readable && status === SUCCESS) {
    const [record] = entries.map(fieldsOf);
    const id = record?.get("messageid");
    if (Number(record?.get("status")) === BLOCKED_BY_RECEIVER) return { kind: "refused", why: "blocked" };
    return id ? { kind: "sent", id } : { kind: "retry", afterMs: AFTER_TROUBLE_MS, why: "no readable answer" };
  }
  if (LIMITED.has(status)) {
    return { kind: "retry", afterMs: retryAfterMs ?? AFTER_LIMIT_MS, why: "rate limit", limited: true };
  }
  const refusal = readable ? REFUSALS.get(status) : undefined;
  if (refusal !== undefined) return { kind: "refused", why: refusal };
  const passes = status >= 500 || status < 300 || PASSING.has(status);
  if (passes) return { kind: "retry", afterMs: retryAfterMs ?? AFTER_TROUBLE_MS, why };
  if (!readable || FAULTS.has(status)) return { kind: "retry", afterMs: AFTER_PUZZLE_MS, why };
  // The same message would be refused in the same way tomorrow: somebody must see it today.
  return { kind: "refused", why: null, detail: why };
}

/** Whether a send that ended so may have arrived all the same. */
export function mayHaveArrived(answer: Result<Told, Silence>): boolean {
  if (!answer.ok) return answer.error.written;
  return !answer.value.readable || answer.value.status === SUCCESS;
}

/** What a call brought; null where it did not succeed. */
export function successOf(answer: Result<Told, Silence>): Told | null {
  return answer.ok && answer.value.readable && answer.value.status === SUCCESS ? answer.value : null;
}

/** Whether only the operator can mend it. */
export const needsOperator = (answer: Result<Told, Silence>): boolean => answer.ok && FAULTS.has(answer.value.status);

/**
 * The state of a channel by its account: without credit every send is refused, yet messages still arrive.
 * @param answer of `account/info`
 */
export function healthOfAccount(answer: Result<Told, Silence>): ChannelHealth {
  const credit = successOf(answer)?.entries.map(fieldsOf)[0]?.get("remaincredit");
  const fault = FAULTS.get(NO_CREDIT);
  if (credit !== undefined && Number(credit) <= 0 && fault !== undefined) return { state: "yellow", ...fault };
  return healthOf(answer);
}

/** The state of a channel whose call ended so, with what the operator can do. */
export function healthOf(answer: Result<Told, Silence>): ChannelHealth {
  if (successOf(answer) !== null) return { state: "green" };
  if (!answer.ok) {
    const why = `Kavenegar cannot be reached (${answer.error.code}).`;
    return { state: "red", why, hint: "Check the network, the proxy and the API root; the desk keeps trying." };
  }
  const { status } = answer.value;
  const fault = FAULTS.get(status) ?? { why: `Kavenegar answered ${status}.`, hint: "The desk keeps trying." };
  return { state: "red", ...fault };
}
