import type { Evidence, FlagName, Flags, Language } from "../../core/reading.ts";
import { FLAG_NAMES, NO_FLAGS } from "../../core/reading.ts";
import { type FlagWords, flagWordsOf, flagWordsOfScripts } from "./flag-words.ts";
import { isGreetingOrThanks, saysOnly } from "./intentions.ts";
import { type Normalised, quote } from "./normalise.ts";
import { type Hit, overlaps } from "./pattern.ts";
import { wordsOfScripts } from "./words.ts";

/** How many folded units before a sign a negation may stand: about three short words. */
const NEGATION_REACH = 22;
/** How far a title may stand from the word that says it is one. */
const STORY_REACH = 40;
const CLAUSE_REACH = 88;

/** So few words may be of either language of their script. */
const FEW_WORDS = 4;

/** Threats and requests can be taken back by a "not" before them. What happened to somebody cannot. */
const NEGATABLE: ReadonlySet<FlagName> = new Set(["humanRequest", "legalThreat"]);

/** "If my account were hacked": nothing has happened yet. A conditional threat is still a threat. */
const HYPOTHETICAL: ReadonlySet<FlagName> = new Set(["fraudPrivacy"]);
/** "What happens if somebody is hurt": a question about it. */
const SUPPOSED: ReadonlySet<FlagName> = new Set(["fraudPrivacy", "safety", "legalThreat"]);
/** What may stand in a title or be told of somebody else. */
const TOLD: ReadonlySet<FlagName> = new Set(["crisis", "safety", "legalThreat", "abusive", "churnRisk"]);
const HEARSAY: ReadonlySet<FlagName> = new Set(["churnRisk", "abusive", "legalThreat"]);

export const wordsIn = (text: string): number => text.trim().split(/\s+/).length;

function clauseBefore(text: string, hit: Hit, reach: number): string {
  const before = text.slice(Math.max(0, hit.start - reach), hit.start);
  return before.slice(before.search(/[^.!?؟،,؛;\n]*$/));
}

/** The sentence around a sign, as far as a story word could reach it. */
function around(text: string, hit: Hit): string {
  const before = text.slice(Math.max(0, hit.start - STORY_REACH), hit.start);
  const after = text.slice(hit.end, hit.end + STORY_REACH);
  return `${before.slice(before.search(/[^.!?؟؛;\n]*$/))} | ${after.split(/[.!?؟؛;\n]/)[0] ?? ""}`;
}

function isTakenBack(name: FlagName, text: string, hit: Hit, { frames }: FlagWords): boolean {
  const clause = clauseBefore(text, hit, CLAUSE_REACH);
  const negated = NEGATABLE.has(name) && frames.negator.test(clauseBefore(text, hit, NEGATION_REACH));
  // "If it is not here today my lawyer writes": what is not there is the condition, and the threat stands.
  if (negated && !(name === "legalThreat" && frames.hypothetical.test(clause))) return true;
  if (HYPOTHETICAL.has(name) && frames.hypothetical.test(clause)) return true;
  if (SUPPOSED.has(name) && frames.supposing.test(clause)) return true;
  if (HEARSAY.has(name) && frames.hearsay.test(clause)) return true;
  return TOLD.has(name) && frames.works.test(around(text, hit));
}

/**
 * One word, perhaps with a greeting or a please, is a whole message: too short to tell its language, so every list of
 * its scripts is asked. Who thanks first or greets a team by its name wants nothing yet.
 */
function saysItAlone(name: FlagName, of: Normalised, all: readonly FlagWords[]): boolean {
  const alone = all.flatMap(({ flags }) => flags[name].alone ?? []);
  if (!alone.some((list) => list.test(of.text)) || isGreetingOrThanks(of.original)) return false;
  const talk = wordsOfScripts(of.text).map((words) => words.talk);
  if (talk.some(({ thanks }) => thanks.find(of.text)[0]?.start === 0)) return false;
  return saysOnly(of.text, [...alone, ...talk.flatMap(({ please, greeting, thanks }) => [please, greeting, thanks])]);
}

/**
 * What is found in the words is weighed with what the model holds, in the logarithm of the odds: each hears what the
 * other misses, and a plain sign that the model takes for a figure of speech does not count. The weights and the sums did
 * best on rows whose voices the model had not heard.
 */
