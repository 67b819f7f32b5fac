import type { SendOutcome } from "../../src/ports/channel.ts";
import { Late } from "./deadline.ts";

const AFTER_NO_CONNECTION_MS = 5_000;
const AFTER_PUZZLE_MS = 30_000;

/** The words of the browser and of puppeteer where the page went away: what it was doing may have been done. */
const PAGE_GONE =
  /Execution context|Target closed|Session closed|Connection closed|detached|Protocol error|ProtocolError|timed out|not connected/i;

/** The page's words for somebody it cannot find. Source: issues of the library. */
const NOBODY = /No LID for user|Lid is missing|invalid wid|not a contact/i;

/** Aborted while it was on its way. */
class Aborted extends Error {}

export const describe = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.slice(0, 200) || "no reason";

export const isNobody = (error: unknown): boolean => NOBODY.test(describe(error));

const hasLeftThePage = (error: unknown): boolean => error instanceof Late || PAGE_GONE.test(describe(error));

export const NOT_CONNECTED: SendOutcome = {
  kind: "retry",
  afterMs: AFTER_NO_CONNECTION_MS,
  why: "WhatsApp Web is not connected",
};

/** How it ended where nothing had been sent yet. */
export function outcomeBefore(error: unknown): SendOutcome {
  if (error instanceof Aborted) return { kind: "retry", afterMs: 0, why: "aborted before it began" };
  const afterMs = hasLeftThePage(error) ? AFTER_NO_CONNECTION_MS : AFTER_PUZZLE_MS;
  return { kind: "retry", afterMs, why: describe(error) };
}

/**
 * How a send ended that failed. Where the page itself said no it still runs, and it would have shown the message before;
 * the caller has looked for that.
 */
export function outcomeOfSend(error: unknown): SendOutcome {
  if (error instanceof Aborted || hasLeftThePage(error)) return { kind: "unknown", why: describe(error) };
  return isNobody(error) ? { kind: "refused", why: "chat-gone" } : outcomeBefore(error);
}

/** How a call ended that can be repeated without harm, because doing it twice is doing it once. */
export function outcomeOfChange(error: unknown): SendOutcome {
  const outcome = outcomeOfSend(error);
  return outcome.kind === "unknown" ? { kind: "retry", afterMs: AFTER_NO_CONNECTION_MS, why: outcome.why } : outcome;
}

/** The call's own end, or {@link Aborted}. */
export async function orAborted<T>(signal: AbortSignal, call: Promise<T>): Promise<T> {
  call.catch(() => undefined);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Aborted("aborted on the way"));
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([call, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener("abort", onAbort);
  }
}
