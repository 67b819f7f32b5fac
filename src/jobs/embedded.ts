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
/** Times are rounded up to this, so that many wake-ups become one. */
const GRAIN_MS = 10;

/** Wake-ups by LISTEN/NOTIFY on the desk's own database, a timer for the next due row, and a sweep. */
export async function embeddedJobs({ signals, clock, sweepMs, onError }: EmbeddedJobsOptions): Promise<Jobs> {
  const workers = new Map<Queue, DueWorker>();
  const stopping = new AbortController();
  await signals.listen(TOPIC, (wakeUps) => {
    for (const [queue, at] of wakeUps.map((wakeUp) => wakeUp.split("@"))) {
      const worker = workers.get(queue as Queue);
      if (at === undefined) worker?.poke();
      else worker?.expect(new Date(Number(at)));
    }
  });
  return {
    wake(queue, at) {
      const later = at !== undefined && at > clock.now();
      signals.send(TOPIC, later ? `${queue}@${Math.ceil(at.getTime() / GRAIN_MS) * GRAIN_MS}` : queue);
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