const SIGN = 2.5;
/** What points there and as often elsewhere. */
const HINT = 1;
/** What only looks like it. */
const ALIKE = -1;
/** In so few words a plain sign is enough, and a model without one must be surer by so much. */
const LITTLE = 6;
const SURER = 1;

/** From this sum on a flag is raised; 0 is as likely as not. Who is in need of others is heard before who leaves us. */
const ENOUGH: Readonly<Record<FlagName, number>> = {
  humanRequest: -0.4,
  crisis: 0,
  safety: 0,
  legalThreat: -0.2,
  fraudPrivacy: -0.2,
  abusive: 0,
  churnRisk: -0.2,
  injectionSuspected: -0.4,
};

const oddsOf = (chance: number): number => Math.log((chance + 1e-4) / (1 - chance + 1e-4));

/** Messages mix languages, so a look-alike of one list clears a sign of another. */
function signsOf(name: FlagName, text: string, lists: readonly FlagWords[], kind: "signs" | "weak"): readonly Hit[] {
  const hits = lists.flatMap((words) => words.flags[name][kind]?.find(text) ?? []);
  if (hits.length === 0) return [];
  const lookAlikes = lists.flatMap((words) => words.flags[name].not.find(text));
  return hits.filter(
    (hit) =>
      !lookAlikes.some((other) => overlaps(hit, other)) && !lists.some((words) => isTakenBack(name, text, hit, words)),
  );
}

/** Every insult in a folded text. What is left without them is what it is about. */
export const insultsIn = (text: string, language: Language): readonly Hit[] =>
  signsOf("abusive", text, flagWordsOf(language, text), "signs");

/**
 * For a life, and for a few words, every list of the text's scripts is asked.
 * @param seen  what the model makes of it; null: there is no model
 */
export function readFlags(
  of: Normalised,
  language: Language,
  seen: FlagSight | null = null,
): { readonly flags: Flags; readonly evidence: readonly Evidence[] } {
  const flags: Record<FlagName, boolean> = { ...NO_FLAGS };
  const evidence: Evidence[] = [];
  const all = flagWordsOfScripts(of.text);
  const few = wordsIn(of.text) <= FEW_WORDS;
  const lists = few ? all : flagWordsOf(language, of.text);
  for (const [n, name] of FLAG_NAMES.entries()) {
    const found = findSign(name, of, {
      all,
      lists: name === "crisis" ? all : lists,
      chance: seen?.chances[n] ?? null,
      words: seen?.words ?? 0,
    });
    if (found === null) continue;
    flags[name] = true;
    evidence.push({ label: name, quote: quote(of, found.start, found.end) });
  }
  return { flags, evidence };
}

/** How probable the model holds each flag, in the order of {@link FLAG_NAMES}, and in how many words it saw that. */
export interface FlagSight {
  readonly chances: Float64Array;
  readonly words: number;
}

interface Asked {
  readonly all: readonly FlagWords[];
  readonly lists: readonly FlagWords[];
  readonly chance: number | null;
  readonly words: number;
}

function findSign(name: FlagName, of: Normalised, { all, lists, chance, words }: Asked): Hit | null {
  const whole = { start: 0, end: of.text.length };
  if (saysItAlone(name, of, all)) return whole;
  const [sign = null] = signsOf(name, of.text, lists, "signs");
  if (chance === null || (sign !== null && words <= LITTLE)) return sign;
  const odds = oddsOf(chance);
  const bar = ENOUGH[name] + (words <= LITTLE ? SURER : 0);
  if (sign !== null) return odds + SIGN > bar ? sign : null;
  // Most texts end here: a hint would not be enough either.
  if (odds + HINT <= bar) return null;
  const [hint = null] = signsOf(name, of.text, lists, "weak");
  if (hint !== null) return hint;
  if (odds <= bar) return null;
  const alike = lists.some((words) => words.flags[name].not.test(of.text));
  // People are tired of queues and die of laughter all day: that alone is nobody's cry for help.
  if (alike && (name === "crisis" || odds + ALIKE <= bar)) return null;
  // Nobody says goodbye with an order's number: where there is one, the words must say it.
  return name === "crisis" && /[0-9]{4}/.test(of.text) ? null : whole;
}
