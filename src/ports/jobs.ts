/** The desk's queues of due rows. */
export const QUEUES = ["turn", "delivery", "sweep"] as const;
export type Queue = (typeof QUEUES)[number];

/** Does all that is due now in its queue; resolves with when the next row will be due, or null. */
export type DueHandler = (signal: AbortSignal) => Promise<Date | null>;

/**
 * Wake-ups. A job is a hint and never the truth: it says "look at the due rows", so losing or doubling one changes
 * nothing but time. Every implementation passes `tests/contract/jobs.ts`.
 */
export interface Jobs {
  /**
   * Something in `queue` is due, or will be at `at`: then the rows are looked at by that time at the latest. Never waits
   * and never throws.
   */
  wake(queue: Queue, at?: Date): void;
  /** Runs `handler` on wake-ups, when the row it named is due, and by a sweep. One run at a time per queue and process. */
  work(queue: Queue, handler: DueHandler): void;
  /** Takes no new work and resolves when the running handlers have ended. */
  stop(): Promise<void>;
}
