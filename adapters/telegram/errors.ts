import { GrammyError, HttpError } from "grammy";
import type { ChannelHealth, RefusalReason, SendOutcome } from "../../src/ports/channel.ts";
import { CallFailed, NOT_OF_THE_API } from "./transport.ts";

const SECOND = 1000;
const AFTER_SERVER_ERROR_MS = 2 * SECOND;
const AFTER_NO_CONNECTION_MS = 2 * SECOND;
/** For what only the operator can mend: a revoked token, a page of somebody between us and Telegram. */
const AFTER_PUZZLE_MS = 60 * SECOND;
/** A server between us and Telegram passed the request on and heard nothing back. */
const MAY_HAVE_ARRIVED: readonly number[] = [504, 520, 524];

/** Descriptions are the platform's words, read without regard to case; the codes alone do not tell. */
const REFUSALS: readonly { readonly code: number; readonly says: RegExp; readonly why: RefusalReason }[] = [
  { code: 400, says: /message is too long|message_too_long/i, why: "too-long" },
  { code: 400, says: /chat not found|user not found|peer_id_invalid|input_user_deactivated/i, why: "chat-gone" },
  { code: 400, says: /business_connection_(invalid|not_allowed)|business connection not found/i, why: "chat-gone" },
  { code: 400, says: /business_peer_(usage_missing|invalid)/i, why: "window-closed" },
  { code: 403, says: /chat was deleted|group chat was/i, why: "chat-gone" },
  { code: 403, says: /./, why: "blocked" },
];

/**
 * Tells how a failed `sendMessage` ended. `unknown` only where the request may have had its effect.
 * Source: Bot API `ResponseParameters` (`retry_after` in seconds); texts of refusals as recorded.
 */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof GrammyError) return refusalOf(error);
  const failure = failureOf(error);
  if (!failure.written)
    return { kind: "retry", afterMs: AFTER_NO_CONNECTION_MS, why: `no connection: ${failure.code}` };
  return { kind: "unknown", why: `no answer: ${failure.code}` };
}

function refusalOf({ error_code: code, description, parameters }: GrammyError): SendOutcome {
  if (code === 429) {
    return { kind: "retry", afterMs: (parameters.retry_after ?? 1) * SECOND, why: "rate limit", limited: true };
  }
  if (MAY_HAVE_ARRIVED.includes(code)) return { kind: "unknown", why: `a gateway answered ${code}` };
  if (code >= 500) return { kind: "retry", afterMs: AFTER_SERVER_ERROR_MS, why: `Telegram answered ${code}` };
  const why = `Telegram answered ${code}: ${description}`;
  if (code === 413) return { kind: "refused", why: null, detail: why };
  if (description === NOT_OF_THE_API || needsOperator(code)) return { kind: "retry", afterMs: AFTER_PUZZLE_MS, why };
  const refusal = REFUSALS.find((row) => row.code === code && row.says.test(description));
  // The same call would be refused in the same way tomorrow: somebody must see it today.
  return refusal ? { kind: "refused", why: refusal.why } : { kind: "refused", why: null, detail: why };
}

/** How a call ended that can be repeated without harm, because doing it twice is doing it once. */
export function repeatable(outcome: SendOutcome): SendOutcome {
  return outcome.kind === "unknown" ? { kind: "retry", afterMs: AFTER_SERVER_ERROR_MS, why: outcome.why } : outcome;
}

/** What became of a call that Telegram did not answer. */
function failureOf(error: unknown): { readonly written: boolean; readonly code: string } {
  const cause = error instanceof HttpError ? error.error : error;
  return cause instanceof CallFailed ? cause : { written: true, code: "NETWORK" };
}

/** Why a call that is not a send failed, in words for the log and the channels page; the token is never in them. */
export function describe(error: unknown): string {
  return error instanceof GrammyError ? `${error.error_code} ${error.description}` : failureOf(error).code;
}

/** How long the platform asks to wait, in milliseconds; undefined where it does not. */
export function askedToWaitMs(error: unknown): number | undefined {
  const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
  return seconds === undefined ? undefined : seconds * SECOND;
}

/** Whether only the operator can mend it: a wrong token, or a second reader of the same bot. */
export const needsOperator = (code: number): boolean => [401, 404, 409].includes(code);

/** The state of a channel whose call failed, with what the operator can do. */
export function healthOf(error: unknown): ChannelHealth {
  const code = error instanceof GrammyError ? error.error_code : undefined;
  if (code === 401 || code === 404) {
    return {
      state: "red",
      why: "Telegram does not know this bot token.",
      hint: "Copy the token from @BotFather again; a revoked token never works again.",
    };
  }
  if (code === 409) {
    return {
      state: "red",
      why: "Another program reads this bot's updates, by polling or by a webhook.",
      hint: "Stop the other program or give the desk a bot of its own; then it recovers by itself.",
    };
  }
  if (error instanceof GrammyError) {
    return { state: "red", why: `Telegram answered ${describe(error)}.`, hint: "The desk keeps trying." };
  }
  return {
    state: "red",
    why: `Telegram cannot be reached (${describe(error)}).`,
    hint: "Check the network, the proxy and the API root; the desk keeps trying.",
  };
}
