import { foldDigits } from "./tracking-code.ts";

/**
 * Folds a text to the form in which words are compared: lower case, one letter form and one digit form for
 * Persian and Arabic, no marks, joiners or elongation, words separated by one space, a space at both ends.
 */
export function fold(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{M}|\u200d|[\u0640\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069'’‘`]/gu, "")
    .replace(/[يىئ]/g, "ی")
    .replace(/ك/g, "ک")
    .replace(/[ةۀ]/g, "ه")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ؤ/g, "و");
  const spaced = foldDigits(plain).replace(/[^\p{L}\p{N}%$€£]+/gu, " ");
  return ` ${spaced.trim()} `;
}
