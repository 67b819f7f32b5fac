/** What may be taken out of an answer, and told to whom. Pure. */

const LONGEST_VALUE = 120;

/**
 * The value at a path such as `shipment.events[0].city`.
 * @returns undefined where nothing stands there
 */
export function valueAt(answer: unknown, path: string): unknown {
  let value = answer;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/** Characters nobody sees, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A value as it can be said: one short line; null for anything but a word, a number or yes and no. */
export function sayable(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
  const text = String(value).replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  return text === "" || text.length > LONGEST_VALUE ? null : text;
}

/** Digits that make a phone number the same, however its country is written. */
const TELLING_DIGITS = 9;

export function samePhone(a: string, b: string): boolean {
  const [one, other] = [a, b].map((phone) => phone.replace(/\D/g, ""));
  return (
    one !== undefined &&
    other !== undefined &&
    Math.min(one.length, other.length) >= TELLING_DIGITS &&
    one.slice(-TELLING_DIGITS) === other.slice(-TELLING_DIGITS)
  );
}
