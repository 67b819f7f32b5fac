import { fold } from "../fold.ts";
import type { ReplyLanguage } from "../reading.ts";
import { isLeanWord, isSmallWord } from "./small-words.ts";
import { synonymsOf } from "./synonyms.ts";

/** One content word of a text, with the shorter forms it may have come from: two words are one where a form is shared. */
export interface Term {
  readonly word: string;
  /** The word itself first. */
  readonly forms: readonly string[];
  /** Of what was asked: other words people use for it. */
  readonly synonyms: readonly string[];
}

const LONGEST_WORD = 40;
const SHORTEST_FORM = 3;

interface Affixes {
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/** Light affixes in folded letters, not a stemmer: a wrong cut costs little, for the whole word stays a form too. */
const AFFIXES: Readonly<Record<ReplyLanguage, Affixes>> = {
  fa: {
    prefixes: ["نمی", "می", "بی", "ب", "ن"],
    suffixes:
      "هایشان هایتان هایمان هاشون هاتون هامون هایم هایی های هام هات هاش ها یمان یتان یشان مان تان شان مون تون شون ترین تر یم ید ند ین اند ام ات اش ای ان ن م ت ش ی ه د".split(
        " ",
      ),
  },
  ar: {
    prefixes: "وبال وال فال بال کال لل ال وب ول وس سی ست سن سا و ف ب ل ک س ی ت ن ا".split(" "),
    suffixes: "تموها هما کما تمو هم کم کن ها نا نی تم وا ون ین ان ات یه ته تی تک ه ی ک ت ا".split(" "),
  },
  en: {
    prefixes: ["un", "re"],
    suffixes: "'s ings ing ments ment ations ation ions ion ers er eds ed ies es s ly able al y e".split(" "),
  },
};

/** The half-space of Persian: what it parts is one word, and people write it as one. */
const HALF_SPACE = /\u200c/g;

/** The folded words of a text, in its order. */
const wordsIn = (text: string): readonly string[] => piecesIn(text.replace(HALF_SPACE, ""));

const piecesIn = (text: string): readonly string[] =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => word.slice(0, LONGEST_WORD)) ?? [];

/** What a text is about: its different content words in order, none of them a mere joint of the language, and known phrases. */
export function termsOf(text: string, language: ReplyLanguage): readonly Term[] {
  const { of, longest } = synonymsOf(language);
  const words = wordsIn(text);
  const phrases = words.flatMap((_, at) => phraseAt(words, at, longest, of)?.join(" ") ?? []);
  return [
    ...[...new Set([...words, ...piecesIn(text)])]
      .filter((word) => tells(word, language))
      .map((word) => ({ word, forms: formsOf(word, language), synonyms: [] })),
    ...[...new Set(phrases)].map((phrase) => ({ word: phrase, forms: [phrase], synonyms: [] })),
  ];
}

/** The same of a question, with what people say for the same thing. A known phrase is one term, and its words are none. */
export function askedTerms(text: string, language: ReplyLanguage): readonly Term[] {
  const { of, longest } = synonymsOf(language);
  const words = wordsIn(text);
  const terms = new Map<string, Term>();
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at, longest, of);
    const word = phrase?.join(" ") ?? words[at] ?? "";
    at += phrase?.length ?? 1;
    if (terms.has(word) || (!phrase && !tells(word, language))) continue;
    const forms = phrase ? [word] : formsOf(word, language);
    const synonyms = new Set(forms.flatMap((form) => [...(of.get(form) ?? [])]));
    terms.set(word, { word, forms, synonyms: [...synonyms].filter((each) => !forms.includes(each)) });
  }
  return [...terms.values()];
}

/** Is it a lean word, or a phrase of such as "how long"? One of small words alone is known for what it says. */
export function isLean({ word }: Term, language: ReplyLanguage): boolean {
  const telling = word.split(" ").filter((each) => !isSmallWord(each, language));
  return telling.length > 0 && telling.every((each) => isLeanWord(each, language));
}

const tells = (word: string, language: ReplyLanguage): boolean => word.length > 1 && !isSmallWord(word, language);

/** The longest known phrase of several words that begins there. */
function phraseAt(
  words: readonly string[],
  at: number,
  longest: number,
  known: ReadonlyMap<string, unknown>,
): readonly string[] | null {
  for (let length = Math.min(longest, words.length - at); length > 1; length -= 1) {
    const phrase = words.slice(at, at + length);
    if (known.has(phrase.join(" "))) return phrase;
  }
  return null;
}

/** Each form of each content word once: how a passage is kept. */
export function formsIn(text: string, language: ReplyLanguage): readonly string[] {
  return [...new Set(termsOf(text, language).flatMap(({ forms }) => forms))];
}

/** The forms of each word of a text, small words too. */
export function wordForms(text: string, language: ReplyLanguage): readonly (readonly string[])[] {
  return wordsIn(text).map((word) => formsOf(word, language));
}

/** Runs of three letters of the content words, a space standing at both ends of each. Each run once. */
export function gramsOf(text: string, language: ReplyLanguage): readonly string[] {
  return [...new Set(termsOf(text, language).flatMap(({ word }) => gramsOfWord(word)))];
}

export function gramsOfWord(word: string): readonly string[] {
  const padded = [...` ${word} `];
  return padded.slice(0, -2).map((_, at) => padded.slice(at, at + 3).join(""));
}

function formsOf(word: string, language: ReplyLanguage): readonly string[] {
  if (/\d/.test(word)) return [word];
  const { prefixes, suffixes } = AFFIXES[language];
  const cut = (from: string, shorter: string) => (shorter.length >= SHORTEST_FORM ? [from, shorter] : [from]);
  const heads = prefixes
    .filter((prefix) => word.startsWith(prefix))
    .slice(0, 2)
    .flatMap((prefix) => cut(word, word.slice(prefix.length)));
  const stems = [word, ...heads].flatMap((head) =>
    suffixes
      .filter((suffix) => head.endsWith(suffix))
      .slice(0, 2)
      .flatMap((suffix) => cut(head, head.slice(0, -suffix.length))),
  );
  return [...new Set([word, ...heads, ...stems])];
}
