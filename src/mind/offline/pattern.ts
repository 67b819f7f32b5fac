import { LETTERS, normalise } from "./normalise.ts";

/**
 * Word lists are written as terms separated by commas:
 *   `*` any letters · `_` an optional space or hyphen · `…` up to four words between · a final `… *` up to five more · `(a|b)` either · `(a)?` optional
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
// No character is both gap and word: matching stays linear on any text.
const WORD = `[${LETTERS}0-9]+`;

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
  const marked = term
    .replace(/ ?…$|\.$/, "")
    .replace(/ … \*$/, "\ue005")
    .replace(/\u200c(?=[*(])/g, "")
    .replace(/ ?… ?/g, "\ue001")
    .replace(/_/g, "\ue003")
    .replace(/\*/g, "\ue004");
  const body = normalise(marked).text.trim().replace(/ /g, "\ue002");
  const source = spell(body, affixes.spelling)
    .replace(/\./g, `(?!${LETTER})`)
    // An optional word takes the space beside it along.
    .replace(/\(([^()]*)\)\?\ue002/g, `(?:(?:$1)${GAP})?`)
    .replace(/\ue002\(([^()]*)\)\?(?=[\ue001\ue002]|$)/g, `(?:${GAP}(?:$1))?`)
    .replace(/\((?!\?)/g, "(?:")
    .replace(/\ue001/g, `(?:${GAP}${WORD}){0,4}?${GAP}`)
    .replace(/\ue002/g, GAP)
    .replace(/\ue005/g, `(?:${GAP}${WORD}){1,5}`)
    .replace(/\ue003/g, "[ -]?")
    .replace(/\ue004/g, `${LETTER}*`);
  return source + (exact || term.endsWith("*") ? "" : `(?:${affixes.after})?`);
}

/** A place where a term may begin: `at` is behind the joined word that opens at `start`. */
interface Stop {
  readonly start: number;
  readonly at: number;
}

const isLetter = new RegExp(LETTER);
const isDigit = /[0-9]/;

function stopsOf(text: string, affixes: Affixes): readonly Stop[] {
  const stops: Stop[] = [];
  const joined = affixes.before === "" ? null : new RegExp(`(?:${affixes.before})(?=${LETTER})`, "y");
  let inWord = false;
  for (let start = 0; start < text.length; start += 1) {
    const letter = isLetter.test(text.charAt(start));
    if ((letter && !inWord) || isDigit.test(text.charAt(start))) {
      stops.push({ start, at: start });
      if (joined !== null) {
        joined.lastIndex = start;
        const behind = start + (joined.exec(text)?.[0].length ?? 0);
        if (behind > start + 1) stops.push({ start, at: start + 1 });
        if (behind > start) stops.push({ start, at: behind });
      }
    }
    inWord = letter;
  }
  return stops;
}

/** One text is asked for hundreds of lists in a row: its stops are found once for each way of joining words. */
const lastStops = new Map<string, { readonly text: string; readonly stops: readonly Stop[] }>();

function stopsIn(text: string, affixes: Affixes): readonly Stop[] {
  const last = lastStops.get(affixes.before);
  if (last?.text === text) return last.stops;
  const stops = stopsOf(text, affixes);
  lastStops.set(affixes.before, { text, stops });
  return stops;
}

/** Letters a source can begin with; null where that cannot be told cheaply. Only the openings the lists use are known. */
function openings(source: string): readonly string[] | null {
  const letter = new RegExp(`^(${LETTER})(?![?*{])`).exec(source)?.[1];
  if (letter !== undefined) return [letter];
  if (!source.startsWith("(?:")) return null;
  let depth = 0;
  let from = 3;
  const letters: string[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if ((char === "|" && depth === 1) || depth === 0) {
      const inner = openings(source.slice(from, at));
      if (inner === null) return null;
      letters.push(...inner);
      from = at + 1;
    }
    if (depth === 0) return /^[?*]/.test(source.slice(at + 1)) ? null : letters;
  }
  return null;
}

/** By first letter, the terms that may begin with it; `""` holds those that may begin with anything. */
function byOpening(sources: readonly string[]): ReadonlyMap<string, RegExp> {
  const groups = new Map<string, string[]>();
  for (const source of sources) {
    for (const letter of new Set(openings(source) ?? [""])) groups.set(letter, [...(groups.get(letter) ?? []), source]);
  }
  return new Map([...groups].map(([letter, own]) => [letter, new RegExp(`(?:${own.join("|")})(?!${LETTER})`, "y")]));
}

function endAt(regex: RegExp | undefined, text: string, at: number): number {
  if (regex === undefined) return -1;
  regex.lastIndex = at;
  return regex.test(text) ? regex.lastIndex : -1;
}

/** Compiles a word list, on first use. Longer terms win over shorter ones at the same place. */
export function compile(list: string, affixes: Affixes): Pattern {
  let sources: readonly string[] | undefined;
  let letters: ReadonlyMap<string, RegExp> | undefined;
  let whole: RegExp | undefined;
  const termSources = (): readonly string[] => {
    sources ??= [...splitTerms(list)].sort((a, b) => b.length - a.length).map((term) => termSource(term, affixes));
    return sources;
  };
  const find = (text: string, most: number): readonly Hit[] => {
    letters ??= byOpening(termSources());
    if (letters.size === 0) return [];
    const any = letters.get("");
    const hits: Hit[] = [];
    let free = 0;
    for (const { start, at } of stopsIn(text, affixes)) {
      if (start < free) continue;
      const end = Math.max(endAt(letters.get(text.charAt(at)), text, at), endAt(any, text, at));
      if (end <= at) continue;
      hits.push({ start, end });
      if (hits.length >= most) break;
      free = end;
    }
    return hits;
  };
  return {
    find: (text) => find(text, MOST_HITS),
    test: (text) => find(text, 1).length > 0,
    covers(text) {
      const edge = `[^${LETTERS}0-9]*`;
      whole ??= new RegExp(
        `^${edge}(?:${affixes.before})(?:${termSources().join("|") || "(?!)"})(?!${LETTER})${edge}$`,
      );
      return whole.test(text);
    },
  };
}

export function overlaps(a: Hit, b: Hit): boolean {
  return a.start < b.end && b.start < a.end;
}
