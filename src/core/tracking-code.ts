/**
 * Tracking codes: eight random digits and a Damm check digit, ASCII, without separators. Nine digits can be mistaken
 * neither for a ten-digit national id nor for an eleven-digit mobile number.
 */

const DIGITS = 8;

/** The totally anti-symmetric quasigroup of order 10 given by H. M. Damm (2004). */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

function damm(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = DAMM[interim]?.[Number(digit)] ?? 0;
  return interim;
}

/** How many different codes there are. */
export const CODE_SPACE = 10 ** DIGITS;

/** @param random a whole number in [0, {@link CODE_SPACE}) from a cryptographic source */
export function makeCode(random: number): string {
  const digits = String(random).padStart(DIGITS, "0");
  return `${digits}${damm(digits)}`;
}

/** Is this text, in ASCII digits, a code that could exist? */
export function isCode(text: string): boolean {
  return /^\d{9}$/.test(text) && damm(text) === 0;
}

/** Persian and Arabic digits become ASCII ones; one UTF-16 unit for one. */
export function foldDigits(text: string): string {
  return text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Reads a code as a customer types it: any digit script, spaces or hyphens between groups. Null if it is none. */
export function readCode(typed: string): string | null {
  const digits = foldDigits(typed).replace(/[\s\u200c\u200e\u200f-]/g, "");
  return isCode(digits) ? digits : null;
}

export interface CodeMention {
  readonly code: string;
  /** The message is nothing but the number. */
  readonly alone: boolean;
  /** False: nine digits whose check digit is wrong, a mistyped code or another number. */
  readonly valid: boolean;
}

/** Nine-digit numbers in a text, with what they may be. Longer and shorter numbers are something else. */
export function findCodes(text: string): readonly CodeMention[] {
  const folded = foldDigits(text);
  const whole = folded.replace(/[\s\u200c\u200e\u200f#-]/g, "");
  if (/^\d{9}$/.test(whole)) return [{ code: whole, alone: true, valid: isCode(whole) }];
  const inOne = [...folded.matchAll(/(?<![\d#.,/])\d{9}(?![\d/]|[.,]\d)/g)].map(([code]) => code);
  // Read out in groups it counts only if the check digit agrees: three short numbers are common.
  const inGroups = [...folded.matchAll(/(?<![\d#.,/-])\d{3}([ -])\d{3}\1\d{3}(?![\d/-]|[.,]\d)/g)]
    .map(([grouped]) => grouped.replace(/[ -]/g, ""))
    .filter(isCode);
  return [...inOne, ...inGroups].map((code) => ({ code, alone: false, valid: isCode(code) }));
}
