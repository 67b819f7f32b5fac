import { fold } from "../../core/fold.ts";
import { arabic } from "./promise-arabic.ts";
import { english } from "./promise-english.ts";
import { persian } from "./promise-persian.ts";
import type { PromiseWords } from "./promise-words.ts";
import { sentencesOf } from "./sentences.ts";

/** Every language is looked for in every reply: a promise in another language is one too. */
const LANGUAGES: readonly PromiseWords[] = [persian, arabic, english];

/**
 * Sentences of a reply that promise money, goods, a time or liability. Nothing may: what is promised comes from code.
 * @param time  the one time that code has promised, as it stands in the reply; null where none was
 */
export function promisesIn(text: string, time: string | null): readonly string[] {
  const withoutTime = time === null || time === "" ? text : text.replaceAll(time, " ");
  return sentencesOf(withoutTime).filter((sentence) => promises(fold(sentence)));
}

function promises(sentence: string): boolean {
  // Persian and Arabic share words, so what is harmless in one must not alarm the other.
  const rest = LANGUAGES.flatMap(({ harmless }) => harmless).reduce(
    (left, phrase) => left.replace(phrase, " … "),
    sentence,
  );
  return LANGUAGES.some(
    ({ remedies, commitments, future, deadline }) =>
      remedies.test(rest) ||
      commitments.some((pattern) => pattern.test(rest)) ||
      (future.test(rest) && deadline.test(rest)),
  );
}
