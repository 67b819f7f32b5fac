import { normalise } from "./normalise.ts";
import type { Pattern } from "./pattern.ts";
import { type Words, wordsOfScripts } from "./words.ts";

/** A yes, a no or a greeting is short; anything longer has something of its own to say. */
const LONGEST = 80;

/** Is the text nothing but terms of `lists`? Each term found is taken out; nothing may be left. */
export function saysOnly(text: string, lists: readonly Pattern[]): boolean {
  let left = text;
  for (const list of lists) {
    for (const hit of list.find(left)) {
      left = left.slice(0, hit.start) + " ".repeat(hit.end - hit.start) + left.slice(hit.end);
    }
  }
  return !/[\p{L}\p{N}]/u.test(left);
}

/** Bidi and emoji apart: 👍 alone is a yes, 👎 a no. */
export const THUMB_UP = /^\s*(?:👍|✅|👌)+(?:\p{M}|\p{Sk}|\s)*$/u;
const THUMB_DOWN = /^\s*(?:👎|❌)+(?:\p{M}|\p{Sk}|\s)*$/u;

function answers(text: string, pick: (words: Words) => readonly Pattern[], must: (words: Words) => Pattern): boolean {
  if (text.length > LONGEST) return false;
  const folded = normalise(text).text.trim();
  return wordsOfScripts(folded).some((words) => must(words).test(folded) && saysOnly(folded, pick(words)));
}

/** Does the customer answer "is it resolved?" with yes? Conservative: "yes, but…" is not. */
export function saysYes(text: string): boolean {
  if (THUMB_UP.test(text)) return true;
  return (
    !saysNo(text) &&
    answers(
      text,
      ({ talk }) => [talk.yes, talk.thanks, talk.greeting, talk.filler],
      ({ talk }) => talk.yes,
    )
  );
}

/** Does the customer answer "is it resolved?" with no? */
export function saysNo(text: string): boolean {
  if (THUMB_DOWN.test(text)) return true;
  return answers(
    text,
    ({ talk }) => [talk.no, talk.thanks, talk.greeting, talk.filler],
    ({ talk }) => talk.no,
  );
}

/** Is it only a greeting, thanks or a farewell, with nothing asked and nothing wrong? */
export function isGreetingOrThanks(text: string): boolean {
  if (text.length > LONGEST) return false;
  const folded = normalise(text).text.trim();
  return wordsOfScripts(folded).some(
    ({ talk }) =>
      (talk.greeting.test(folded) || talk.thanks.test(folded)) &&
      saysOnly(folded, [talk.greeting, talk.thanks, talk.filler]),
  );
}

/** Is something asked, by its mark or by its words? */
export function asks(text: string): boolean {
  if (/[?؟]/.test(text)) return true;
  const folded = normalise(text.slice(0, 1000)).text;
  return wordsOfScripts(folded).some(({ intent }) => intent.question.test(folded));
}
