import type { Config } from "./config.ts";
import type { Connection } from "./db/connect.ts";
import { joinWorkers } from "./db/workers.ts";
import { deliveryHandler } from "./delivery/run.ts";
import type { DeskDeps } from "./desk/commands.ts";
import { reopenUndelivered } from "./desk/undelivered.ts";
import { sweepHandler } from "./followup/sweep.ts";
import type { Hub } from "./live/hub.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { OpenMind } from "./mind/open.ts";
import { apart, during, stagesNow } from "./observe/scope.ts";
import type { ChannelAccounts } from "./ports/channel.ts";
import type { Jobs } from "./ports/jobs.ts";
import { openEars } from "./turn/hear.ts";
import { type TurnQueueDeps, turnQueue } from "./turn/queue.ts";
import type { TurnDeps } from "./turn/run.ts";

export interface QueuesDeps {
  readonly config: Pick<Config, "turn" | "model">;
  readonly connection: Connection;
  readonly desk: DeskDeps;
  readonly jobs: Jobs;
  readonly mind: OpenMind;
  /** Finds what a reply may stand on. */
  readonly gather: TurnQueueDeps["gather"];
  readonly accounts: ChannelAccounts;
  readonly hub: Pick<Hub, "typing">;
  readonly metrics: Metrics;
  /** Takes the desk's secrets out of words a platform wrote. */
  readonly hide: (words: string) => string;
  readonly log: Log;
}

const SENDS_AT_ONCE = 32;
const SEND_TIMEOUT_MS = 12_000;
/** A model or a messenger that takes longer does not hold up the stop: the next start finds the row and begins again. */
const STOP_PATIENCE_MS = 4_000;

export interface Queues {
  begin(): void;
  /** Takes no more, and finishes what was begun. */
  end(): Promise<void>;
}

/** Joins those who work on the queues: turns, deliveries, and what happens by the clock. */
export async function joinQueues(deps: QueuesDeps): Promise<Queues> {
  const { config, connection, desk, jobs, mind, gather, accounts, hub, metrics, hide, log } = deps;
  const typing: TurnDeps["typing"] = ({ id, accountId, threadId, turnId }, lastMessageId) => {
    hub.typing(id);
    const adapter = accounts.get(accountId)?.adapter;
    // A sign of life is worth no failure. A draft without words says "thinking": a model's are shown once they are checked.
    adapter?.showTyping?.(threadId, lastMessageId ?? undefined).catch(() => {});
    adapter?.showDraft?.(threadId, turnId, "").catch(() => {});
  };
  const presence = await joinWorkers(connection, () => {
    jobs.wake("turn");
    jobs.wake("delivery");
  });
  const turns = turnQueue({
    ...desk,
    worker: presence.number,
    mind,
    gather,
    ears: openEars({
      ...desk,
      accounts,
      hearing: mind.hearing,
      onHeard: metrics.heard,
      onError: (error, conversation) => log.error({ error, conversation }, "a file could not be listened to"),
    }),
    deadlineMs: config.model?.deadlineMs ?? 0,
    typing,
    modelPatienceMs: (config.model?.deadlineMs ?? 0) / 2,
    patienceMs: config.turn.maxWaitMs + (config.model?.deadlineMs ?? 0),
    figures: {
      ...metrics,
      settled(turn) {
        metrics.settled(turn);
        const { outcome, decision, rule, engine, since } = turn;
        const waitedMs = since && desk.clock.now().getTime() - since.getTime();
        log.info({ outcome, decision, rule, engine, waitedMs, ms: stagesNow() }, "turn");
      },
    },
    onError: (error, conversation) => log.error({ error, conversation }, "a turn failed; it is tried again"),
  });
  const delivery = deliveryHandler({
    ...desk,
    worker: presence.number,
    accounts,
    undelivered: (messageId) => reopenUndelivered(desk, messageId),
    concurrency: SENDS_AT_ONCE,
    sendTimeoutMs: SEND_TIMEOUT_MS,
    hide,
    onOutcome(part, outcome) {
      metrics.sent(part, outcome);
      const waitedMs = desk.clock.now().getTime() - part.createdAt.getTime();
      log.info({ outcome: outcome.kind, attempts: part.attempts, waitedMs, ms: stagesNow() }, "delivery");
    },
    onError: (error, conversation) => log.error({ error, conversation }, "a send could not be begun or written down"),
  });

  const sweep = sweepHandler({
    ...desk,
    onError: (error, conversation) =>
      log.error({ error, conversation }, "a part of the sweep failed; it is tried again"),
  });
  return {
    begin() {
      jobs.work("turn", (signal) => apart(() => turns.handle(signal)));
      jobs.work("delivery", (signal) => apart(() => delivery.handle(signal)));
      jobs.work("sweep", (signal) => during("sweep", {}, () => sweep(signal)));
    },
    async end() {
      await jobs.stop();
      await atMost(STOP_PATIENCE_MS, Promise.all([turns.idle(), delivery.idle()]));
      await presence.leave();
    },
  };
}

function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
