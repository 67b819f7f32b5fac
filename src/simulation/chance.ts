/** What chance may change of a dialogue without changing what must come of it. */
export interface Chance {
  /** Minutes that pass before the customer goes on. */
  readonly pause: () => number;
  /**
   * How what is said in one breath arrives.
   * @returns messages, group by group: the desk comes to rest after each group
   */
  readonly breath: (texts: readonly string[]) => readonly (readonly string[])[];
}

/** As it is written, and without a pause. */
export const AS_WRITTEN: Chance = { pause: () => 0, breath: (texts) => [texts] };

const LONGEST_PAUSE = 3;
const SENTENCE_END = /(?<=[.!?؟…]["»)]*)\s+/u;

/**
 * Other pauses, messages sent sentence by sentence, bursts joined to one message or sent slowly.
 * @param seed  the same seed changes the same
 */
export function shuffled(seed: string): Chance {
  const random = randomOf(seed);
  const happens = (share: number) => random() < share;
  return {
    pause: () => (happens(0.5) ? 0 : Math.ceil(random() * LONGEST_PAUSE)),
    breath(texts) {
      if (texts.length > 1) {
        if (happens(0.33)) return [[texts.join("\n")]];
        return happens(0.33) ? texts.map((text) => [text]) : [texts];
      }
      return [happens(0.4) ? texts.flatMap((text) => text.split(SENTENCE_END)) : texts];
    },
  };
}

/** Numbers from 0 to below 1 that look like chance and follow from the seed (mulberry32 over a FNV-1a hash). */
export function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
