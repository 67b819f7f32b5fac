import type { Sql } from "../db/connect.ts";
import { windowClosesAt } from "../db/reply-window.ts";
import type { ChannelAccounts, SendOutcome } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { ClaimedPart } from "./claim.ts";
import { loadMedia } from "./media.ts";
import { externalIdOf } from "./quoted.ts";

export interface SendDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly accounts: ChannelAccounts;
  /** A send that has not ended by then may have arrived: its outcome is unknown. */
  readonly sendTimeoutMs: number;
  /** Takes the desk's secrets out of words a platform wrote, before they are kept. Absent: they stay as they are. */
  readonly hide?: (words: string) => string;
}

/** A file of the largest size goes up on a slow line. The lease of such a part is longer. */
const FILE_TIMEOUT_MS = 60_000;
/** In which an adapter that was told to stop says what it knows. */
const LAST_WORD_MS = 1_000;

/**
 * Sends a part by its account's adapter. Whatever the adapter does is an outcome.
 * @throws where the database cannot be asked for what is to be sent: then nothing has left
 */
export async function sendPart(
  { sql, clock, accounts, sendTimeoutMs, hide = (words) => words }: SendDeps,
  part: ClaimedPart,
): Promise<SendOutcome> {
  const account = accounts.get(part.accountId);
  if (!account) return { kind: "retry", afterMs: 60_000, why: "the channel is not connected in this process" };
  const timeoutMs = part.fileId === null ? sendTimeoutMs : Math.max(sendTimeoutMs, FILE_TIMEOUT_MS);
  const signal = AbortSignal.timeout(timeoutMs);
  const ended = (call: () => Promise<SendOutcome>) => endOf(call, timeoutMs + LAST_WORD_MS, hide);
  if (part.speaker === "reopening") {
    const { askToReopen } = account.adapter;
    // The operator has taken the template away since.
    if (!askToReopen) return { kind: "refused", why: "window-closed" };
    return ended(() => askToReopen(part.threadId, signal));
  }
  const { replyWindowMs } = account.adapter.limits;
  const closesAt = replyWindowMs === undefined ? null : await windowClosesAt(sql, part.conversationId, replyWindowMs);
  // Known without asking: some platforms take the words and tell only later that nobody will see them.
  if (closesAt !== null && closesAt <= clock.now()) return { kind: "refused", why: "window-closed" };
  const media = part.fileId === null ? null : await loadMedia(sql, part.fileId, account.adapter.limits);
  if (part.fileId !== null && !media)
    return { kind: "refused", why: null, detail: "the channel does not take this file" };
  const message = {
    id: String(part.id),
    threadId: part.threadId,
    text: part.text,
    buttons: part.part === part.parts ? part.buttons : [],
    replyTo: part.replyToId !== null && part.part === 1 ? await externalIdOf(sql, part.replyToId) : null,
    ...(media && { media }),
  };
  return ended(() => account.adapter.send(message, signal));
}

type Rewrite = (words: string) => string;

/** How a call of an adapter ended, whatever it did; also where it heeds no signal. */
async function endOf(call: () => Promise<SendOutcome>, atMostMs: number, hide: Rewrite): Promise<SendOutcome> {
  const deaf = new Promise<SendOutcome>((resolve) => {
    const giveUp = () => resolve({ kind: "unknown", why: "the adapter did not stop" });
    AbortSignal.timeout(atMostMs).addEventListener("abort", giveUp, { once: true });
  });
  try {
    return told(await Promise.race([call(), deaf]), hide);
  } catch (error) {
    return { kind: "unknown", why: error instanceof Error ? error.name : "the adapter failed" };
  }
}

/** Why a send failed is shown and kept, and may be in the platform's own words. */
function told(outcome: SendOutcome, hide: Rewrite): SendOutcome {
  switch (outcome.kind) {
    case "sent":
      return { ...outcome, id: storable(outcome.id) };
    case "retry":
    case "unknown":
      return { ...outcome, why: storable(hide(outcome.why)) };
    case "refused":
      return outcome.detail === undefined ? outcome : { ...outcome, detail: storable(hide(outcome.detail)) };
  }
}

/** PostgreSQL holds no NUL: an end that cannot be written down would be none. */
const storable: Rewrite = (words) => words.replaceAll("\0", "");
