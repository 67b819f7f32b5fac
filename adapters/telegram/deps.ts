import { setTimeout as delay } from "node:timers/promises";

/** A structured log, as pino's. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the adapter takes from outside, so that a test can own it. */
export interface TelegramDeps {
  readonly log: Log;
  /** From 0 to 1, as `Math.random`; spreads repeated polls. */
  readonly random: () => number;
  /** Resolves after `ms`, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Waits in real time. */
export const waitInRealTime: TelegramDeps["wait"] = async (ms, signal) => {
  // The only rejection is the abort, and that ends the wait.
  await delay(ms, undefined, { signal }).catch(() => undefined);
};
