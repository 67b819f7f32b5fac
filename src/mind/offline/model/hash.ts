/** FNV-1a, a unit at a time. */
export const START = 0x811c9dc5;
const PRIME = 0x01000193;

export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

export const hashPair = (one: number, other: number): number =>
  Math.imul(Math.imul(one ^ 0x9e3779b9, PRIME) ^ other, PRIME);

/** Spreads what FNV leaves in the upper bits over the lower ones, which name a bucket. */
export function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) >>> 0;
}
