import type { Evidence, FlagName, Flags } from "../../core/reading.ts";
import { FLAG_NAMES, NO_FLAGS } from "../../core/reading.ts";
import { isGreetingOrThanks, saysOnly } from "./intentions.ts";
import { type Normalised, quote } from "./normalise.ts";
import { type Hit, overlaps } from "./pattern.ts";
import { hasArabicScript, type Words, wordsOfScripts } from "./words.ts";

/** How many folded units before a sign a negation may stand: about three short words. */
const NEGATION_REACH = 22;

/** So few words may be of either language of their script. */
const FEW_WORDS = 4;

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

/**
 * One word, perhaps with a greeting or a please, is a whole message: too short to tell its language, so every list of
 * its scripts is asked. Who thanks first or greets a team by its name wants nothing yet.
 */
function saysItAlone(name: FlagName, of: Normalised, all: readonly Words[]): boolean {
  const alone = all.flatMap(({ flags }) => flags[name].alone ?? []);
  if (!alone.some((list) => list.test(of.text)) || isGreetingOrThanks(of.original)) return false;
  if (all.some(({ talk }) => talk.thanks.find(of.text)[0]?.start === 0)) return false;
  return saysOnly(of.text, [...alone, ...all.flatMap(({ talk }) => [talk.please, talk.greeting, talk.thanks])]);
}

/** Messages mix languages, so a look-alike of one list clears a sign of another. */
function signOf(name: FlagName, text: string, lists: readonly Words[]): Hit | null {
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
 * @param own  the lists of the text's language. For a life, and for a few words, every list of its scripts is asked,
 *             and Latin letters are always read as English and as Finglish: a wrongly guessed language must not hide
 *             a flag.
 */
export function readFlags(
  of: Normalised,
  own: readonly Words[],
): { readonly flags: Flags; readonly evidence: readonly Evidence[] } {
  const flags: Record<FlagName, boolean> = { ...NO_FLAGS };
  const evidence: Evidence[] = [];
  const all = wordsOfScripts(of.text);
  const few = of.text.split(/\s+/).length <= FEW_WORDS;
  const lists = few || !hasArabicScript(of.text) ? all : own;
  for (const name of FLAG_NAMES) {
    const sign = saysItAlone(name, of, all)
      ? { start: 0, end: of.text.length }
      : signOf(name, of.text, name === "crisis" ? all : lists);
    if (sign === null) continue;
    flags[name] = true;
    evidence.push({ label: name, quote: quote(of, sign.start, sign.end) });
  }
  return { flags, evidence };
}
