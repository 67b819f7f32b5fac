import type { Evidence, FlagName, Flags } from "../../core/reading.ts";
import { FLAG_NAMES, NO_FLAGS } from "../../core/reading.ts";
import { type Normalised, quote } from "./normalise.ts";
import { type Hit, overlaps } from "./pattern.ts";
import { type Words, wordsOfScripts } from "./words.ts";

/** How many folded units before a sign a negation may stand: about three short words. */
const NEGATION_REACH = 22;

/** Threats and requests can be taken back by a "not" before them. What happened to somebody cannot. */
const NEGATABLE: ReadonlySet<FlagName> = new Set(["humanRequest", "legalThreat"]);

function isNegated(text: string, hit: Hit, words: Words): boolean {
  const before = text.slice(Math.max(0, hit.start - NEGATION_REACH), hit.start);
  const clause = before.slice(before.search(/[^.!?؟،,؛;\n]*$/));
  return words.tone.negatorBefore.test(clause) && !/\b(?:why|cant|could not)\b/.test(clause);
}

function signOf(name: FlagName, text: string, words: Words): Hit | null {
  const { signs, not, alone } = words.flags[name];
  if (alone?.covers(text)) return { start: 0, end: text.length };
  const hits = signs.find(text);
  if (hits.length === 0) return null;
  const lookAlikes = not.find(text);
  const sign = hits.find(
    (hit) => !lookAlikes.some((other) => overlaps(hit, other)) && !(NEGATABLE.has(name) && isNegated(text, hit, words)),
  );
  return sign ?? null;
}

/** For a life, every list of the text's scripts is asked: a wrongly guessed language must not hide it. */
export function readFlags(
  of: Normalised,
  own: readonly Words[],
): { readonly flags: Flags; readonly evidence: readonly Evidence[] } {
  const flags: Record<FlagName, boolean> = { ...NO_FLAGS };
  const evidence: Evidence[] = [];
  for (const name of FLAG_NAMES) {
    for (const words of name === "crisis" ? wordsOfScripts(of.text) : own) {
      const sign = signOf(name, of.text, words);
      if (sign === null) continue;
      flags[name] = true;
      evidence.push({ label: name, quote: quote(of, sign.start, sign.end) });
      break;
    }
  }
  return { flags, evidence };
}
