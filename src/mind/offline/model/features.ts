import type { Language } from "../../../core/reading.ts";
import { type Concepts, conceptsIn } from "./concepts.ts";
import { hashPair, hashUnit, mix, START } from "./hash.ts";

/** What a text looks like to the linear model: which of the hashed features are in it, and how much. */
export interface Features {
  /** Buckets: of pieces of words, of words, of concepts, one kind after the other. */
  readonly at: Uint32Array;
  /** Their weights; the squares of each kind add up to 1. */
  readonly value: Float32Array;
}

export const BUCKET_BITS = 17;
const BUCKETS = 1 << BUCKET_BITS;
const MASK = BUCKETS - 1;
/** What a customer means stands at the beginning: the rest of a long text only takes time. */
const READ_AT_MOST = 1_500;
const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;
/** A letter stands twice at most: the rest is temper. */
const REPEATED = /(.)\1{2,}/gu;
const TOKEN = /[a-z0-9\u00df-\u024f\u0621-\u06d3\u06fa-\u06ff]+|[!?؟]|\p{Extended_Pictographic}/gu;
const NUMBER = /^\d+$/;
/** Persian and Arabic in Latin letters have no spelling: its usual variants count as one. */
const LATIN_VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/kh/g, "x"],
  [/gh/g, "q"],
  [/ou|oo/g, "u"],
  [/ee/g, "i"],
  [/aa/g, "a"],
];

/** Sets concepts apart from words. */
const CONCEPT = 0x636f6e63;

/** A text as it is spelled. */
export interface Spelled {
  readonly words: readonly string[];
  readonly features: Features;
}

/**
 * Cuts a folded text (see `normalise`) into pieces of words of two to five letters, words and pairs of words, and hashes
 * them into {@link BUCKETS} buckets. Pieces make it forgiving: a typo, an ending or a dialect changes some of them.
 */
export function spell(folded: string): Spelled {
  const words = wordsOf(folded);
  const [pieces, whole] = [counter(), counter()];
  let before = 0;
  for (const word of words) {
    const hash = hashOf(word, 1);
    whole.count(hash);
    whole.count(hashPair(before, hash));
    before = hash;
    countPieces(`_${word}_`, pieces.count);
  }
  return { words, features: weighed([pieces.counts, whole.counts]) };
}

/**
 * Adds the concepts that the words are known to stand for. They make what is learned travel: a word that no example
 * holds is known by its meaning, which is the same in every language.
 */
export function withMeaning({ words, features }: Spelled, concepts: Concepts, language: Language): Features {
  const meant = counter();
  for (const concept of conceptsIn(words, concepts, language)) meant.count(hashPair(CONCEPT, concept));
  const more = weighed([meant.counts]);
  const [at, value] = [
    new Uint32Array(features.at.length + more.at.length),
    new Float32Array(features.at.length + more.at.length),
  ];
  at.set(features.at);
  at.set(more.at, features.at.length);
  value.set(features.value);
  value.set(more.value, features.at.length);
  return { at, value };
}

/** Persian endings that are written joined, with a half-space or with a space: here they are always joined. */
const ENDINGS: ReadonlySet<string> = new Set(
  "ها های هایی هام هامون هات هاتون هاش هاشون ای ام ات اش ایم اید اند تر ترین مون تون شون".split(" "),
);

/** The words and signs of a folded text, in one spelling each. */
export function wordsOf(folded: string): readonly string[] {
  const words: string[] = [];
  for (const [token] of folded.slice(0, READ_AT_MOST).matchAll(TOKEN)) {
    if (ENDINGS.has(token) && words.length > 0) words[words.length - 1] += token;
    else words.push(simple(token));
  }
  return words;
}

function counter(): { readonly counts: ReadonlyMap<number, number>; readonly count: (hash: number) => void } {
  const counts = new Map<number, number>();
  return {
    counts,
    count: (hash) => {
      const bucket = mix(hash) & MASK;
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    },
  };
}

function simple(token: string): string {
  if (NUMBER.test(token)) return "0";
  const calm = token.replace(REPEATED, "$1$1");
  return /^[a-z]/.test(calm) ? LATIN_VARIANTS.reduce((word, [from, to]) => word.replace(from, to), calm) : calm;
}

function countPieces(bounded: string, count: (hash: number) => void): void {
  for (let start = 0; start < bounded.length - 1; start += 1) {
    let hash = START;
    for (let end = start; end < bounded.length && end - start < LONGEST_PIECE; end += 1) {
      hash = hashUnit(hash, bounded.charCodeAt(end));
      if (end - start + 1 >= SHORTEST_PIECE) count(hash);
    }
  }
}

/** One after the other: more of the same counts less and less; a long text weighs no more than a short one. */
function weighed(kinds: readonly ReadonlyMap<number, number>[]): Features {
  const size = kinds.reduce((sum, counts) => sum + counts.size, 0);
  const [at, value] = [new Uint32Array(size), new Float32Array(size)];
  let next = 0;
  for (const counts of kinds) {
    const first = next;
    let squares = 0;
    for (const [bucket, times] of counts) {
      const weight = 1 + Math.log(times);
      squares += weight * weight;
      at[next] = bucket;
      value[next] = weight;
      next += 1;
    }
    const length = Math.sqrt(squares);
    for (let n = first; n < next; n += 1) value[n] = (value[n] ?? 0) / length;
  }
  return { at, value };
}

function hashOf(text: string, seed: number): number {
  let hash = START ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = hashUnit(hash, text.charCodeAt(at));
  return hash;
}
