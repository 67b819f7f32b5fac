import type { FactKind, Pii, Reading } from "../../core/reading.ts";
import type { ModelAnswer } from "./schema.ts";

const SUMMARY_CHARACTERS = 200;

/** A stand-in for personal data, as `[CARD_1]`. It is not the customer's word, so it proves nothing. */
const PLACEHOLDER = /\[[A-Z][A-Z_]*_\d+\]/;

/**
 * Makes a reading of what the model said. Nothing without proof passes: a fact or a piece of evidence whose quote is not
 * in the customer's own text is dropped, and a value the customer did not write gives way to the quote it came from.
 * @param redacted  everything the customer said this turn, as the model saw it
 * @param pii       spans in the text as received
 */
export function readingOf(answer: ModelAnswer["reading"], redacted: string, pii: readonly Pii[]): Reading {
  const said = (quote: string) => quote !== "" && redacted.includes(quote) && !PLACEHOLDER.test(quote);
  return {
    ...answer,
    categorySecond: answer.categorySecond === answer.category ? null : answer.categorySecond,
    candidates: [{ category: answer.category, confidence: answer.confidence }],
    sentiment: answer.complaint ? "negative" : answer.sentiment,
    constructive: answer.constructive ?? answer.substance >= 2,
    facts: answer.facts
      .filter((fact) => said(fact.quote))
      .map((fact) => (fact.value !== "" && fact.quote.includes(fact.value) ? fact : { ...fact, value: fact.quote }))
      .filter(isLikely),
    evidence: answer.evidence.filter((evidence) => said(evidence.quote)),
    summary: cut(answer.summary, SUMMARY_CHARACTERS),
    engine: "openai",
    redacted,
    pii,
  };
}

/** The longest value of a kind that is still a value and not somebody's sentence, in UTF-16 units. */
const LONGEST: Readonly<Partial<Record<FactKind, number>>> = {
  order_id: 24,
  amount: 40,
  date: 40,
  duration: 40,
  phone: 24,
};
const LONGEST_OTHER = 80;
const ADDRESS = /:\/\/|www\.|@|[a-z0-9-]+\.[a-z]{2,}/i;

/** What a reply may repeat: a number where one belongs, and never an address, whatever the model calls it. */
function isLikely({ kind, value }: ModelAnswer["reading"]["facts"][number]): boolean {
  if (value.length > (LONGEST[kind] ?? LONGEST_OTHER) || ADDRESS.test(value)) return false;
  return (kind !== "order_id" && kind !== "phone") || /\p{Nd}/u.test(value);
}

/** Cuts to a number of UTF-16 units without splitting a character. */
function cut(text: string, units: number): string {
  const head = text.slice(0, units);
  return text.length > units && /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
}
