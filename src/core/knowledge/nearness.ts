import type { ReplyLanguage } from "../reading.ts";
import { gramsOfWord, type Term, termsOf } from "./terms.ts";

/** An article that may answer, as the search brings it. */
export interface Candidate {
  readonly title: string;
  readonly questions: readonly string[];
  /** Each with the forms of its words. */
  readonly paragraphs: readonly { readonly number: number; readonly forms: readonly string[] }[];
}

/** What was asked: its content words, each with how much it tells. */
export interface Asked {
  readonly terms: readonly { readonly term: Term; readonly weight: number }[];
}

export interface Nearness {
  /** 0 to 1: how near the article is to what was asked. */
  readonly score: number;
  /** The paragraph that has most of what was asked, from 1; null where the article has none. */
  readonly paragraph: number | null;
}

/** A word no article has says less than it seems to: people say one thing in many words. */
const UNKNOWN_WEIGHT = 0.5;
/** Words that share fewer of their runs of letters are two words. */
const ALIKE = 0.6;
const LONGEST_SLIP = 4;
/** Another word for the same counts less than the word itself. */
const SYNONYM = 0.8;
/** How much it counts that the question says all of that way of asking, too. */
const SAID_TOO = 0.5;
/** What stands in the text alone counts less than in the title and the questions. */
const IN_BODY = 0.7;
/** How much of the score the best single question has, and how much the article as a whole. */
const BEST_QUESTION = 0.6;

/**
 * Weighs the words of a question: one that stands in few articles tells more.
 * @param found  in how many articles each word stands, by word
 */
export function weigh(terms: readonly Term[], found: ReadonlyMap<string, number>, articles: number): Asked {
  const rarity = (count: number) => Math.log(1 + (articles - count + 0.5) / (count + 0.5));
  return {
    terms: terms.map((term) => {
      const count = found.get(term.word) ?? 0;
      return { term, weight: count === 0 ? UNKNOWN_WEIGHT * rarity(1) : rarity(count) };
    }),
  };
}

/** How near an article is to a question, and which of its paragraphs is nearest. */
export function nearness(asked: Asked, article: Candidate, language: ReplyLanguage): Nearness {
  const ways = [article.title, ...article.questions].map((way) => termsOf(way, language));
  const best = Math.max(0, ...ways.map((way) => agreement(asked, way)));
  const inWays = new Set(ways.flat().flatMap(({ forms }) => forms));
  const inBody = new Set(article.paragraphs.flatMap(({ forms }) => forms));
  const whole = cover(asked, (term) => Math.max(within(term, inWays), IN_BODY * within(term, inBody)));
  return {
    score: BEST_QUESTION * best + (1 - BEST_QUESTION) * whole,
    paragraph: nearestParagraph(asked, article.paragraphs),
  };
}

/** How far one way of asking and what was asked say the same: each covers the other. */
function agreement(asked: Asked, way: readonly Term[]): number {
  const met = new Map<Term, number>();
  const said = new Array<number>(way.length).fill(0);
  for (const { term } of asked.terms) {
    const likes = way.map((other) => likeness(term, other));
    met.set(term, Math.max(0, ...likes));
    likes.forEach((like, at) => {
      said[at] = Math.max(said[at] ?? 0, like);
    });
  }
  return cover(asked, (term) => met.get(term) ?? 0) * (1 - SAID_TOO + SAID_TOO * mean(said));
}

function cover({ terms }: Asked, found: (term: Term) => number): number {
  const all = terms.reduce((sum, { weight }) => sum + weight, 0);
  return all === 0 ? 0 : terms.reduce((sum, { term, weight }) => sum + weight * found(term), 0) / all;
}

function nearestParagraph(asked: Asked, paragraphs: Candidate["paragraphs"]): number | null {
  let best: { number: number; covered: number } | null = null;
  for (const { number, forms } of paragraphs) {
    const words = new Set(forms);
    const covered = cover(asked, (term) => within(term, words));
    if (best === null || covered > best.covered) best = { number, covered };
  }
  return best?.number ?? null;
}

const shares = (forms: readonly string[], words: ReadonlySet<string>): boolean => forms.some((form) => words.has(form));

/** How far a word is among others: 1 as itself, less as another word for it, 0 not at all. */
export const within = ({ forms, synonyms }: Term, words: ReadonlySet<string>): number =>
  shares(forms, words) ? 1 : shares(synonyms, words) ? SYNONYM : 0;

/** 1 for the same word in any of its forms, less for another word for it or one that is spelt like it, 0 for the rest. */
export function likeness(one: Term, other: Term): number {
  if (one.forms.some((form) => other.forms.includes(form))) return 1;
  if (one.synonyms.some((word) => other.forms.includes(word))) return SYNONYM;
  // So different in length, they cannot share enough.
  if (Math.abs(one.word.length - other.word.length) > LONGEST_SLIP) return 0;
  const [a, b] = [new Set(gramsOfWord(one.word)), gramsOfWord(other.word)];
  const alike = (2 * b.filter((gram) => a.has(gram)).length) / (a.size + b.length);
  return alike >= ALIKE ? alike : 0;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
