import { AS_WRITTEN, shuffled } from "./chance.ts";
import type { Dialogue } from "./dialogue.ts";
import { judge } from "./judge.ts";
import type { Performance } from "./performance.ts";
import { play } from "./play.ts";
import type { Stage } from "./stage.ts";

/** One performance, judged. */
export interface Trial {
  readonly dialogue: Dialogue;
  /** Of its dialogue, from 1. The first is as it is written. */
  readonly nth: number;
  readonly played: Performance;
  /** Empty: it holds. */
  readonly faults: readonly string[];
}

export interface Trying {
  readonly from: number;
  readonly to: number;
  readonly seed: string;
}

/** Plays dialogues again and again: the first time as they are written, then as chance has it. */
export async function* trials(
  stage: Stage,
  dialogues: readonly Dialogue[],
  { from, to, seed }: Trying,
): AsyncGenerator<Trial> {
  for (const dialogue of dialogues) {
    for (let nth = from; nth <= to; nth += 1) {
      const chance = nth === 1 ? AS_WRITTEN : shuffled(`${seed}/${dialogue.id}/${nth}`);
      const played = await play(stage, dialogue, chance);
      yield { dialogue, nth, played, faults: judge(dialogue, played) };
    }
  }
}
