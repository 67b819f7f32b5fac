import type { Language } from "../../core/reading.ts";
import { ar } from "./lexicon/ar.ts";
import { en } from "./lexicon/en.ts";
import { fa } from "./lexicon/fa.ts";
import { finglish } from "./lexicon/finglish.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { type Affixes, compile, type Pattern } from "./pattern.ts";

/** A lexicon whose every word list has become a pattern. */
export type Compiled<T> = T extends string ? Pattern : { readonly [K in keyof T]: Compiled<T[K]> };
export type Words = Compiled<Omit<Lexicon, "affixes">>;

/** Makes a pattern of every word list, at any depth. */
export function compileLists<T>(lists: T, affixes: Affixes): Compiled<T> {
  const compiled = (node: unknown): unknown =>
    typeof node === "string"
      ? compile(node, affixes)
      : Object.fromEntries(Object.entries(node ?? {}).map(([name, child]) => [name, compiled(child)]));
  return compiled(lists) as Compiled<T>;
}

const words = ({ affixes, ...lists }: Lexicon): Words => compileLists(lists, affixes);

const FA = words(fa);
const AR = words(ar);
const EN = words(en);
const FINGLISH = words(finglish);

export const hasArabicScript = (text: string): boolean => /[\u0621-\u06d3]/.test(text);
export const hasLatinScript = (text: string): boolean => /[a-z]{2}/.test(text);

/** The lists to read a folded text of that language with; foreign words inside it are read too. */
export function wordsOf(language: Language, text: string): readonly Words[] {
  const latin = hasLatinScript(text);
  switch (language) {
    case "fa":
      return latin ? [FA, EN] : [FA];
    case "ar":
      return latin ? [AR, EN] : [AR];
    case "en":
      return hasArabicScript(text) ? [EN, FA, AR] : [EN];
    case "fa-Latn":
      return [FINGLISH, EN];
    case "other":
      return wordsOfScripts(text);
  }
}

/** Every list that could speak in that text, for words too short or too grave to trust a guessed language. */
export function wordsOfScripts(text: string): readonly Words[] {
  return [...(hasArabicScript(text) ? [FA, AR] : []), ...(hasLatinScript(text) ? [EN, FINGLISH] : [])];
}
