import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

const MEMORABLE_WORDS = 4;
/** Share of common words from which two sentences are one: another time or name in it makes no new sentence. */
const ALIKE = 0.8;

/** Sentences long enough to be remembered that say what an earlier reply has already said. */
export function repeatedIn(text: string, earlier: readonly string[]): readonly string[] {
  const used = earlier.flatMap(sentencesOf).map(wordsOf);
  return sentencesOf(text).filter((sentence) => {
    const words = wordsOf(sentence);
    return words.size >= MEMORABLE_WORDS && used.some((other) => likeness(words, other) >= ALIKE);
  });
}

function wordsOf(sentence: string): ReadonlySet<string> {
  return new Set(fold(sentence).replace(/\d+/g, "0").trim().split(" "));
}

/** Common words as a share of all words of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}
