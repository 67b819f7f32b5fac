import type { Signals } from "../live/signals.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs, Queue } from "../ports/jobs.ts";
import { type DueWorker, startDueWorker } from "./due-worker.ts";

export interface EmbeddedJobsOptions {
  readonly signals: Signals;
  readonly clock: Clock;
  /** A queue is looked at this often even if no wake-up came. */
  readonly sweepMs: number;
  readonly onError: (queue: Queue, error: unknown) => void;
}

const TOPIC = "hamdel_wake";

/** Wake-ups by LISTEN/NOTIFY on the desk's own database, a timer for the next due row, and a sweep. */
export async function embeddedJobs({ signals, clock, sweepMs, onError }: EmbeddedJobsOptions): Promise<Jobs> {
  const workers = new Map<Queue, DueWorker>();
  const stopping = new AbortController();
  await signals.listen(TOPIC, (queues) => {
    for (const queue of queues) workers.get(queue as Queue)?.poke();
  });
  return {
    wake(queue) {
      signals.send(TOPIC, queue);
    },
    work(queue, handler) {
      const { signal } = stopping;
      workers.set(queue, startDueWorker(handler, { clock, sweepMs, signal, onError: (e) => onError(queue, e) }));
    },
    async stop() {
      stopping.abort();
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}
