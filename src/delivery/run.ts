import { setTimeout as pause } from "node:timers/promises";
import { during, note, stage } from "../observe/scope.ts";
import type { SendOutcome } from "../ports/channel.ts";
import type { DueHandler, Jobs } from "../ports/jobs.ts";
import { type ClaimedPart, claimDueParts, nextDuePart, type Sender } from "./claim.ts";
import { mergeWaiting } from "./merge.ts";
import { type Pressure, pressureGauge } from "./pressure.ts";
import { type SendDeps, sendPart } from "./send.ts";
import { holdAccount, recoverBrokenSends, settlePart } from "./settle.ts";

export interface DeliveryDeps extends SendDeps {
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
  /** A message has failed for good: whoever said it may have to say it in another way. */
  readonly undelivered: (messageId: number) => Promise<void>;
  readonly onOutcome: (part: ClaimedPart, outcome: SendOutcome) => void;
  readonly onError: (error: unknown, conversationId: number) => void;
  /** Sends one process has on the wire at the same time. */
  readonly concurrency: number;
  /** Stands on what is leased: when this worker dies, the others need not wait until the lease ends. */
  readonly worker?: number;
}

/** A chat that must wait as long would show several bubbles one by one: they go out as one. */
const CROWDED_FROM_MS = 3_000;

/** How often it is asked for sends whose process died; it takes the others a second to be sure of a death. */
const RECOVER_EVERY_MS = 1_000;

/** The delivery queue: claims parts in batches and sends each at once; one unsent message a conversation. */
export function deliveryHandler(deps: DeliveryDeps): { readonly handle: DueHandler; idle(): Promise<void> } {
  /** By part: what is begun here and not written down yet. */
  const running = new Map<number, Promise<void>>();
  const pressure = pressureGauge();
  let recoveredAt = Number.NEGATIVE_INFINITY;

  const self = (): Sender => ({ worker: deps.worker ?? null, holds: [...running.keys()] });

  async function recover(): Promise<void> {
    const now = deps.clock.now();
    if (now.getTime() - recoveredAt < RECOVER_EVERY_MS) return;
    for (const conversationId of await recoverBrokenSends(deps.sql, now, self())) deps.publish(conversationId);
    recoveredAt = now.getTime();
  }

  function start(part: ClaimedPart, stop: AbortSignal): void {
    const { conversationId: conversation, accountId: account, messageId: message, id } = part;
    const ids = { conversation, account, message, part: id };
    const sending = during("delivery", ids, () => deliver(deps, part, pressure, stop)).finally(() => {
      running.delete(id);
      // The conversation's next part, or one that found no room, may go now.
      deps.jobs.wake("delivery");
    });
    running.set(id, sending);
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
        const parts = await claimDueParts(deps.sql, accountIds, deps.clock.now(), room, self());
        for (const part of parts) {
          deps.publish(part.conversationId);
          if (part.state === "sending") start(part, signal);
        }
        // Behind a suppressed part the conversation's next one may be due at once.
        if (parts.length < room && parts.every((part) => part.state === "sending")) break;
      }
      return running.size >= deps.concurrency ? null : nextDuePart(deps.sql, accountIds, deps.clock.now());
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}

async function deliver(deps: DeliveryDeps, part: ClaimedPart, pressure: Pressure, stop: AbortSignal): Promise<void> {
  try {
    const outcome = await begin(deps, part);
    if (outcome !== null) await settle(deps, part, outcome, pressure, stop);
  } catch (error) {
    deps.onError(error, part.conversationId);
  }
  deps.publish(part.conversationId);
}

/** @returns how the send ended; null where the part's words now wait in a later part, which is claimed next */
async function begin(deps: DeliveryDeps, part: ClaimedPart): Promise<SendOutcome | null> {
  try {
    if (part.joins && (await mergedAway(deps, part))) return null;
    const outcome = await stage("send", () => sendPart(deps, part));
    note({ outcome: outcome.kind });
    return outcome;
  } catch (error) {
    deps.onError(error, part.conversationId);
    // Whatever an adapter does is an outcome: nothing has left yet.
    return { kind: "retry", afterMs: 0, why: "it could not be begun" };
  }
}

async function settle(
  deps: DeliveryDeps,
  part: ClaimedPart,
  outcome: SendOutcome,
  pressure: Pressure,
  stop: AbortSignal,
): Promise<void> {
  const now = deps.clock.now();
  const waitMs = pressure.note(part, outcome);
  const crowded = outcome.kind === "retry" && outcome.afterMs >= CROWDED_FROM_MS && waitMs === null;
  let leftAtStop = TRIES_AT_STOP;
  const goesOn = () => !stop.aborted || leftAtStop-- > 0;
  const failed = await insist(
    () => settlePart(deps.sql, part, outcome, now, crowded),
    (tries, error) => {
      if (tries === TRIES_IN_SILENCE) deps.onError(error, part.conversationId);
      return goesOn();
    },
  );
  if (failed) {
    const tell = () => deps.undelivered(part.messageId);
    await insist(tell, (tries) => tries < TRIES_IN_SILENCE && goesOn());
  }
  if (waitMs !== null) await holdAccount(deps.sql, part.accountId, new Date(now.getTime() + waitMs));
  deps.onOutcome(part, outcome);
}

const AGAIN_MS = 250;
/** Some 15 s: then an operator should know. */
const TRIES_IN_SILENCE = 60;
/** Some 3 s: what is not written down by then, the next start takes for broken off. */
const TRIES_AT_STOP = 12;

/**
 * Writes again until it is written, where the database goes away just then: what is not written down would be sent again.
 * @param again  told how often it was tried: false gives up
 */
async function insist<T>(write: () => Promise<T>, again: (tries: number, error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!again(tries, error)) throw error;
      await pause(AGAIN_MS);
    }
  }
}

/** True where the part's words now wait in a later part. */
async function mergedAway({ sql, clock, accounts }: DeliveryDeps, part: ClaimedPart): Promise<boolean> {
  const textChars = accounts.get(part.accountId)?.adapter.limits.textChars;
  return textChars !== undefined && mergeWaiting(sql, part, textChars, clock.now());
}
