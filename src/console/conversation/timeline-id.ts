/** Where the focus goes when what had it is gone. */
export const TIMELINE = "timeline";
/** The field where an answer is written. */
export const COMPOSER = "composer";
