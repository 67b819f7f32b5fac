import type { Features } from "./features.ts";
import { BUCKETS, type Head, sigmoid, softmax } from "./linear.ts";

/** A text with the right answer. */
export interface Lesson {
  readonly features: Features;
  /** What is right of each label: shares of 1 where it is one of them, 1 or 0 each where it may be any; NaN: unknown. */
  readonly target: readonly number[];
}

/** `one`: a text is one of the labels. `any`: each label is true of it or not. */
export type Kind = "one" | "any";

export interface Training {
  /** A power of two. */
  readonly buckets: number;
  readonly epochs: number;
  /** A label that is wrong by less is left alone. */
  readonly enough: number;
  /** Step of the first update of a weight; later ones are smaller (AdaGrad). */
  readonly rate: number;
  /** Pulls every weight that is touched towards zero. */
  readonly decay: number;
  /** The same seed, lessons and order give the same weights to the last bit. */
  readonly seed: number;
}

export const TRAINING: Training = { buckets: BUCKETS, epochs: 5, enough: 0.01, rate: 0.2, decay: 1e-5, seed: 7 };
const MOST = 127;

/** Trains one head: logistic regression by stochastic gradient descent, quantised to a byte a weight. */
export function trainHead(
  kind: Kind,
  labels: readonly string[],
  lessons: readonly Lesson[],
  how: Training = TRAINING,
): Head {
  const width = labels.length;
  const { buckets } = how;
  const weights = new Float32Array(buckets * width);
  const squares = new Float32Array(buckets * width);
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

  function learn({ features: { at, value }, target }: Lesson): void {
    const scores = Float64Array.from(bias);
    for (let n = 0; n < at.length; n += 1) {
      const row = ((at[n] ?? 0) & (buckets - 1)) * width;
      for (let c = 0; c < width; c += 1) scores[c] = (scores[c] ?? 0) + (value[n] ?? 0) * (weights[row + c] ?? 0);
    }
    const errors = kind === "one" ? softmax(scores) : sigmoid(scores);
    for (let c = 0; c < width; c += 1) {
      const right = target[c] ?? 0;
      errors[c] = Number.isNaN(right) ? 0 : (errors[c] ?? 0) - right;
    }
    const wrong = labels.map((_, c) => c).filter((c) => Math.abs(errors[c] ?? 0) > how.enough);
    for (const c of wrong) {
      const error = errors[c] ?? 0;
      biasSquares[c] = (biasSquares[c] ?? 0) + error * error;
      bias[c] = (bias[c] ?? 0) - (how.rate * 0.1 * error) / Math.sqrt((biasSquares[c] ?? 0) + 1e-8);
    }
    for (let n = 0; n < at.length; n += 1) {
      const row = ((at[n] ?? 0) & (buckets - 1)) * width;
      const times = value[n] ?? 0;
      for (const c of wrong) {
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
    buckets,
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale,
    bias: [...bias],
    temperature: 1,
  };
}

/** A small generator of repeatable chance (mulberry32): numbers from 0 to 1, the same row for the same seed. */
export function randomOf(seed: number): () => number {
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
