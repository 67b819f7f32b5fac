import type { Situation } from "./decision.ts";
import type { Rung } from "./reply.ts";
import { isEmptyHeat } from "./rules.ts";

/**
 * How heat with nothing to act on is met. Laws:
 *  - each hot and empty turn in a row goes one rung up, none is skipped, and the last is not left by heat;
 *  - one calm turn leads back to the start, and lifts a mute;
 *  - a mute is never silent about itself: the rung that begins it says when it ends, and it ends then;
 *  - a mute holds back heat without substance and nothing else: a tracking code, a danger, the law, a wish for a
 *    person, a complaint or a calm word gets through.
 */
const MINUTE_MS = 60_000;

/** In the order they are climbed. `muteMinutes`: how long heat without substance gets no answer after it; 0: not at all. */
const LADDER: readonly { readonly rung: Rung; readonly muteMinutes: number }[] = [
  { rung: "acknowledge", muteMinutes: 0 },
  { rung: "ask", muteMinutes: 0 },
  { rung: "cool_down", muteMinutes: 15 },
];

/** Where a customer stands on the ladder; `until`: the end of the mute that begins with it. */
export interface Boundary {
  readonly rung: Rung;
  readonly until: Date | null;
}

/** The rung for a hot and empty turn, by how many hot ones came before it in a row. */
export function boundaryAfter(hotTurns: number, now: Date): Boundary {
  const step = LADDER[Math.min(hotTurns, LADDER.length - 1)] ?? { rung: "acknowledge", muteMinutes: 0 };
  return {
    rung: step.rung,
    until: step.muteMinutes > 0 ? new Date(now.getTime() + step.muteMinutes * MINUTE_MS) : null,
  };
}

/** Does a mute run that this turn does not lift? */
export function isHeldBack(s: Situation): boolean {
  return isMuted(s) && isEmptyHeat(s);
}

export function isMuted({ mutedUntil, now }: Situation): boolean {
  return mutedUntil !== null && mutedUntil > now;
}
