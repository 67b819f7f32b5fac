/** How one language promises. All patterns are matched against one folded sentence, see `fold`. */
export interface PromiseWords {
  /** Phrases that sound like a promise and are none ("your request for a refund"): taken out first. */
  readonly harmless: readonly RegExp[];
  /** Promises whatever stands around them: looked for before anything is taken out. */
  readonly certain?: readonly RegExp[];
  /** Words of money, goods or liability. Default is no: left over in a sentence, one of them is a promise. */
  readonly remedies: RegExp;
  /** Promises in words that are harmless one by one ("your money will be returned"). */
  readonly commitments: readonly RegExp[];
  /** The future in which a desk speaks of what it will do … */
  readonly future: RegExp;
  /** … and a time by which: together they are a promised deadline. */
  readonly deadline: RegExp;
}
