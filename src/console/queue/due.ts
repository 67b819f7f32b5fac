/** How near a deadline is, from far to past. */
type Nearness = "far" | "near" | "late";

const NEAR_MS = 15 * 60_000;

/** Milliseconds until an instant; below zero once it has passed. */
export const until = (iso: string, now: number): number => new Date(iso).getTime() - now;

export function nearnessOf(left: number): Nearness {
  if (left <= 0) return "late";
  return left <= NEAR_MS ? "near" : "far";
}
