import type { Heat } from "../../core/reading.ts";
import type { Normalised } from "./normalise.ts";
import { type Hit, overlaps } from "./pattern.ts";
import type { Words } from "./words.ts";

export interface Tone {
  /** Weights of the kind and unkind words, after negation and contrast. */
  readonly positive: number;
  readonly negative: number;
  /** Something is late, missing, broken or wrong. */
  readonly problem: Hit | null;
  /** The problem is what comes after the "but": it is what the message is about. */
  readonly butProblem: boolean;
  readonly worst: Hit | null;
  readonly sarcastic: boolean;
  readonly anger: number;
}

const GLAD = /[👏❤😍👍🌹😊🥰💚💙💜🧡😘🎉🙂😃😄😀😁😆🤩💐♥☺😌🤗]|[:;]-?[)d](?![a-z])|<3/gu;
const SORE = /[😡🤬👎😠😤💔😞😒🤮😢😭😕🙄😩😣🤦😫😖😑🙁☹🖕]|:-?\((?!\d)/gu;
const REACH_BEFORE = 14;
const REACH_AFTER = 14;

function clauseBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  return before.slice(before.search(/[^.!?؟،,؛;\n]*$/));
}

function clauseAfter(text: string, end: number): string {
  return text.slice(end, end + REACH_AFTER).split(/[.!?؟،,؛;\n]/)[0] ?? "";
}

/** Does the word after it, or before it, turn it round? A negator counts only as one of the next two words. */
function isTurned(text: string, hit: Hit, words: Words): boolean {
  const after = clauseAfter(text, hit.end).trim().split(" ").slice(0, 2).join(" ");
  return words.tone.negatorBefore.test(clauseBefore(text, hit.start)) || words.tone.negatorAfter.test(after);
}

function lastContrast(text: string, words: Words): number {
  return words.tone.contrast.find(text).at(-1)?.end ?? 0;
}

export function readTone(of: Normalised, lists: readonly Words[]): Tone {
  const { text } = of;
  let positive = count(text, GLAD);
  let negative = count(text, SORE);
  let problem: Hit | null = null;
  let worst: Hit | null = null;
  let anger = count(text, /[😡🤬]/gu);
  let sarcastic = false;
  let butProblem = false;
  for (const words of lists) {
    const harmless = words.tone.harmless.find(text);
    const isHarmless = (hit: Hit): boolean => harmless.some((other) => overlaps(hit, other));
    const turn = lastContrast(text, words);
    const weight = (hit: Hit): number => (turn > 0 && hit.start >= turn ? 2 : 1);
    positive += harmless.length;
    for (const hit of words.tone.positive.find(text)) {
      if (isHarmless(hit)) continue;
      if (isTurned(text, hit, words)) negative += 1.5 * weight(hit);
      else positive += weight(hit);
    }
    for (const hit of words.tone.negative.find(text)) {
      if (isHarmless(hit)) continue;
      if (words.tone.negatorBefore.test(clauseBefore(text, hit.start))) continue;
      negative += weight(hit);
      worst ??= hit;
    }
    const problems = words.tone.problem.find(text).filter((hit) => !isHarmless(hit));
    problem ??= problems[0] ?? null;
    butProblem ||= turn > 0 && problems.some((hit) => hit.start >= turn);
    anger += words.tone.anger.find(text).filter((hit) => !isHarmless(hit)).length;
    sarcastic ||= words.tone.sarcasm.test(text);
  }
  if (sarcastic) negative += positive + 2;
  return { positive: sarcastic ? 0 : positive, negative, problem, butProblem, worst, sarcastic, anger };
}

/** Capitals and repeated marks are shouting, whatever the words. */
function isShouting(original: string): boolean {
  const sample = original.slice(0, 2000);
  const capitals = count(sample, /[A-Z]/g);
  return count(sample, /[!؟?]{3,}/g) > 0 || (capitals > 15 && capitals > 2 * count(sample, /[a-z]/g));
}

/** 0 calm · 1 annoyed · 2 angry · 3 furious or insulting. */
export function heatOf(tone: Tone, abusive: boolean, original: string): Heat {
  if (abusive) return 3;
  const unhappy = tone.negative > tone.positive || tone.sarcastic;
  if (!unhappy && tone.anger === 0) return 0;
  const shouting = isShouting(original) ? 1 : 0;
  const level = Math.min(tone.anger, 2) + shouting;
  if (level >= 3) return 3;
  if (level >= 1) return 2;
  return tone.worst !== null || tone.sarcastic ? 1 : 0;
}

function count(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0;
}
