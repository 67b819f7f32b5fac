/**
 * What an endpoint says of how sure it was, as a list of doubtful words. Endpoints tell it of each word, of the tokens
 * of the text, of whole segments, or not at all. Numbers need more certainty than words: a wrong one is a wrong order.
 */

/** Least probability of a word that is believed, and of one with a digit in it. */
const WORD = 0.5;
const NUMBER = 0.85;
/** The mean logarithm of a segment: below the first nothing in it is believed, below the second no number. */
const SEGMENT = -1;
const SEGMENT_NUMBER = -0.35;
/** A segment that repeats itself was made up, and so was one in which nobody speaks. */
const REPEATS = 2.4;
const SILENCE = 0.6;

export interface SureWord {
  readonly word: string;
  /** 0 to 1. */
  readonly probability: number;
}

export interface SureToken {
  readonly token: string;
  readonly logprob: number;
}

export interface SureSegment {
  readonly text: string;
  readonly avgLogprob: number;
  readonly noSpeech: number;
  readonly compression: number;
}

const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}\u200c#.,/:٫٬-]*[\p{L}\p{M}\p{N}])?/gu) ?? [];
const hasDigit = (word: string): boolean => /\p{Nd}/u.test(word);
const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)];

export function doubtfulWords(words: readonly SureWord[]): readonly string[] {
  const hard = words.filter(({ word, probability }) => probability < (hasDigit(word) ? NUMBER : WORD));
  return distinct(hard.flatMap(({ word }) => wordsOf(word)));
}

/** A word is as sure as its least sure token. */
export function doubtfulTokens(tokens: readonly SureToken[]): readonly string[] {
  const words: { word: string; probability: number }[] = [];
  for (const { token, logprob } of tokens) {
    const probability = Math.exp(logprob);
    const last = words.at(-1);
    if (last && !/^\s/.test(token)) {
      last.word += token;
      last.probability = Math.min(last.probability, probability);
    } else words.push({ word: token, probability });
  }
  return doubtfulWords(words);
}

/** Nobody speaks in it: what it holds was made up. */
export function isSilent({ noSpeech, avgLogprob }: SureSegment): boolean {
  return noSpeech > SILENCE && avgLogprob < SEGMENT;
}

export function doubtfulSegments(segments: readonly SureSegment[]): readonly string[] {
  return distinct(
    segments.flatMap(({ text, avgLogprob, compression }) => {
      if (avgLogprob < SEGMENT || compression > REPEATS) return wordsOf(text);
      return avgLogprob < SEGMENT_NUMBER ? wordsOf(text).filter(hasDigit) : [];
    }),
  );
}

/** For an endpoint that says nothing of its certainty: nobody vouches for the numbers. */
export function doubtfulNumbers(text: string): readonly string[] {
  return distinct(wordsOf(text).filter(hasDigit));
}
