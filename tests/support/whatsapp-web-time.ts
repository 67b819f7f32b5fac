import type { Clock } from "../../src/ports/clock.ts";

/** Waits that a test owns. */
export interface OwnTime {
  readonly clock: Clock;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Lets time pass, and what was waiting for it go on. */
  pass(ms: number): Promise<void>;
}

/** Short pauses (between two sends, before another try) are over at once; from here on a test lets time pass itself. */
const OWN_FROM_MS = 5_000;
const BEGIN = 1_790_000_000_000;

export function ownTime(): OwnTime {
  let now = BEGIN;
  const waiting = new Set<{ readonly at: number; readonly go: () => void }>();
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock: { now: () => new Date(now) },
    async wait(ms, signal) {
      if (signal.aborted) return;
      if (ms < OWN_FROM_MS) {
        await breathe();
        now += ms;
        return;
      }
      await new Promise<void>((resolve) => {
        const one = {
          at: now + ms,
          go: () => {
            waiting.delete(one);
            signal.removeEventListener("abort", one.go);
            resolve();
          },
        };
        waiting.add(one);
        signal.addEventListener("abort", one.go);
      });
    },
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        for (let turn = 0; turn < 20; turn += 1) await breathe();
        const next = [...waiting].sort((one, other) => one.at - other.at)[0];
        if (next === undefined || next.at > until) break;
        now = next.at;
        next.go();
      }
      now = until;
      for (let turn = 0; turn < 20; turn += 1) await breathe();
    },
  };
}
