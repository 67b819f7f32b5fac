/** How far two judges agree beyond chance. */
export interface Agreement {
  /** Share of cases in which both say the same, 0 to 1. */
  readonly same: number;
  /** Cohen's kappa with quadratic weights; null where both always say one thing, so that chance explains all. */
  readonly kappa: number | null;
}

/**
 * Cohen's kappa of two judges over the same cases, weighted by the square of how far apart they are: 0 against 2 weighs
 * four times 0 against 1. Source: Cohen 1968.
 * @param most  the highest point a judge can give; the lowest is 0
 */
export function agreement(one: readonly number[], other: readonly number[], most: number): Agreement {
  const cases = Math.max(one.length, 1);
  const levels = Array.from({ length: most + 1 }, (_, level) => level);
  const share = (points: readonly number[], level: number) => points.filter((point) => point === level).length / cases;
  const apart = (a: number, b: number) => ((a - b) / most) ** 2;
  const seen = one.reduce((sum, point, at) => sum + apart(point, other[at] ?? 0), 0) / cases;
  const byChance = levels.reduce(
    (sum, a) => sum + levels.reduce((row, b) => row + apart(a, b) * share(one, a) * share(other, b), 0),
    0,
  );
  const same = one.filter((point, at) => point === other[at]).length / cases;
  return { same, kappa: byChance === 0 ? null : 1 - seen / byChance };
}
