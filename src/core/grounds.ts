import type { ReplyLanguage } from "./reading.ts";

/** What a reply may stand on, found before it is written: nothing else may be stated as a fact. */
export interface Grounds {
  /** Paragraphs of published articles, best first; empty where nothing is near enough. */
  readonly passages: readonly Passage[];
  /** What the organisation's own systems say about this customer. */
  readonly lookups: readonly LookupAnswer[];
}

/** One paragraph of an article. */
export interface Passage {
  readonly articleId: number;
  /** From 1, in the article's order. */
  readonly paragraph: number;
  readonly title: string;
  readonly text: string;
  /** 0 to 1: how near it is to what was asked. */
  readonly score: number;
  /** Near enough, and far enough ahead of the next article, to be the answer by itself. */
  readonly answers: boolean;
  /** The question is one of those its article lists, or nearly. */
  readonly listed?: boolean;
}

/** One answer of a connector, such as the state of an order. */
export interface LookupAnswer {
  /** The connector's name. */
  readonly source: string;
  /** What was looked up, as the customer wrote it: an order number, or empty for the customer's own record. */
  readonly subject: string;
  /** By key, as the system says it. The desk has sentences for {@link KNOWN_VALUES}; any other key is said by its label. */
  readonly values: Readonly<Record<string, string>>;
  /** The connector's own names of its keys, by language. A key with neither a sentence nor a label is not said. */
  readonly labels?: Readonly<Partial<Record<ReplyLanguage, Readonly<Record<string, string>>>>>;
}

/**
 * Keys of a looked-up order that the desk has sentences for. `status` is a word such as `shipped`; `since` (when that
 * status began) and `expected` (when it is due) are ISO 8601, a day or an instant; `carrier` and `tracking` are said as
 * they stand.
 */
export const KNOWN_VALUES = ["status", "since", "carrier", "expected", "tracking"] as const;

export const NO_GROUNDS: Grounds = { passages: [], lookups: [] };

export const SUPPORT_KINDS = ["customer", "ticket", "fact", "article", "lookup", "policy", "promise"] as const;

/** One thing a sent reply stands on, kept with it to explain it. */
export interface Support {
  readonly kind: (typeof SUPPORT_KINDS)[number];
  /** Where it stands: `12#3` for an article's paragraph, a connector's name, a policy row; empty for the rest. */
  readonly ref: string;
  /** The words, numbers or times of the reply that stand on it. */
  readonly quote: string;
}
