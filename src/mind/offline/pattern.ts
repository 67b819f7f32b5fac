import { LETTERS, normalise } from "./normalise.ts";

/**
 * Word lists are written as terms separated by commas:
 *   `*` any letters · `_` an optional space · `…` up to four words between · `(a|b)` either · `(a)?` optional
 *   a final `.` forbids the endings the language would allow by itself.
 * A term begins and ends at a word's edge. Terms are folded like messages, so they may be written naturally.
 */
export interface Hit {
  /** Range in the folded text. */
  readonly start: number;
  readonly end: number;
}

export interface Affixes {
  /** What may stand joined before a term, as a regular expression. */
  readonly before: string;
  /** What may follow a term without a space. */
  readonly after: string;
  /** Spelling variants of one letter or digraph, for a language without a fixed spelling. */
  readonly spelling?: Readonly<Record<string, string>>;
}

export interface Pattern {
  find(text: string): readonly Hit[];
  test(text: string): boolean;
  /** Does one term cover the whole text, punctuation and emoji apart? */
  covers(text: string): boolean;
}

const LETTER = `[${LETTERS}]`;
const GAP = `[^${LETTERS}0-9\\n.!?؟؛]+`;
const WORD = `[${LETTERS}0-9#@]+`;

/** Most messages need a handful; a long pasted text must not cost more than this. */
const MOST_HITS = 64;

function splitTerms(list: string): readonly string[] {
  const terms = list.split(/[,\n]/).map((term) => term.trim());
  return [...new Set(terms.filter((term) => term !== ""))];
}

function spell(source: string, spelling: Affixes["spelling"]): string {
  if (spelling === undefined) return source;
  const units = Object.keys(spelling).sort((a, b) => b.length - a.length);
  return source.replace(new RegExp(units.join("|"), "g"), (unit) => spelling[unit] ?? unit);
}

function termSource(term: string, affixes: Affixes): string {
  const exact = term.endsWith(".");
  // Marks become private characters first, so that folding and spelling leave them alone.
  const marked = term.replace(/ ?…$|\.$/, "").replace(/ ?… ?/g, "\ue001").replace(/_/g, "\ue003").replace(/\*/g, "\ue004");
  const body = normalise(marked).text.trim().replace(/ /g, "\ue002");
  const source = spell(body, affixes.spelling)
    .replace(/\./g, `(?!${LETTER})`)
    // An optional word takes the space beside it along.
    .replace(/\(([^()]*)\)\?\ue002/g, `(?:(?:$1)${GAP})?`)
    .replace(/\ue002\(([^()]*)\)\?/g, `(?:${GAP}(?:$1))?`)
    .replace(/\((?!\?)/g, "(?:")
    .replace(/\ue001/g, `(?:${GAP}${WORD}){0,4}?${GAP}`)
    .replace(/\ue002/g, GAP)
    .replace(/\ue003/g, " ?")
    .replace(/\ue004/g, `${LETTER}*`);
  return source + (exact || term.endsWith("*") ? "" : `(?:${affixes.after})?`);
}

/** Alternatives grouped by their first letter: at each word only a few are tried. */
function byFirstLetter(sources: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const source of sources) {
    const first = new RegExp(`^${LETTER}(?![?*{])`).test(source) ? source.charAt(0) : "";
    groups.set(first, [...(groups.get(first) ?? []), source.slice(first.length)]);
  }
  return [...groups].map(([first, rests]) => `${first}(?:${rests.join("|")})`).join("|");
}

const NEVER: Pattern = { find: () => [], test: () => false, covers: () => false };

/** Compiles a word list. Longer terms win over shorter ones at the same place. */
export function compile(list: string, affixes: Affixes): Pattern {
  const terms = [...splitTerms(list)].sort((a, b) => b.length - a.length);
  if (terms.length === 0) return NEVER;
  const body = byFirstLetter(terms.map((term) => termSource(term, affixes)));
  const source = `(?<!${LETTER})(?:${affixes.before})(?:${body})(?!${LETTER})`;
  const all = new RegExp(source, "g");
  const one = new RegExp(source);
  const whole = new RegExp(`^[^${LETTERS}0-9]*${source}[^${LETTERS}0-9]*$`);
  return {
    find(text) {
      const hits: Hit[] = [];
      for (const match of text.matchAll(all)) {
        hits.push({ start: match.index, end: match.index + match[0].length });
        if (hits.length >= MOST_HITS) break;
      }
      return hits;
    },
    test: (text) => one.test(text),
    covers: (text) => whole.test(text),
  };
}

export function overlaps(a: Hit, b: Hit): boolean {
  return a.start < b.end && b.start < a.end;
}
