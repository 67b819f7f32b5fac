/** What was understood of everything a customer said in one turn. Both engines speak this one shape. */

export const LANGUAGES = ["fa", "ar", "en", "fa-Latn", "other"] as const;
/** `fa-Latn` is Finglish: Persian in Latin letters. */
export type Language = (typeof LANGUAGES)[number];

/** The languages the desk answers in. */
export const REPLY_LANGUAGES = ["fa", "ar", "en"] as const;
export type ReplyLanguage = (typeof REPLY_LANGUAGES)[number];

/** What can go wrong between a customer and a company: a sentence can say it, and two of them can be told apart. */
export const MATTERS = [
  "delivery",
  "refund_return",
  "product_defect",
  "payment_billing",
  "account_technical",
  "staff_behaviour",
  "cancellation",
] as const;

export const CATEGORIES = [...MATTERS, "info_request", "praise", "abuse", "other"] as const;
export type Category = (typeof CATEGORIES)[number];

const matters: ReadonlySet<string> = new Set(MATTERS);

/** Is it a kind of problem, apart from a question, praise and the like? */
export const isMatter = (category: Category): boolean => matters.has(category);

export const SENTIMENTS = ["negative", "neutral", "positive"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** Ordered: a later one outranks an earlier one. */
export const URGENCIES = ["low", "normal", "high", "critical"] as const;
export type Urgency = (typeof URGENCIES)[number];

export const FLAG_NAMES = [
  "humanRequest",
  "crisis",
  "safety",
  "legalThreat",
  "fraudPrivacy",
  "abusive",
  "churnRisk",
  "injectionSuspected",
] as const;
export type FlagName = (typeof FLAG_NAMES)[number];
export type Flags = Readonly<Record<FlagName, boolean>>;

/** Somebody's life or safety, the law, or a theft; the gravest first. */
export const GRAVE_FLAGS = ["crisis", "safety", "legalThreat", "fraudPrivacy"] as const;
export type GraveFlag = (typeof GRAVE_FLAGS)[number];

export const graveIn = (flags: Flags): GraveFlag | null => GRAVE_FLAGS.find((flag) => flags[flag]) ?? null;

export const FACT_KINDS = [
  "order_id",
  "amount",
  "date",
  "product",
  "phone",
  "place",
  "wanted_outcome",
  "duration",
  "person",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Something the customer told us. `quote` is a substring of their text; `value` is as they wrote it. */
export interface Fact {
  readonly kind: FactKind;
  readonly value: string;
  readonly quote: string;
  readonly confidence: number;
}

export interface Evidence {
  readonly label: string;
  readonly quote: string;
}

export const PII_KINDS = ["iban", "card", "national_id", "phone", "email", "postal_code", "address", "secret"] as const;
export type PiiKind = (typeof PII_KINDS)[number];

/** Personal data in a text. `span` is [start, end) in UTF-16 units of the text as received. */
export interface Pii {
  readonly kind: PiiKind;
  readonly span: readonly [start: number, end: number];
}

/** 0 calm · 1 annoyed · 2 angry · 3 furious or insulting. */
export type Heat = 0 | 1 | 2 | 3;
/** 0 nothing to act on · 1 a topic · 2 a concrete problem · 3 a problem with the facts to act on it. */
export type Substance = 0 | 1 | 2 | 3;

/** A category it may be, and how probably, 0 to 1. */
export interface Candidate {
  readonly category: Category;
  readonly confidence: number;
}

export interface Reading {
  readonly language: Language;
  readonly category: Category;
  readonly categorySecond: Category | null;
  /** Of the taxonomy in force; null where none was recognised. */
  readonly subcategory: string | null;
  /** 0 to 1, of the category. */
  readonly confidence: number;
  /** The category and the two next best, best first: what to ask about, or to hand over with, where nobody is sure. */
  readonly candidates: readonly Candidate[];
  readonly sentiment: Sentiment;
  readonly complaint: boolean;
  readonly heat: Heat;
  readonly substance: Substance;
  readonly urgency: Urgency;
  /** Why this urgency, as short words. */
  readonly reasons: readonly string[];
  readonly flags: Flags;
  /** Angry or not, the customer says what would be better. */
  readonly constructive: boolean;
  readonly facts: readonly Fact[];
  /** Facts the category's playbook needs and nobody has told us yet. */
  readonly missing: readonly FactKind[];
  /** At most 200 characters. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly engine: Engine;
  /** The text as it may leave the house. */
  readonly redacted: string;
  readonly pii: readonly Pii[];
}

export type Engine = "offline" | "openai";

export const NO_FLAGS: Flags = Object.freeze({
  humanRequest: false,
  crisis: false,
  safety: false,
  legalThreat: false,
  fraudPrivacy: false,
  abusive: false,
  churnRisk: false,
  injectionSuspected: false,
});

/** Letters in which no Persian and no Arabic is written, apart from Finglish. */
const FOREIGN_LETTERS = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;
const ARABIC_LETTERS = /\p{Script=Arabic}/u;

/**
 * The language of a conversation's replies: the one the customer wished for, else the one they write. Who writes one we
 * do not speak keeps the language of before; where none is known, English reads easier to Latin or Cyrillic letters.
 */
export function languageToAnswer({
  wished,
  written,
  known,
  text,
  deskDefault,
}: {
  readonly wished: ReplyLanguage | null;
  readonly written: Language;
  readonly known: Language | null;
  readonly text: string;
  readonly deskDefault: ReplyLanguage;
}): ReplyLanguage {
  if (wished !== null) return wished;
  const language = written === "other" ? (known ?? "other") : written;
  const foreign = FOREIGN_LETTERS.test(text) && !ARABIC_LETTERS.test(text);
  return replyLanguage(language, foreign ? "en" : deskDefault);
}

/** The language a customer is answered in: Finglish in Persian script, a language we do not speak in the desk's own. */
export function replyLanguage(language: Language, deskDefault: ReplyLanguage): ReplyLanguage {
  switch (language) {
    case "fa-Latn":
      return "fa";
    case "other":
      return deskDefault;
    default:
      return language;
  }
}
