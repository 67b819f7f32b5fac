import { Queue as BullQueue, Worker as BullWorker } from "bullmq";
import type { Clock } from "../ports/clock.ts";
import { type Jobs, QUEUES, type Queue } from "../ports/jobs.ts";
import { type DueWorker, startDueWorker } from "./due-worker.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { RedisLink } from "./redis.ts";

export interface BullmqJobsOptions {
  readonly redis: RedisLink;
  readonly clock: Clock;
  /** A queue is looked at this often even if no wake-up came. */
  readonly sweepMs: number;
  readonly onError: (queue: Queue, error: unknown) => void;
  /** Of all keys in Redis. Desks that share a Redis need one each, or a database number each. */
  readonly prefix?: string;
}

/** A process that dies with a wake-up in its hand (it holds each for about a millisecond) gives it back after this. */
const LOCK_MS = 2_000;
const RECONNECT_MS = 1_000;
/** However many wake a queue: one job waits, and one follows the one in somebody's hand. Done ones leave no trace. */
const WAKE_UP = {
  deduplication: { id: "wake", keepLastIfActive: true },
  removeOnComplete: true,
  removeOnFail: true,
};
/** BullMQ's journal of what happened to each job, which nobody here reads. */
const JOURNAL_LENGTH = 100;

/**
 * Wake-ups by BullMQ: one job, and a single following one, however many wake a queue; it goes to one of the processes
 * that work on it. A job is done as soon as it is received: the run it causes looks at the rows, which are the truth.
 * Without Redis a process wakes itself, and the others by their sweeps; nothing but time is lost.
 */
export function bullmqJobs({ redis, clock, sweepMs, onError, prefix = "hamdel" }: BullmqJobsOptions): Jobs {
  const workers = new Map<Queue, DueWorker>();
  const receivers: BullWorker[] = [];
  const stopping = new AbortController();
  const senders = new Map(QUEUES.map((queue) => [queue, openSender(queue)]));
  // What was sent while Redis was away, or has been thrown away with it, was sent for a reason.
  redis.onReady(() => {
    for (const worker of workers.values()) worker.poke();
  });

  function openSender(queue: Queue) {
    const jobs = new BullQueue(queue, {
      connection: redis.sender,
      prefix,
      skipVersionCheck: true,
      streams: { events: { maxLen: JOURNAL_LENGTH } },
    });
    jobs.on("error", () => {}); // Each caller sees its own failure.
    return oneAtATime(async () => {
      try {
        if (!redis.isReady) throw new Error("Redis is away.");
        await jobs.add("wake", null, WAKE_UP);
      } catch (error) {
        if (isRefusal(error))
          redis.trouble(`Redis took no wake-up: ${error.message}`, "Look at its log and its memory.");
        workers.get(queue)?.poke();
      }
    });
  }

  function receive(queue: Queue, worker: DueWorker): BullWorker {
    const receiver = new BullWorker(queue, async () => worker.poke(), {
      connection: redis.openReceiver(),
      prefix,
      skipVersionCheck: true,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS,
      runRetryDelay: RECONNECT_MS,
    });
    receiver.on("error", (error) => {
      // A wake-up that was forgotten with Redis is a hint less; that Redis refuses us is the operator's to know.
      if (isRefusal(error)) redis.trouble(`Redis gave no wake-up: ${error.message}`, "Look at its log.");
    });
    return receiver;
  }

  return {
    wake(queue) {
      senders.get(queue)?.();
    },
    work(queue, handler) {
      const { signal } = stopping;
      const worker = startDueWorker(handler, { clock, sweepMs, signal, onError: (e) => onError(queue, e) });
      workers.set(queue, worker);
      receivers.push(receive(queue, worker));
    },
    async stop() {
      stopping.abort();
      await Promise.all([
        ...[...workers.values()].map((worker) => worker.stop()),
        // Not gently: what it holds is a hint, and Redis may be away.
        ...receivers.map((receiver) => receiver.close(true)),
      ]);
    },
  };
}

/** Redis is there and does not do as it is told, or not in time. That it is away is told by its link. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error.name === "ReplyError" || error.message === "Command timed out");
}
