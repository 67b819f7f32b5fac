import { foldDigits } from "../../core/tracking-code.ts";

/**
 * Folds a text to what the patterns of the guards are written in: lower case, one letter form and one digit form for
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

/** A text cut into sentences, each with the mark that ends it. A point between digits ends none. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/(?:[^.!?؟؛;\n]|[.](?=\d))+[.!?؟؛;]*\n*|[.!?؟؛;\n]+/g)?.filter((part) => part.trim() !== "") ?? [];
}
