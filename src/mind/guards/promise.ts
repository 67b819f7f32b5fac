import { formsOf } from "./forms.ts";
import { arabic } from "./promise-arabic.ts";
import { english } from "./promise-english.ts";
import { persian } from "./promise-persian.ts";
import type { PromiseWords } from "./promise-words.ts";
import { remembering } from "./remembering.ts";
import { sentencesOf } from "./sentences.ts";

/** Every language is looked for in every reply: a promise in another language is one too. */
const LANGUAGES: readonly PromiseWords[] = [persian, arabic, english];

/**
 * Sentences of a reply that promise money, goods, a time or liability. Nothing may: what is promised comes from code.
 * @param time      the one time that code has promised, as it stands in the reply; null where none was
 * @param isPolicy  sentences that only say what a cited paragraph says
 */
export function promisesIn(
  text: string,
  time: string | null,
  isPolicy: (sentence: string) => boolean = () => false,
): readonly string[] {
  const withoutTime = time === null || time === "" ? text : text.replaceAll(time, " ");
  return sentencesOf(withoutTime).filter((sentence) => formsOf(sentence).some(promises) && !isPolicy(sentence));
}

/** "You wrote that the fee is waived" reports. */
const REPORTED = / (?:wrote|said|told|believe|think|expected|hoped) (?:\S+ )?that /;

const promises = remembering((sentence): boolean => {
  // Persian and Arabic share words, so what is harmless in one must not alarm the other.
  const rest = LANGUAGES.flatMap(({ harmless }) => harmless).reduce(
    (left, phrase) => left.replace(phrase, " … ").replace(/ {2,}/g, " "),
    sentence,
  );
  return LANGUAGES.some(
    ({ certain = [], remedies, commitments, future, deadline }) =>
      (certain.some((pattern) => pattern.test(sentence)) && !REPORTED.test(sentence)) ||
      remedies.test(rest) ||
      commitments.some((pattern) => pattern.test(rest)) ||
      (future.test(rest) && deadline.test(rest)),
  );
});
