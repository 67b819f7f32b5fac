import { isGreetingOrThanks } from "./intentions.ts";

const LONGEST = 200;

/** Cuts at a word's end, never inside a surrogate pair or a placeholder. */
function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST - 1);
  const space = cut.lastIndexOf(" ");
  const kept =
    space > LONGEST / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, "").replace(/\[[A-Z_0-9]*$/, "");
  return `${kept.trimEnd()}…`;
}

/**
 * The customer's own words, without personal data and greeting, from the sentence that says what it is about.
 * @param telling  a quote that carries the category, or null
 */
export function summarise(redacted: string, telling: string | null): string {
  const sample = redacted.slice(0, 4000).replace(/[\p{Cc}\s]+/gu, (space) => (space.includes("\n") ? "\n" : " "));
  const sentences = sample
    .split(/(?<=[.!?؟。])\s+|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const worthy = sentences.filter((part) => !isGreetingOrThanks(part));
  const from = telling === null ? -1 : worthy.findIndex((part) => part.includes(telling));
  const whole = worthy.join(" ");
  if (whole.length <= LONGEST || from <= 0) return shorten(whole === "" ? sample.trim() : whole);
  return shorten(worthy.slice(from).join(" "));
}
