import type { Clock } from "../ports/clock.ts";
import type { DueHandler } from "../ports/jobs.ts";

export interface DueWorker {
  /** Look at the due rows: now, or once more after the run that is on its way. */
  poke(): void;
  /** Look at them at that time at the latest. */
  expect(at: Date): void;
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
  /** When the timer ends, or will end after the run that is on its way; on the desk's clock, in ms. */
  let wakesAt = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let again = false;

  const now = (): number => clock.now().getTime();

  function sleep(ms: number): void {
    if (timer) clearTimeout(timer);
    timer = signal.aborted ? null : setTimeout(poke, ms);
  }
  async function run(): Promise<void> {
    wakesAt = Number.POSITIVE_INFINITY;
    let wait = sweepMs;
    try {
      const next = await handler(signal);
      if (next) wait = Math.max(LEAST_WAIT_MS, Math.min(sweepMs, next.getTime() - now()));
    } catch (error) {
      onError(error);
    }
    running = null;
    if (again) return poke();
    wakesAt = Math.min(wakesAt, now() + wait);
    sleep(Math.max(0, wakesAt - now()));
  }
  function poke(): void {
    again = running !== null;
    if (signal.aborted || running) return;
    running = run();
  }

  sleep(0);
  return {
    poke,
    expect(at) {
      if (at.getTime() >= wakesAt) return;
      wakesAt = at.getTime();
      if (!running) sleep(Math.max(0, wakesAt - now()));
    },
    async stop() {
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
