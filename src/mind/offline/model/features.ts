/** What a text looks like to the linear model: which of the hashed features are in it, and how much. */
export interface Features {
  /** Buckets, each once. */
  readonly at: Uint32Array;
  /** Their weights; the squares add up to 1. */
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

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Cuts a folded text (see `normalise`) into words, pairs of words and pieces of words of two to five letters, and hashes
 * them into {@link BUCKETS} buckets. Pieces make it forgiving: a typo, an ending or a dialect changes some of them.
 */
export function featuresOf(folded: string): Features {
  const counts = new Map<number, number>();
  const count = (hash: number): void => {
    const bucket = mix(hash) & MASK;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  };
  let before = 0;
  for (const [token] of folded.slice(0, READ_AT_MOST).matchAll(TOKEN)) {
    const word = simple(token);
    const whole = hashOf(word, 0, word.length, 1);
    count(whole);
    count(hashNumber(before, whole));
    before = whole;
    countPieces(`_${word}_`, count);
  }
  return weighed(counts);
}

function simple(token: string): string {
  if (NUMBER.test(token)) return "0";
  const calm = token.replace(REPEATED, "$1$1");
  return /^[a-z]/.test(calm) ? LATIN_VARIANTS.reduce((word, [from, to]) => word.replace(from, to), calm) : calm;
}

function countPieces(bounded: string, count: (hash: number) => void): void {
  for (let start = 0; start < bounded.length - 1; start += 1) {
    let hash = FNV_OFFSET;
    for (let end = start; end < bounded.length && end - start < LONGEST_PIECE; end += 1) {
      hash = Math.imul(hash ^ bounded.charCodeAt(end), FNV_PRIME);
      if (end - start + 1 >= SHORTEST_PIECE) count(hash);
    }
  }
}

/** More of the same counts less and less; a long text weighs no more than a short one. */
function weighed(counts: ReadonlyMap<number, number>): Features {
  const at = Uint32Array.from(counts.keys());
  const value = Float32Array.from(counts.values(), (times) => 1 + Math.log(times));
  const length = Math.sqrt(value.reduce((sum, each) => sum + each * each, 0));
  if (length > 0) for (let n = 0; n < value.length; n += 1) value[n] = (value[n] ?? 0) / length;
  return { at, value };
}

function hashOf(text: string, start: number, end: number, seed: number): number {
  let hash = FNV_OFFSET ^ seed;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}

const hashNumber = (one: number, other: number): number =>
  Math.imul(Math.imul(one ^ 0x9e3779b9, FNV_PRIME) ^ other, FNV_PRIME);

/** Spreads what FNV leaves in the upper bits over the lower ones, which name the bucket. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) >>> 0;
}
