import type { Clock } from "../../src/ports/clock.ts";

/** A structured log, as pino's. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the adapters take from outside, so that a test can own it. */
export interface SmsDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** From 0 to 1, as `Math.random`; spreads repeated polls. */
  readonly random: () => number;
  /** Resolves after `ms`, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}
