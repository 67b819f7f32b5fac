import type { Language } from "../../core/reading.ts";
import { ar } from "./lexicon/flags/ar.ts";
import { en } from "./lexicon/flags/en.ts";
import { fa } from "./lexicon/flags/fa.ts";
import { finglish } from "./lexicon/flags/finglish.ts";
import type { FlagLexicon } from "./lexicon/flags/flag-lexicon.ts";
import { type Compiled, compileLists, hasArabicScript, hasLatinScript } from "./words.ts";

export type FlagWords = Compiled<Omit<FlagLexicon, "affixes">>;

const words = ({ affixes, ...lists }: FlagLexicon): FlagWords => compileLists(lists, affixes);

const FA = words(fa);
const AR = words(ar);
const LATIN = [words(en), words(finglish)] as const;

/**
 * The lists that may raise a flag in a folded text. Latin letters are always read as every language written in them: a
 * wrongly guessed language must not hide a flag. Persian and Arabic share too many words for that.
 */
export function flagWordsOf(language: Language, text: string): readonly FlagWords[] {
  const own = language === "fa" ? [FA] : language === "ar" ? [AR] : [FA, AR];
  return [...(hasArabicScript(text) ? own : []), ...(hasLatinScript(text) ? LATIN : [])];
}

/** Every list that could speak in that text, for a life and for a few words. */
export const flagWordsOfScripts = (text: string): readonly FlagWords[] => flagWordsOf("other", text);
