/** How one language commits itself, and to when. Patterns are matched against one folded sentence, see `fold`. */
export interface PromiseLanguage {
  /** We, or somebody of ours, will do something; or the customer will get it. */
  readonly commits: RegExp;
  /** Sounds alike and binds nobody: what others said, what we cannot say. */
  readonly harmless: RegExp;
  /** "Within two hours". Groups: `count` (digits or a word of {@link numbers}; absent: one), `unit`. */
  readonly spans: readonly RegExp[];
  readonly numbers: Readonly<Record<string, number>>;
  /** Minutes, by the beginning of the word. */
  readonly units: readonly (readonly [word: string, minutes: number])[];
  /** A span said in one word, in minutes. */
  readonly wholes: readonly (readonly [pattern: RegExp, minutes: number])[];
  /** Days from today; a later entry outranks an earlier one. */
  readonly days: readonly (readonly [pattern: RegExp, days: number])[];
  /** From Sunday. */
  readonly weekdays: readonly RegExp[];
  /** Parts of a day, and the hour by which they are over. */
  readonly parts: readonly (readonly [pattern: RegExp, hour: number])[];
  /** A clock time. Groups: `hour`, `minute`. */
  readonly clocks: readonly RegExp[];
  readonly pm: RegExp;
  readonly am: RegExp;
}
