import { BUCKET_BITS, type Features } from "./features.ts";

/** One question the model answers: which of `labels` a text is. */
export interface Head {
  readonly labels: readonly string[];
  /** One byte a bucket and label, buckets first; times `scale` it is the weight. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: readonly number[];
  /** Divides the scores, so that a probability of .8 is right four times in five. */
  readonly temperature: number;
}

/** @returns how probable each label is, in the order of `labels`; together 1 */
export function probabilities(
  { labels, weights, scale, bias, temperature }: Head,
  { at, value }: Features,
): Float64Array {
  const scores = Float64Array.from(bias);
  const width = labels.length;
  for (let n = 0; n < at.length; n += 1) {
    const row = (at[n] ?? 0) * width;
    const times = (value[n] ?? 0) * scale;
    for (let label = 0; label < width; label += 1)
      scores[label] = (scores[label] ?? 0) + times * (weights[row + label] ?? 0);
  }
  return softmax(scores, temperature);
}

export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const raised = scores.map((score) => Math.exp((score - highest) / temperature));
  const sum = raised.reduce((total, each) => total + each, 0);
  return raised.map((each) => each / sum);
}

export const BUCKETS: number = 2 ** BUCKET_BITS;
