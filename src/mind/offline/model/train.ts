import { type Features, featuresOf } from "./features.ts";
import { BUCKETS, type Head, softmax } from "./linear.ts";

/** A text with the right answer; a second answer that is right too takes part of it. */
export interface Lesson {
  readonly features: Features;
  readonly label: number;
  readonly second: number | null;
}

export interface Training {
  readonly epochs: number;
  /** Step of the first update of a weight; later ones are smaller (AdaGrad). */
  readonly rate: number;
  /** Pulls every weight that is touched towards zero. */
  readonly decay: number;
  /** The same seed, lessons and order give the same weights to the last bit. */
  readonly seed: number;
}

const TRAINING: Training = { epochs: 20, rate: 0.2, decay: 1e-5, seed: 7 };
const SECOND_SHARE = 0.3;
const MOST = 127;

export const lesson = (folded: string, label: number, second: number | null): Lesson => ({
  features: featuresOf(folded),
  label,
  second,
});

/** Trains one head: multinomial logistic regression by stochastic gradient descent, quantised to a byte a weight. */
export function trainHead(labels: readonly string[], lessons: readonly Lesson[], how: Training = TRAINING): Head {
  const width = labels.length;
  const weights = new Float32Array(BUCKETS * width);
  const squares = new Float32Array(BUCKETS * width);
  const bias = new Float64Array(width);
  const biasSquares = new Float64Array(width);
  const order = lessons.map((_, n) => n);
  const random = randomOf(how.seed);
  for (let epoch = 0; epoch < how.epochs; epoch += 1) {
    shuffle(order, random);
    for (const n of order) {
      const given = lessons[n];
      if (given) learn(given);
    }
  }

  function learn({ features: { at, value }, label, second }: Lesson): void {
    const scores = Float64Array.from(bias);
    for (let n = 0; n < at.length; n += 1) {
      const row = (at[n] ?? 0) * width;
      for (let c = 0; c < width; c += 1) scores[c] = (scores[c] ?? 0) + (value[n] ?? 0) * (weights[row + c] ?? 0);
    }
    const errors = softmax(scores);
    errors[label] = (errors[label] ?? 0) - (second === null ? 1 : 1 - SECOND_SHARE);
    if (second !== null) errors[second] = (errors[second] ?? 0) - SECOND_SHARE;
    for (let c = 0; c < width; c += 1) {
      const error = errors[c] ?? 0;
      biasSquares[c] = (biasSquares[c] ?? 0) + error * error;
      bias[c] = (bias[c] ?? 0) - (how.rate * 0.1 * error) / Math.sqrt((biasSquares[c] ?? 0) + 1e-8);
    }
    for (let n = 0; n < at.length; n += 1) {
      const row = (at[n] ?? 0) * width;
      const times = value[n] ?? 0;
      for (let c = 0; c < width; c += 1) {
        const weight = weights[row + c] ?? 0;
        const gradient = times * (errors[c] ?? 0) + how.decay * weight;
        const square = (squares[row + c] ?? 0) + gradient * gradient;
        squares[row + c] = square;
        weights[row + c] = weight - (how.rate * gradient) / Math.sqrt(square + 1e-8);
      }
    }
  }

  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / MOST || 1;
  return {
    labels,
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale,
    bias: [...bias],
    temperature: 1,
  };
}

/** A small generator of repeatable chance (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
}
