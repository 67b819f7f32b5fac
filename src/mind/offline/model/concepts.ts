import type { Language } from "../../../core/reading.ts";
import { hashUnit, mix, START } from "./hash.ts";

/**
 * Which words stand for which concepts: a tree whose nodes are the words of a term, one after the other, by the hash of
 * the way to them. A node names the concepts of the terms that end there; none: terms only lead through it.
 */
export type Concepts = ReadonlyMap<number, readonly number[]>;

const SPACE = 32;
const WORD_END = 10;
const ANY_ENDING = 42;
const SHORTEST_STEM = 2;
/** Arabic writes these in one with the word behind them. */
const JOINED = /^(?:[وفبل]?ال|[وف]?لل|[وفبل])(?=.{3})/;

export interface ConceptTree {
  readonly concepts: Concepts;
  /** @param words  of a term, as `wordsOf` of the features cuts them; the last letter `*`: any ending */
  add(language: string, words: readonly string[], concept: number): void;
}

/** Grows a tree. */
export function conceptTree(): ConceptTree {
  const concepts = new Map<number, number[]>();
  return {
    concepts,
    add(language, words, concept) {
      let node = rootOf(language);
      for (const word of words) {
        const open = word.endsWith("*");
        node = nodeOf(node, open ? word.slice(0, -1) : word, open ? ANY_ENDING : WORD_END);
        if (!concepts.has(node)) concepts.set(node, []);
      }
      const here = concepts.get(node);
      if (here && !here.includes(concept)) here.push(concept);
    },
  };
}

/** English words stand in every language; the same letters mean other things in Persian and Arabic. */
const SPOKEN: Readonly<Record<Language, readonly string[]>> = {
  fa: ["fa", "en"],
  ar: ["ar", "en"],
  en: ["en"],
  "fa-Latn": ["fa-Latn", "en"],
  other: ["fa", "ar", "en", "fa-Latn"],
};

const rootOf = (language: string): number => nodeOf(START, language, WORD_END);

function nodeOf(from: number, word: string, end: number): number {
  let hash = hashUnit(from, SPACE);
  for (let at = 0; at < word.length; at += 1) hash = hashUnit(hash, word.charCodeAt(at));
  return mix(hashUnit(hash, end));
}

/** @returns every concept the words name, as often as they do; a word that names one in two ways counts once */
export function conceptsIn(words: readonly string[], concepts: Concepts, language: Language): readonly number[] {
  const said: number[] = [];
  const roots = SPOKEN[language].map(rootOf);
  for (let at = 0; at < words.length; at += 1) {
    const before = said.length;
    for (const root of roots) follow(root, at);

    function follow(from: number, next: number): void {
      const word = words[next];
      if (word === undefined) return;
      lookUp(from, word, next + 1);
      const bare = word.replace(JOINED, "");
      if (bare !== word) lookUp(from, bare, next + 1);
    }

    function lookUp(from: number, word: string, next: number): void {
      let hash = hashUnit(from, SPACE);
      for (let unit = 0; unit < word.length; unit += 1) {
        hash = hashUnit(hash, word.charCodeAt(unit));
        if (unit + 1 >= SHORTEST_STEM) arrive(mix(hashUnit(hash, ANY_ENDING)), next);
      }
      arrive(mix(hashUnit(hash, WORD_END)), next);
    }

    function arrive(node: number, next: number): void {
      const here = concepts.get(node);
      if (here === undefined) return;
      for (const concept of here) if (said.indexOf(concept, before) < 0) said.push(concept);
      follow(node, next);
    }
  }
  return said;
}
