import type { WhatsAppWebDeps } from "./deps.ts";
import { orAborted } from "./errors.ts";

/** One message at a time over the whole account, at the speed of a person. Source of the pauses: judgement alone. */
export interface Pace {
  /**
   * Waits for its turn. @returns how it is given back; or after how many milliseconds it is worth asking again
   */
  enter(signal: AbortSignal): Promise<{ readonly leave: () => void } | { readonly afterMs: number }>;
  /** How long a person would write these words, in milliseconds. */
  writingMs(text: string): number;
}

/** On its way and waiting: more would not be through before their caller gives up. */
const MOST_IN_LINE = 3;
const AGAIN_MS = 5_000;
const GAP_MS = 1_500;
const FIRST_MS = 600;
const PER_CHARACTER_MS = 30;
const LONGEST_MS = 3_000;

export function openPace({ clock, random, wait }: Pick<WhatsAppWebDeps, "clock" | "random" | "wait">): Pace {
  let line = Promise.resolve();
  let inLine = 0;
  let freeAt = 0;
  const now = (): number => clock.now().getTime();
  /** Nobody is as regular as a machine. */
  const about = (ms: number): number => Math.round(ms * (0.8 + random() * 0.4));

  return {
    async enter(signal) {
      const later = { afterMs: about(AGAIN_MS) };
      if (inLine >= MOST_IN_LINE) return later;
      const before = line;
      let free = (): void => undefined;
      const mine = new Promise<void>((resolve) => {
        free = resolve;
      });
      line = before.then(() => mine);
      inLine += 1;
      const leave = (): void => {
        inLine -= 1;
        free();
      };
      await orAborted(signal, before).catch(() => undefined);
      const gap = freeAt - now();
      if (gap > 0 && !signal.aborted) await wait(gap, signal);
      if (signal.aborted) {
        leave();
        return later;
      }
      return {
        leave() {
          freeAt = now() + about(GAP_MS);
          leave();
        },
      };
    },
    writingMs: (text) => about(Math.min(FIRST_MS + text.length * PER_CHARACTER_MS, LONGEST_MS)),
  };
}
