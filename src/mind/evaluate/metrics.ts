/** Measures of a reading. Pure: shares are 0 to 1, null where there was nothing to measure. */

/** Of what was to be found: how much was found rightly, how much was found at all, how much there is. */
export interface Counts {
  readonly right: number;
  readonly found: number;
  readonly wanted: number;
}

export const NO_COUNTS: Counts = { right: 0, found: 0, wanted: 0 };

export function add(one: Counts, other: Counts): Counts {
  return { right: one.right + other.right, found: one.found + other.found, wanted: one.wanted + other.wanted };
}

/** One yes-or-no answer as counts. */
export function counted(wanted: boolean, found: boolean): Counts {
  return { right: Number(wanted && found), found: Number(found), wanted: Number(wanted) };
}

/** @returns null where nothing was asked */
export function share(hits: number, of: number): number | null {
  return of === 0 ? null : hits / of;
}

/** Of what was found, how much is right. */
export const precision = ({ right, found }: Counts): number | null => share(right, found);

/** Of what there is, how much was found. */
export const recall = ({ right, wanted }: Counts): number | null => share(right, wanted);

/** The harmonic mean of precision and recall; null where there was neither anything to find nor anything found. */
export const f1 = ({ right, found, wanted }: Counts): number | null => share(2 * right, found + wanted);

/** A label that should have come, and the one that came. */
export interface Labelled<L extends string = string> {
  readonly wanted: L;
  readonly got: L;
}

export function accuracy(labels: readonly Labelled[]): number | null {
  return share(labels.filter(({ wanted, got }) => wanted === got).length, labels.length);
}

/** How well one label is told from all others. */
export function countsOf(labels: readonly Labelled[], label: string): Counts {
  return labels.map(({ wanted, got }) => counted(wanted === label, got === label)).reduce(add, NO_COUNTS);
}

/** The mean F1 of the labels that were wanted at least once: a rare one counts as much as a common one. */
export function macroF1(labels: readonly Labelled[]): number | null {
  const wanted = [...new Set(labels.map((each) => each.wanted))];
  const sum = wanted.reduce((total, label) => total + (f1(countsOf(labels, label)) ?? 0), 0);
  return share(sum, wanted.length);
}

/** An answer with how sure it was. */
export interface Answered {
  readonly confidence: number;
  readonly right: boolean;
}

const BINS = 10;

/** Expected calibration error: how far, on average, the confidence is from the share that is right. 0 is perfect. */
export function calibrationError(answers: readonly Answered[]): number | null {
  const bins = Array.from({ length: BINS }, (_, n) =>
    answers.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === n),
  );
  const off = bins.reduce((total, bin) => {
    const sure = bin.reduce((sum, { confidence }) => sum + confidence, 0);
    return total + Math.abs(sure - bin.filter(({ right }) => right).length);
  }, 0);
  return share(off, answers.length);
}

/** How often the surest answers are right. @param coverage  share of all answers that are given, 0 to 1 */
export function accuracyAtCoverage(answers: readonly Answered[], coverage: number): number | null {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence);
  const given = surest.slice(0, Math.round(answers.length * coverage));
  return share(given.filter(({ right }) => right).length, given.length);
}
