import { fold } from "../fold.ts";
import type { ReplyLanguage } from "../reading.ts";
import { arabic } from "./synonyms/ar.ts";
import { english } from "./synonyms/en.ts";
import { persian } from "./synonyms/fa.ts";

/** What customers say for what, in one language. Made from the lists once. */
export interface Synonyms {
  /** All of the groups a word or a phrase stands in, folded; the words of a phrase are parted by a space. */
  readonly of: ReadonlyMap<string, ReadonlySet<string>>;
  /** The most words a phrase has. */
  readonly longest: number;
}

const LISTS: Readonly<Record<ReplyLanguage, string>> = { fa: persian, ar: arabic, en: english };
const made = new Map<ReplyLanguage, Synonyms>();

export function synonymsOf(language: ReplyLanguage): Synonyms {
  const known = made.get(language);
  if (known) return known;
  const synonyms = makeSynonyms(LISTS[language]);
  made.set(language, synonyms);
  return synonyms;
}

function makeSynonyms(list: string): Synonyms {
  const of = new Map<string, Set<string>>();
  let longest = 1;
  for (const line of list.trim().split("\n")) {
    const entries = line.split(" ").map((entry) => fold(entry.replaceAll("_", " ")).trim());
    for (const entry of entries) {
      longest = Math.max(longest, entry.split(" ").length);
      const group = of.get(entry) ?? new Set();
      for (const other of entries) group.add(other);
      of.set(entry, group);
    }
  }
  return { of, longest };
}
