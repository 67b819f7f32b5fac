import type { Config } from "./config.ts";
import { joinWorkers } from "./db/workers.ts";
import { deliveryHandler } from "./delivery/run.ts";
import type { DeskDeps } from "./desk/commands.ts";
import type { Conversation } from "./desk/conversation.ts";
import { sweepHandler } from "./followup/sweep.ts";
import type { Hub } from "./live/hub.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { OpenMind } from "./mind/open.ts";
import type { ChannelAccounts } from "./ports/channel.ts";
import type { Jobs } from "./ports/jobs.ts";
import { turnQueue } from "./turn/queue.ts";

export interface QueuesDeps {
  readonly config: Pick<Config, "turn" | "model">;
  readonly desk: DeskDeps;
  readonly jobs: Jobs;
  readonly mind: OpenMind;
  readonly accounts: ChannelAccounts;
  readonly hub: Pick<Hub, "typing">;
  readonly metrics: Metrics;
  readonly log: Log;
}

const SENDS_AT_ONCE = 32;
const SEND_TIMEOUT_MS = 12_000;
/** A model or a messenger that takes longer does not hold up the stop: the next start finds the row and begins again. */
const STOP_PATIENCE_MS = 4_000;

/** Works on the queues: turns, deliveries, and what happens by the clock. @returns how to take no more and finish */
export async function workQueues(deps: QueuesDeps): Promise<() => Promise<void>> {
  const { config, desk, jobs, mind, accounts, hub, metrics, log } = deps;
  const typing = ({ id, accountId, threadId }: Conversation) => {
    hub.typing(id);
    // A sign of life is worth no failure.
    accounts
      .get(accountId)
      ?.adapter.showTyping?.(threadId)
      .catch(() => {});
  };
  const turns = turnQueue({
    ...desk,
    mind,
    typing,
    modelPatienceMs: (config.model?.deadlineMs ?? 0) / 2,
    patienceMs: config.turn.maxWaitMs + (config.model?.deadlineMs ?? 0),
    figures: metrics,
    onError: (error, conversation) => log.error({ error, conversation }, "a turn failed; it is tried again"),
  });
  const delivery = deliveryHandler({
    ...desk,
    accounts,
    concurrency: SENDS_AT_ONCE,
    sendTimeoutMs: SEND_TIMEOUT_MS,
    onOutcome: (_part, outcome) => metrics.sent(outcome.kind),
    onError: (error, conversation) => log.error({ error, conversation }, "a send could not be settled"),
  });

  const presence = await joinWorkers(desk.sql);
  jobs.work("turn", turns.handle);
  jobs.work("delivery", delivery.handle);
  jobs.work("sweep", sweepHandler(desk));
  return async () => {
    await jobs.stop();
    await atMost(STOP_PATIENCE_MS, Promise.all([turns.idle(), delivery.idle()]));
    await presence.leave();
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
