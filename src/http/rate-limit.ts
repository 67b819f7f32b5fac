import type { Clock } from "../ports/clock.ts";

export interface RateLimit {
  /** Counts one more of a key. @returns 0 where there was room, else the seconds until there is */
  take(key: string): number;
}

export interface RateLimitOptions {
  /** How many of one key fit into a window, which begins with the first of them. */
  readonly max: number;
  readonly windowMs: number;
  /** How many keys are remembered; beyond that the oldest is forgotten, so that nobody can fill the memory. */
  readonly keys?: number;
}

const KEYS = 10_000;

/** Counts by key in the memory of this process: a restart forgets, another process counts for itself. */
export function rateLimit({ max, windowMs, keys = KEYS }: RateLimitOptions, clock: Clock): RateLimit {
  // All windows have one length, so the order in which they began is the order in which they end.
  const windows = new Map<string, { readonly endsAt: number; count: number }>();

  function makeRoom(now: number): void {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now && windows.size < keys) return;
      windows.delete(key);
    }
  }

  return {
    take(key) {
      const now = clock.now().getTime();
      const known = windows.get(key);
      if (!known || known.endsAt <= now) {
        windows.delete(key);
        makeRoom(now);
        windows.set(key, { endsAt: now + windowMs, count: 1 });
        return 0;
      }
      if (known.count >= max) return Math.ceil((known.endsAt - now) / 1_000);
      known.count += 1;
      return 0;
    },
  };
}
