/**
 * Dice: how much two lists have of one another, by what both have.
 * @param meets  is the one the other?
 * @returns 0 to 1
 */
export function overlap<T>(some: readonly T[], others: readonly T[], meets: (one: T, other: T) => boolean): number {
  const of = some.filter((one) => others.some((other) => meets(one, other))).length;
  const back = others.filter((other) => some.some((one) => meets(one, other))).length;
  return some.length + others.length === 0 ? 0 : (of + back) / (some.length + others.length);
}
