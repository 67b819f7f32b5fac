/** How a reply is judged, by rules alone: seven marks of 0 to 2, and faults that no mark makes good. */

export const MARKS = ["names", "acknowledges", "owns", "nextStep", "asks", "length", "register"] as const;
export type Mark = (typeof MARKS)[number];
export type Points = 0 | 1 | 2;

export const FAULTS = ["promise", "blame", "calm_down", "asks_secret", "language", "leak"] as const;
export type Fault = (typeof FAULTS)[number];

export const FULL_MARKS = MARKS.length * 2;

export interface Checks {
  readonly marks: Readonly<Record<Mark, Points>>;
  /** Sum of the marks, of {@link FULL_MARKS}. */
  readonly total: number;
  /** Rules no reply may break, and this one did. */
  readonly faults: readonly Fault[];
}
