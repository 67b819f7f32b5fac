import type { Clock } from "../ports/clock.ts";
import type { DueHandler } from "../ports/jobs.ts";

export interface DueWorker {
  /** Look at the due rows: now, or once more after the run that is on its way. */
  poke(): void;
  /** Resolves when the running handler has ended. */
  stop(): Promise<void>;
}

export interface DueWorkerOptions {
  readonly clock: Clock;
  /** The rows are looked at this often even if nothing pokes. */
  readonly sweepMs: number;
  /** Aborted: nothing new is begun, and the running handler is told. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** A row that was due but held by another worker is looked at again after this. */
const LEAST_WAIT_MS = 20;

/** Runs the handler one run at a time, at once, when the row it named is due, and by the sweep. */
export function startDueWorker(handler: DueHandler, { clock, sweepMs, signal, onError }: DueWorkerOptions): DueWorker {
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
