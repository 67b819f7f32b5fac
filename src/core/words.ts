import { fold } from "./fold.ts";

/** The words by which conversations are found, in one form for both sides: what is kept, and what is looked for. */

const LONGEST_WORD = 40;
/** A number that somebody may look for by its last digits has so many at least. */
const SHORTEST_NUMBER = 5;
const FEWEST_DIGITS = 4;
const MOST_DIGITS = 20;
/** What people write between the digits of one number. */
const BETWEEN_DIGITS = /[\s()+./-]/g;

/** The half-space of Persian: what it parts is written as one word too, and as two. */
const HALF_SPACE = /\u200c/g;

/** The different words of a text, folded; those with a half-space in them also as one. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set([...inPieces(text), ...joined(text)]);
}

function inPieces(text: string): readonly string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => [...word].slice(0, LONGEST_WORD).join(""));
}

const joined = (text: string): readonly string[] => inPieces(text.replace(HALF_SPACE, ""));

/** The digits of a number written in any way, as `+98 (912) 123-4567`; null for what is no such number. */
function digitsOf(text: string): string | null {
  const joined = fold(text.replace(BETWEEN_DIGITS, "")).trim();
  return /^\d+$/.test(joined) && joined.length >= SHORTEST_NUMBER && joined.length <= MOST_DIGITS ? joined : null;
}

/**
 * The endings of a number, so that it is found by its last digits and with or without its country's prefix.
 * @returns none for what is no number of at least five digits
 */
export function numberWords(text: string): readonly string[] {
  const digits = digitsOf(text);
  if (digits === null) return [];
  return Array.from({ length: digits.length - FEWEST_DIGITS + 1 }, (_, index) => digits.slice(index));
}

/** What stands before an order's number where it is shown, and need not stand before it where it was told. */
const LABELS = new Set(
  ["order", "number", "no", "nr", "سفارش", "شماره", "طلب", "الطلب", "طلبي", "رقم"].map((word) => fold(word).trim()),
);

/** The number alone, where words that only name its kind stand around it: `order #77881`. */
function withoutLabels(looked: string): string {
  const rest = looked.split(/\s+/).filter((word) => !LABELS.has(fold(word).trim()));
  return rest.some((word) => /\p{Nd}/u.test(word)) ? rest.join(" ").replaceAll("#", "") : looked;
}

/** What the console calls whoever has told no name, in each language: its `contact.visitor`. */
const VISITORS = new Set(["Visitor", "بازدیدکننده", "زائر"].map((word) => fold(word).trim()));

/** The number of a contact without a name, looked for by what the console calls them; else null. */
export function visitorNumber(looked: string): number | null {
  const [, word = "", digits] = /^ (.+) (\d{1,15}) $/.exec(fold(looked)) ?? [];
  return VISITORS.has(word) ? Number(digits) : null;
}

/**
 * What is looked for, in PostgreSQL's tsquery syntax: all words, each by its beginning; or the one number it is, written
 * with spaces, zeros or a country's prefix, and with or without the word for what it counts.
 * @returns null where there is no word in it
 */
export function wordQuery(given: string): string | null {
  const looked = withoutLabels(given);
  if (inPieces(looked).length === 0) return null;
  const whole = digitsOf(looked);
  const numbers = whole === null ? [] : [whole, whole.replace(/^0+/, "")].filter((digits) => digits !== "");
  const ways = [inPieces(looked), joined(looked)].map(
    (words) => `(${[...new Set(words)].map(beginsWith).join(" & ")})`,
  );
  return [...new Set([...ways, ...numbers.map(beginsWith)])].join(" | ");
}

/** Words hold letters and digits alone: nothing in them needs escaping. */
const beginsWith = (word: string): string => `'${word}':*`;
