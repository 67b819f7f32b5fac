import { LETTERS, normalise } from "./normalise.ts";

/**
 * Word lists are written as terms separated by commas:
 *   `*` any letters · `_` an optional space or hyphen · `…` up to four words between · a final `… *` up to five more · `(a|b)` either · `(a)?` optional
 *   a final `.` forbids the endings the language would allow by itself.
 * A term begins and ends at the edge of a word or a number. Terms are folded like messages, so they may be written naturally.
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
  // An optional word takes the space beside it along. Told before spelling puts groups into groups.
  const marks = body
    .replace(/\(([^()]*)\)\?\ue002/g, "\ue006$1\ue007")
    .replace(/\ue002\(([^()]*)\)\?(?=[\ue001\ue002]|$)/g, "\ue008$1\ue009");
  const source = spell(marks, affixes.spelling)
    .replace(/\./g, `(?!${LETTER})`)
    .replace(/\((?!\?)/g, "(?:")
    .replace(/\ue006/g, "(?:(?:")
    .replace(/\ue007/g, `)${GAP})?`)
    .replace(/\ue008/g, `(?:${GAP}(?:`)
    .replace(/\ue009/g, "))?")
    .replace(/\ue001/g, `(?:${GAP}${WORD}){0,4}?${GAP}`)
    .replace(/\ue002/g, GAP)
    .replace(/\ue005/g, `(?:${GAP}${WORD}){1,5}`)
    .replace(/\ue003/g, "[ -]?")
    .replace(/\ue004/g, `${LETTER}*`);
  return source + (exact || term.endsWith("*") ? "" : `(?:${affixes.after})?`);
}

/** More letters tell terms apart before any is tried; from here on there are hardly two that begin alike. */
const LONGEST_OPENING = 3;
const LENGTHS = Array.from({ length: LONGEST_OPENING + 1 }, (_, n) => LONGEST_OPENING - n);

/** A place where a term may begin: `at` is behind the joined word that opens at `start`. */
interface Stop {
  readonly start: number;
  readonly at: number;
  /** The first letters at `at`, {@link LONGEST_OPENING} and fewer, down to none: by these, terms that may begin here are looked up. */
  readonly openings: readonly string[];
}

const isLetter = new RegExp(LETTER);
const isDigit = /[0-9]/;

function stopsOf(text: string, affixes: Affixes): readonly Stop[] {
  const stops: Stop[] = [];
  const stop = (start: number, at: number) =>
    stops.push({ start, at, openings: LENGTHS.map((length) => text.slice(at, at + length)) });
  const joined = affixes.before === "" ? null : new RegExp(`(?:${affixes.before})(?=${LETTER})`, "y");
  let inWord = false;
  let inNumber = false;
  for (let start = 0; start < text.length; start += 1) {
    const letter = isLetter.test(text.charAt(start));
    const digit = isDigit.test(text.charAt(start));
    if ((letter && !inWord) || (digit && !inNumber)) {
      stop(start, start);
      if (joined !== null) {
        joined.lastIndex = start;
        const behind = start + (joined.exec(text)?.[0].length ?? 0);
        if (behind > start + 1) stop(start, start + 1);
        if (behind > start) stop(start, behind);
      }
    }
    inWord = letter;
    inNumber = digit;
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

/** A term ends with a word or a number, not inside one. */
const EDGE = `(?!${LETTER}|(?<=[0-9])[0-9])`;
const OPENING = new RegExp(`^${LETTER}{1,${LONGEST_OPENING}}(?![?*{])`);

/** A source that begins with a choice: what can be chosen, and what follows. Null: it begins with something else, or need not begin with it. */
function choiceOf(source: string): { readonly choices: readonly string[]; readonly rest: string } | null {
  if (!source.startsWith("(?:")) return null;
  let depth = 0;
  let from = 3;
  const choices: string[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if ((char === "|" && depth === 1) || depth === 0) {
      choices.push(source.slice(from, at));
      from = at + 1;
    }
    if (depth === 0) {
      const rest = source.slice(at + 1);
      return /^[?*]/.test(rest) ? null : { choices, rest };
    }
  }
  return null;
}

/**
 * A source by the letters it begins with: of a choice at its beginning each keeps what begins so.
 * What cannot be told cheaply stands under `""`. Only the openings the lists use are known.
 */
function byOpening(source: string): ReadonlyMap<string, string> {
  const letters = OPENING.exec(source)?.[0];
  if (letters !== undefined) return new Map([[letters, source]]);
  const choice = choiceOf(source);
  if (!choice) return new Map([["", source]]);
  const groups = new Map<string, string[]>();
  for (const each of choice.choices) {
    for (const [opening, part] of byOpening(each)) groups.set(opening, [...(groups.get(opening) ?? []), part]);
  }
  return new Map([...groups].map(([opening, parts]) => [opening, `(?:${parts.join("|")})${choice.rest}`]));
}

/**
 * Terms by the letters they begin with; `""` holds those that may begin with anything. A message meets few:
 * what none has met is not compiled.
 */
type Index = ReadonlyMap<string, () => RegExp>;

function indexOf(sources: readonly string[]): Index {
  const groups = new Map<string, string[]>();
  for (const source of sources) {
    for (const [letters, part] of byOpening(source)) {
      const group = groups.get(letters);
      if (group) group.push(part);
      else groups.set(letters, [part]);
    }
  }
  const compiled = (own: readonly string[]) => {
    let regex: RegExp | undefined;
    return () => {
      regex ??= new RegExp(`(?:${own.join("|")})${EDGE}`, "y");
      return regex;
    };
  };
  return new Map([...groups].map(([letters, own]) => [letters, compiled(own)]));
}

/** Where the longest term that begins at a place ends; -1: none does. */
function endAt(index: Index, text: string, { at, openings }: Stop): number {
  let end = -1;
  for (const letters of openings) {
    const regex = index.get(letters)?.();
    if (regex === undefined) continue;
    regex.lastIndex = at;
    if (regex.test(text) && regex.lastIndex > end) end = regex.lastIndex;
  }
  return end;
}

/** Compiles a word list, on first use. Longer terms win over shorter ones at the same place. */
export function compile(list: string, affixes: Affixes): Pattern {
  let sources: readonly string[] | undefined;
  let index: Index | undefined;
  let whole: RegExp | undefined;
  const termSources = (): readonly string[] => {
    sources ??= [...splitTerms(list)].sort((a, b) => b.length - a.length).map((term) => termSource(term, affixes));
    return sources;
  };
  const find = (text: string, most: number): readonly Hit[] => {
    index ??= indexOf(termSources());
    if (index.size === 0) return [];
    const hits: Hit[] = [];
    let free = 0;
    for (const stop of stopsIn(text, affixes)) {
      const { start, at } = stop;
      if (start < free) continue;
      const end = endAt(index, text, stop);
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
      whole ??= new RegExp(`^${edge}(?:${affixes.before})(?:${termSources().join("|") || "(?!)"})${EDGE}${edge}$`);
      return whole.test(text);
    },
  };
}

export function overlaps(a: Hit, b: Hit): boolean {
  return a.start < b.end && b.start < a.end;
}
