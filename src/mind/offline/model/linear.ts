import { BUCKET_BITS, type Features } from "./features.ts";

/** One question the model answers: which of `labels` a text is, or what of `labels` is true of it. */
export interface Head {
  readonly labels: readonly string[];
  /** Buckets the features are folded into, a power of two: an easy question needs fewer. */
  readonly buckets: number;
  /** One byte a bucket and label, buckets first; times `scale` it is the weight. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: readonly number[];
  /** Divides the scores, so that a probability of .8 is right four times in five. */
  readonly temperature: number;
}

function scoresOf({ labels, buckets, weights, scale, bias }: Head, { at, value }: Features): Float64Array {
  const scores = Float64Array.from(bias);
  const width = labels.length;
  for (let n = 0; n < at.length; n += 1) {
    const row = ((at[n] ?? 0) & (buckets - 1)) * width;
    const times = (value[n] ?? 0) * scale;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + times * (weights[row + label] ?? 0);
  }
  return scores;
}

/** @returns how probable each label is where a text is one of them, in the order of `labels`; together 1 */
export const probabilities = (head: Head, features: Features): Float64Array =>
  softmax(scoresOf(head, features), head.temperature);

/** @returns how probable each label is where a text may be any of them, or none, in the order of `labels` */
export const chances = (head: Head, features: Features): Float64Array => sigmoid(scoresOf(head, features));

export const sigmoid = (scores: Float64Array): Float64Array => scores.map((score) => 1 / (1 + Math.exp(-score)));

export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const raised = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = raised.reduce((total, each) => total + each, 0);
  return raised.map((each) => each / sum);
}

export const BUCKETS: number = 2 ** BUCKET_BITS;
