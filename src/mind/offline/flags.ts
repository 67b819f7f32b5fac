import type { Evidence, FlagName, Flags } from "../../core/reading.ts";
import { FLAG_NAMES, NO_FLAGS } from "../../core/reading.ts";
import { type Normalised, quote } from "./normalise.ts";
import { type Hit, overlaps } from "./pattern.ts";
import { hasArabicScript, type Words, wordsOfScripts } from "./words.ts";

/** How many folded units before a sign a negation may stand: about three short words. */
const NEGATION_REACH = 22;

/** Threats and requests can be taken back by a "not" before them. What happened to somebody cannot. */
const NEGATABLE: ReadonlySet<FlagName> = new Set(["humanRequest", "legalThreat"]);

/** "If my account were hacked": nothing has happened yet. A conditional threat is still a threat. */
const HYPOTHETICAL: ReadonlySet<FlagName> = new Set(["fraudPrivacy"]);

function clauseBefore(text: string, hit: Hit, reach: number): string {
  const before = text.slice(Math.max(0, hit.start - reach), hit.start);
  return before.slice(before.search(/[^.!?؟،,؛;\n]*$/));
}

function isTakenBack(name: FlagName, text: string, hit: Hit, words: Words): boolean {
  if (NEGATABLE.has(name) && words.tone.negatorBefore.test(clauseBefore(text, hit, NEGATION_REACH))) return true;
  return HYPOTHETICAL.has(name) && words.intent.hypothetical.test(clauseBefore(text, hit, 4 * NEGATION_REACH));
}

/** Messages mix languages, so a look-alike of one list clears a sign of another. */
function signOf(name: FlagName, text: string, lists: readonly Words[]): Hit | null {
  if (lists.some((words) => words.flags[name].alone?.covers(text))) return { start: 0, end: text.length };
  const hits = lists.flatMap((words) => words.flags[name].signs.find(text));
  if (hits.length === 0) return null;
  const lookAlikes = lists.flatMap((words) => words.flags[name].not.find(text));
  const sign = hits.find(
    (hit) =>
      !lookAlikes.some((other) => overlaps(hit, other)) && !lists.some((words) => isTakenBack(name, text, hit, words)),
  );
  return sign ?? null;
}

/**
 * @param own  the lists of the text's language. For a life, every list of its scripts is asked, and Latin letters are
 *             always read as English and as Finglish: a wrongly guessed language must not hide a flag.
 */
export function readFlags(
  of: Normalised,
  own: readonly Words[],
): { readonly flags: Flags; readonly evidence: readonly Evidence[] } {
  const flags: Record<FlagName, boolean> = { ...NO_FLAGS };
  const evidence: Evidence[] = [];
  const all = wordsOfScripts(of.text);
  const latin = hasArabicScript(of.text) ? own : all;
  for (const name of FLAG_NAMES) {
    const sign = signOf(name, of.text, name === "crisis" ? all : latin);
    if (sign === null) continue;
    flags[name] = true;
    evidence.push({ label: name, quote: quote(of, sign.start, sign.end) });
  }
  return { flags, evidence };
}
