import { createHash } from "node:crypto";
import type { OutboundMessage, SendOutcome } from "../../../src/ports/channel.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import { textWithChoices } from "../answer-choices.ts";
import { receptorOf } from "../phone.ts";
import type { KavenegarCall } from "./client.ts";
import type { KavenegarConfig } from "./config.ts";
import { mayHaveArrived, outcomeOf } from "./errors.ts";

/** The platform's own limit for one message, in characters of any script. */
export const TEXT_LIMIT = 900;
/** The platform remembers a `localid` for twelve hours; the hour less is for clocks and for the send itself. */
const REMEMBERED_MS = 11 * 3_600_000;

/** Nobody repeats a message that is so old. */
const GIVEN_UP_MS = 48 * 3_600_000;

/** Sends, and keeps count of the sends whose end is not known. */
export type KavenegarSender = (message: OutboundMessage, signal: AbortSignal) => Promise<SendOutcome>;

/**
 * Builds the sender of one line. A part whose first try may have arrived is repeated under the same `localid`, which
 * the platform answers with the first record; after its memory has ended, a repetition would be a second message.
 */
export function kavenegarSender(call: KavenegarCall, { sender }: KavenegarConfig, clock: Clock): KavenegarSender {
  const doubtfulSince = new Map<string, number>();
  return async (message, signal) => {
    const receptor = receptorOf(message.threadId);
    if (receptor === null) return { kind: "refused", why: "chat-gone" };
    if (message.text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };

    const localid = localIdOf(message);
    const now = clock.now().getTime();
    const since = doubtfulSince.get(localid);
    if (since !== undefined && now - since > REMEMBERED_MS) {
      doubtfulSince.delete(localid);
      return { kind: "unknown", why: "a first try may have arrived, too long ago to repeat it safely" };
    }
    const form = { receptor, sender, localid, message: textWithChoices(message, TEXT_LIMIT) };
    const answer = await call("sms/send", form, signal);
    const outcome = outcomeOf(answer);
    if (outcome.kind !== "retry") doubtfulSince.delete(localid);
    else if (mayHaveArrived(answer) && since === undefined) doubtfulSince.set(localid, now);
    forgetBefore(doubtfulSince, now - GIVEN_UP_MS);
    return outcome;
  };
}

/** The oldest stand first. */
function forgetBefore(times: Map<string, number>, limit: number): void {
  for (const [key, at] of times) {
    if (at >= limit) return;
    times.delete(key);
  }
}

/**
 * Our part's id as the number that the platform knows it by. The words and the receiver go into it: two desks on one
 * key, or one that began with a new database, count from 1 both, and the second would be answered with the first's.
 */
function localIdOf({ id, threadId, text }: OutboundMessage): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([id, threadId, text]))
    .digest();
  return String(digest.readUIntBE(0, 6));
}
