import { performance } from "node:perf_hooks";
import { findProgram, type Program, WANTED } from "../support/programs.ts";
import { seededRandom } from "../support/telegram-faults.ts";
import type { Figure } from "./figures.ts";

/** Something that is done to a desk, and what has to come of it. */
export interface Row {
  /** Its word on the command line: `npm run chaos -- kills`. */
  readonly name: string;
  readonly title: string;
  /** What is done, in one sentence. */
  readonly done: string;
  readonly needs: readonly Program[];
  /** Seconds after which it is given up. */
  readonly limit: { readonly quick: number; readonly full: number };
  play(stage: Stage): Promise<void>;
}

/** Where one row is played. */
export interface Stage {
  readonly seed: number;
  /** The same numbers from 0 to 1 for the same seed. */
  readonly random: () => number;
  /** The one that belongs to the size that is played. */
  size<T>(quick: T, full: T): T;
  /** The path of a program the row needs. */
  program(program: Program): string;
  note(...figures: readonly Figure[]): void;
  /** What is to be undone at the end; the last one first. */
  defer(undo: () => Promise<void>): void;
}

export interface PlayOptions {
  readonly full: boolean;
  readonly seed: number;
  /** Told of each figure as soon as it stands. */
  readonly onFigure: (figure: Figure) => void;
}

export interface Played {
  readonly seconds: number;
  /** Why it did not come to its end; null where it did. */
  readonly failure: string | null;
}

/** The programs a row needs and this machine lacks, by their names. */
export function missingPrograms({ needs }: Row): readonly string[] {
  return needs.filter((program) => findProgram(program) === undefined).map((program) => WANTED[program]);
}

/** Plays a row and clears up after it, however it ends. */
export async function play(row: Row, { full, seed, onFigure }: PlayOptions): Promise<Played> {
  const began = performance.now();
  const undo: (() => Promise<void>)[] = [];
  const stage: Stage = {
    seed,
    random: seededRandom(seed),
    size: (quick, whole) => (full ? whole : quick),
    program(program) {
      const path = findProgram(program);
      if (path === undefined) throw new Error(`${WANTED[program]} is not installed.`);
      return path;
    },
    note: (...figures) => figures.forEach(onFigure),
    defer: (act) => void undo.push(act),
  };
  const failures: string[] = [];
  const attempt = (act: () => Promise<void>) => act().catch((error: unknown) => void failures.push(wordsOf(error)));
  await attempt(() => row.play(stage));
  const seconds = (performance.now() - began) / 1000;
  for (const act of undo.toReversed()) await attempt(act);
  return { seconds, failure: failures[0] ?? null };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
