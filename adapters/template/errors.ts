import type { ChannelHealth, RefusalReason, SendOutcome } from "../../src/ports/channel.ts";
import type { Answer } from "./call.ts";

const AFTER_TROUBLE_MS = 2_000;
const AFTER_LIMIT_MS = 5_000;
/** For what only the operator can mend. */
const AFTER_PUZZLE_MS = 60_000;

const REFUSALS: ReadonlyMap<number, RefusalReason> = new Map([
  [403, "blocked"],
  [404, "chat-gone"],
  [413, "too-long"],
]);

/** How a send ended: `retry` only where nothing arrived, `unknown` where it may have, `refused` where it is final. */
export function outcomeOf(answer: Answer): SendOutcome {
  if (answer.kind === "silence") {
    if (answer.written) return { kind: "unknown", why: `no answer: ${answer.code}` };
    return { kind: "retry", afterMs: AFTER_TROUBLE_MS, why: `no connection: ${answer.code}` };
  }
  const { status, json, retryAfterMs } = answer;
  if (status === 200) {
    const id = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
    return typeof id === "string" && id !== "" ? { kind: "sent", id } : { kind: "unknown", why: "no readable answer" };
  }
  const why = `the platform answered ${status}`;
  const refusal = REFUSALS.get(status);
  if (refusal !== undefined) return { kind: "refused", why: refusal };
  if (status === 429) return { kind: "retry", afterMs: retryAfterMs ?? AFTER_LIMIT_MS, why, limited: true };
  // Its own words say that it failed; a page of a gateway in front of it does not.
  if (status >= 500)
    return json === undefined ? { kind: "unknown", why } : { kind: "retry", afterMs: AFTER_TROUBLE_MS, why };
  if (status === 401) return { kind: "retry", afterMs: AFTER_PUZZLE_MS, why };
  return { kind: "refused", why: null, detail: why };
}

/** The state of the channel, with what the operator can do. */
export function healthOf(answer: Answer): ChannelHealth {
  if (answer.kind === "silence") {
    const hint = "Check the network and the API root; the desk keeps trying.";
    return { state: "red", why: `The platform cannot be reached (${answer.code}).`, hint };
  }
  if (answer.status === 200) return { state: "green" };
  const hint = answer.status === 401 ? "Copy the token from the platform's settings again." : "The desk keeps trying.";
  return { state: "red", why: `The platform answered ${answer.status}.`, hint };
}
