import type { Signals } from "../live/signals.ts";
import type { Clock } from "../ports/clock.ts";
import type { DueHandler, Jobs, Queue } from "../ports/jobs.ts";

export interface EmbeddedJobsOptions {
  readonly signals: Signals;
  readonly clock: Clock;
  /** A queue is looked at this often even if no wake-up came. */
  readonly sweepMs: number;
  readonly onError: (queue: Queue, error: unknown) => void;
}

const TOPIC = "hamdel_wake";
/** A row that was due but held by another worker is looked at again after this. */
const LEAST_WAIT_MS = 20;

/** Wake-ups by LISTEN/NOTIFY on the desk's own database, a timer for the next due row, and a sweep. */
export async function embeddedJobs({ signals, clock, sweepMs, onError }: EmbeddedJobsOptions): Promise<Jobs> {
  const workers = new Map<Queue, Worker>();
  const stopping = new AbortController();
  await signals.listen(TOPIC, (queues) => {
    for (const queue of queues) workers.get(queue as Queue)?.poke();
  });
  return {
    wake(queue) {
      signals.send(TOPIC, queue);
    },
    work(queue, handler) {
      const worker = startWorker(handler, {
        clock,
        sweepMs,
        signal: stopping.signal,
        onError: (e) => onError(queue, e),
      });
      workers.set(queue, worker);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}

interface Worker {
  poke(): void;
  stop(): Promise<void>;
}

interface WorkerOptions {
  readonly clock: Clock;
  readonly sweepMs: number;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Runs the handler one run at a time; a wake-up during a run causes exactly one more. */
function startWorker(handler: DueHandler, { clock, sweepMs, signal, onError }: WorkerOptions): Worker {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  function sleep(ms: number): void {
    if (timer) clearTimeout(timer);
    timer = signal.aborted ? null : setTimeout(poke, ms);
  }
  async function run(): Promise<void> {
    let wait = sweepMs;
    try {
      const next = await handler(signal);
      if (next) wait = Math.max(LEAST_WAIT_MS, Math.min(sweepMs, next.getTime() - clock.now().getTime()));
    } catch (error) {
      onError(error);
    }
    running = null;
    if (again) poke();
    else sleep(wait);
  }
  function poke(): void {
    again = running !== null;
    if (signal.aborted || running) return;
    running = run();
  }

  sleep(0);
  return {
    poke,
    async stop() {
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
