import type { Affixes } from "../pattern.ts";

/** The categories that have words of their own; praise, abuse and other follow from the rest of the reading. */
export const TOPICS = [
  "staff_behaviour",
  "cancellation",
  "product_defect",
  "refund_return",
  "payment_billing",
  "delivery",
  "account_technical",
  "info_request",
] as const;
export type Topic = (typeof TOPICS)[number];

/** How much a term says about its topic: alone enough · points there · merely belongs there. */
export interface Cues {
  readonly strong: string;
  readonly medium: string;
  readonly weak: string;
}

/** All that is known of one language. Pure content: terms are written in the small notation of `pattern.ts`. */
export interface Lexicon {
  readonly affixes: Affixes;
  readonly topics: Readonly<Record<Topic, Cues>>;
  readonly tone: {
    readonly positive: string;
    readonly negative: string;
    /** Something does not work, is late, missing or wrong: a complaint without a negative word. */
    readonly problem: string;
    /** Sounds negative, is not. */
    readonly harmless: string;
    /** Praise that means its opposite. */
    readonly sarcasm: string;
    readonly anger: string;
    /** Turns the polarity of what follows, or of what stands before. */
    readonly negatorBefore: string;
    readonly negatorAfter: string;
    /** The clause after it weighs more. */
    readonly contrast: string;
  };
  readonly intent: {
    readonly question: string;
    readonly suggestion: string;
  };
  readonly urgency: {
    readonly deadline: string;
    readonly vulnerable: string;
    readonly repeated: string;
    readonly moneyTaken: string;
    readonly unrecognised: string;
    readonly lockedOut: string;
  };
  readonly talk: {
    readonly yes: string;
    readonly no: string;
    readonly greeting: string;
    readonly thanks: string;
    /** What makes a request of a word said alone. */
    readonly please: string;
    readonly filler: string;
    /** Of {@link thanks}: goodbyes, which thank for nothing. */
    readonly farewell: string;
    /** "All right": heard, and nothing more. */
    readonly noted: string;
    /** Is anybody there? */
    readonly presence: string;
    readonly wellbeing: string;
    /** Is this a machine or a person? */
    readonly bot: string;
    /** What stands around the name of a language in which an answer is wanted. */
    readonly answering: string;
    /** Names of the languages we answer in. */
    readonly tongue: { readonly fa: string; readonly ar: string; readonly en: string };
  };
  readonly facts: {
    readonly order: string;
    /** Small words between "order" and its number. */
    readonly between: string;
    /** What became of it: may stand between too, when the number ends the clause ("my order never came 48217"). */
    readonly fate: string;
    readonly currency: string;
    readonly scale: string;
    readonly number: string;
    readonly unit: string;
    readonly day: string;
    readonly month: string;
    readonly product: string;
    readonly place: string;
    readonly title: string;
    readonly wanted: string;
  };
}
