import type { PiiKind } from "../../core/reading.ts";

/** What the redactor put in the place of personal data, as `[CARD_1]`. */
const HIDDEN = /\[(IBAN|CARD|NATIONAL_ID|PHONE|EMAIL|POSTAL_CODE|ADDRESS|SECRET)_\d+\]/;

/** Words, or the kind of personal data that was taken out of them. */
type Piece = { readonly text: string } | { readonly hidden: PiiKind };

/** A redacted text in the pieces it is shown by. */
export function summaryPieces(redacted: string): readonly Piece[] {
  // Every second piece is a kind: that is how `split` gives what it split by.
  return redacted
    .split(HIDDEN)
    .map((piece, index) => (index % 2 === 1 ? { hidden: piece.toLowerCase() as PiiKind } : { text: piece }));
}

/** A summary of one word, as "agent", says less than the ticket's topic. */
export const saysLittle = (summary: string): boolean => !/\S\s+\S/.test(summary);
