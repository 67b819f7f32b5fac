import type { Config } from "./config.ts";
import { embeddedJobs } from "./jobs/embedded.ts";
import type { Signals } from "./live/signals.ts";
import type { Log } from "./log.ts";
import type { Clock } from "./ports/clock.ts";
import type { Jobs, Queue } from "./ports/jobs.ts";

const SWEEP_MS = 2_000;

export interface WakeUpsDeps {
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Log;
}

export interface WakeUps {
  readonly jobs: Jobs;
  /** After the last wake-up. */
  close(): Promise<void>;
}

/** Wake-ups through Redis where one is configured, else through the database. */
export async function openWakeUps({ redisUrl }: Pick<Config, "redisUrl">, deps: WakeUpsDeps): Promise<WakeUps> {
  const { signals, clock, log } = deps;
  const onError = (queue: Queue, error: unknown) => log.error({ error, queue }, "a queue failed; it is tried again");
  const options = { clock, sweepMs: SWEEP_MS, onError };
  if (redisUrl === null) return { jobs: await embeddedJobs({ ...options, signals }), close: async () => {} };
  // Loaded where it is used: a desk without Redis starts without it.
  const [{ openRedis }, { bullmqJobs }] = await Promise.all([import("./jobs/redis.ts"), import("./jobs/bullmq.ts")]);
  const redis = await openRedis(redisUrl, {
    lost: (why) =>
      log.warn({ why }, `Redis cannot be reached: answers may come ${SWEEP_MS / 1000} s later until it can. Is it up?`),
    back: () => log.info("Redis is back"),
    trouble: (message, hint) => log.warn({ hint }, message),
  });
  return { jobs: bullmqJobs({ ...options, redis }), close: async () => redis.close() };
}
