import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "../db/connect.ts";
import { windowClosesAt } from "../db/reply-window.ts";
import { during, note, stage } from "../observe/scope.ts";
import type { ChannelAccounts, SendOutcome } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { DueHandler, Jobs } from "../ports/jobs.ts";
import { type ClaimedPart, claimDueParts, nextDuePart } from "./claim.ts";
import { loadMedia } from "./media.ts";
import { mergeWaiting } from "./merge.ts";
import { type Pressure, pressureGauge } from "./pressure.ts";
import { externalIdOf } from "./quoted.ts";
import { holdAccount, recoverBrokenSends, settlePart } from "./settle.ts";

export interface DeliveryDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly accounts: ChannelAccounts;
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
  /** A message has failed for good: whoever said it may have to say it in another way. */
  readonly undelivered: (messageId: number) => Promise<void>;
  readonly onOutcome: (part: ClaimedPart, outcome: SendOutcome) => void;
  readonly onError: (error: unknown, conversationId: number) => void;
  /** Sends one process has on the wire at the same time. */
  readonly concurrency: number;
  /** A send that has not ended by then may have arrived: its outcome is unknown. */
  readonly sendTimeoutMs: number;
  /** Stands on what is leased: when this worker dies, the others need not wait until the lease ends. */
  readonly worker?: number;
  /** Takes the desk's secrets out of words a platform wrote, before they are kept. Absent: they stay as they are. */
  readonly hide?: (words: string) => string;
}

/** A chat that must wait as long would show several bubbles one by one: they go out as one. */
const CROWDED_FROM_MS = 3_000;

/** A file of the largest size goes up on a slow line. The lease of such a part is longer. */
const FILE_TIMEOUT_MS = 60_000;

/** How often it is asked for sends whose process died; it takes the others a second to be sure of a death. */
const RECOVER_EVERY_MS = 1_000;

/** The delivery queue: claims parts in batches and sends each at once; one unsent message a conversation. */
export function deliveryHandler(deps: DeliveryDeps): { readonly handle: DueHandler; idle(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const pressure = pressureGauge();
  let recoveredAt = Number.NEGATIVE_INFINITY;

  async function recover(): Promise<void> {
    const now = deps.clock.now();
    if (now.getTime() - recoveredAt < RECOVER_EVERY_MS) return;
    for (const conversationId of await recoverBrokenSends(deps.sql, now)) deps.publish(conversationId);
    recoveredAt = now.getTime();
  }

  function start(part: ClaimedPart): void {
    const { conversationId: conversation, accountId: account, messageId: message, id } = part;
    const ids = { conversation, account, message, part: id };
    const sending = during("delivery", ids, () => deliver(deps, part, pressure)).finally(() => {
      running.delete(sending);
      // The conversation's next part, or one that found no room, may go now.
      deps.jobs.wake("delivery");
    });
    running.add(sending);
  }

  return {
    async handle(signal) {
      await recover();
      // The accounts may change while the desk runs, and so may the connections some of them hold.
      const accountIds = [...deps.accounts.values()]
        .filter(({ adapter }) => adapter.canSend?.() ?? true)
        .map(({ id }) => id);
      while (!signal.aborted && running.size < deps.concurrency) {
        const room = deps.concurrency - running.size;
        const parts = await claimDueParts(deps.sql, accountIds, deps.clock.now(), room, deps.worker);
        for (const part of parts) {
          deps.publish(part.conversationId);
          if (part.state === "sending") start(part);
        }
        // Behind a suppressed part the conversation's next one may be due at once.
        if (parts.length < room && parts.every((part) => part.state === "sending")) break;
      }
      return running.size >= deps.concurrency ? null : nextDuePart(deps.sql, accountIds, deps.clock.now());
    },
    async idle() {
      await Promise.all(running);
    },
  };
}

async function deliver(deps: DeliveryDeps, part: ClaimedPart, pressure: Pressure): Promise<void> {
  try {
    if (part.joins && (await mergedAway(deps, part))) return;
    const outcome = await stage("send", () => send(deps, part));
    note({ outcome: outcome.kind });
    const now = deps.clock.now();
    const waitMs = pressure.note(part, outcome);
    const crowded = outcome.kind === "retry" && outcome.afterMs >= CROWDED_FROM_MS && waitMs === null;
    const failed = await untilItIsThere(() => settlePart(deps.sql, part, outcome, now, crowded));
    if (failed) await untilItIsThere(() => deps.undelivered(part.messageId));
    if (waitMs !== null) await holdAccount(deps.sql, part.accountId, new Date(now.getTime() + waitMs));
    deps.onOutcome(part, outcome);
  } catch (error) {
    // The database could not be told: the lease ends and the recovery decides.
    deps.onError(error, part.conversationId);
  }
  deps.publish(part.conversationId);
}

/** The lease has ended by then, and others decide about the send. */
const SETTLE_FOR_MS = 15_000;
const SETTLE_AGAIN_MS = 250;

/**
 * Writes down how a send ended, also where the database goes away just then: what is not written down would be sent
 * again.
 */
async function untilItIsThere<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = SETTLE_FOR_MS / SETTLE_AGAIN_MS; ; tries -= 1) {
    try {
      return await write();
    } catch (error) {
      if (tries <= 0) throw error;
      await pause(SETTLE_AGAIN_MS);
    }
  }
}

/** True where the part's words now wait in a later part, which is claimed next. */
async function mergedAway({ sql, clock, accounts }: DeliveryDeps, part: ClaimedPart): Promise<boolean> {
  const textChars = accounts.get(part.accountId)?.adapter.limits.textChars;
  return textChars !== undefined && mergeWaiting(sql, part, textChars, clock.now());
}

async function send(
  { sql, clock, accounts, sendTimeoutMs, hide = (words) => words }: DeliveryDeps,
  part: ClaimedPart,
): Promise<SendOutcome> {
  const account = accounts.get(part.accountId);
  if (!account) return { kind: "retry", afterMs: 60_000, why: "the channel is not connected in this process" };
  const signal = AbortSignal.timeout(part.fileId === null ? sendTimeoutMs : Math.max(sendTimeoutMs, FILE_TIMEOUT_MS));
  if (part.speaker === "reopening") {
    const { askToReopen } = account.adapter;
    // The operator has taken the template away since.
    if (!askToReopen) return { kind: "refused", why: "window-closed" };
    return ended(() => askToReopen(part.threadId, signal), hide);
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
  return ended(() => account.adapter.send(message, signal), hide);
}

/** How a call of an adapter ended, whatever it did. */
async function ended(call: () => Promise<SendOutcome>, hide: (words: string) => string): Promise<SendOutcome> {
  try {
    return told(await call(), hide);
  } catch (error) {
    return { kind: "unknown", why: error instanceof Error ? error.name : "the adapter failed" };
  }
}

/** Why a send failed is shown and kept, and may be in the platform's own words. */
function told(outcome: SendOutcome, hide: (words: string) => string): SendOutcome {
  switch (outcome.kind) {
    case "retry":
    case "unknown":
      return { ...outcome, why: hide(outcome.why) };
    case "refused":
      return outcome.detail === undefined ? outcome : { ...outcome, detail: hide(outcome.detail) };
    default:
      return outcome;
  }
}
