import type { GuardFailure, GuardRule } from "./objections.ts";
import { sentencesOf } from "./sentences.ts";

/** A text that leaks, or speaks another language, is not mended: nothing in it can be trusted. */
const BEYOND_REPAIR: readonly GuardRule[] = ["leak", "language", "empty"];

/**
 * A text without the sentences that were objected to, or null where dropping sentences cannot mend it. Whether what is
 * left says enough is for the caller, and every guard looks at it again.
 * @param fits   does it go into one message; sentences that nothing keeps go from the end until it does
 * @param keeps  sentences that must stay
 */
export function withoutOffence(
  text: string,
  failures: readonly GuardFailure[],
  { fits, keeps }: { readonly fits: (text: string) => boolean; readonly keeps: (sentence: string) => boolean },
): string | null {
  if (failures.some(({ rule }) => BEYOND_REPAIR.includes(rule))) return null;
  const offending = new Set(failures.flatMap(({ sentence }) => (sentence === null ? [] : [sentence.trim()])));
  let left = sentencesOf(text).filter((sentence) => !offending.has(sentence.trim()));
  while (!fits(tidy(left))) {
    const last = left.findLastIndex((sentence) => !keeps(sentence));
    if (last === -1) break;
    left = left.toSpliced(last, 1);
  }
  const mended = tidy(left);
  return mended === "" || mended === text.trim() ? null : mended;
}

/** A clause whose end was cut off ends like a sentence. */
function tidy(sentences: readonly string[]): string {
  return sentences
    .join("")
    .replace(/[ \t]{2,}/g, " ")
    .replace(/ *\n+ */g, "\n")
    .trim()
    .replace(/[;؛,،:]$/, ".");
}
