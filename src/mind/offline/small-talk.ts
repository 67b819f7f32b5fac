import type { ReplyLanguage } from "../../core/reading.ts";
import { REPLY_LANGUAGES } from "../../core/reading.ts";
import type { Talk } from "../../core/reply.ts";
import { isGreetingOrThanks, saysOnly, THUMB_UP } from "./intentions.ts";
import { normalise } from "./normalise.ts";
import type { Pattern } from "./pattern.ts";
import { letsGo } from "./withdrawn.ts";
import { type Words, wordsOfScripts } from "./words.ts";

/** Longer than that it has something of its own to say. */
const LONGEST = 80;

type TalkWords = Words["talk"];

/** Each with the words that say it; the first that is said counts. */
const KINDS: readonly (readonly [Talk, must: (talk: TalkWords) => Pattern])[] = [
  ["bot", ({ bot }) => bot],
  ["wellbeing", ({ wellbeing }) => wellbeing],
  ["presence", ({ presence }) => presence],
  ["noted", ({ noted }) => noted],
];

const BESIDE = ({ greeting, thanks, filler }: TalkWords): readonly Pattern[] => [greeting, thanks, filler];

/** What is said to whoever answers, where nothing else is said; null for a plain greeting or goodbye, too. */
export function talkOf(text: string): Talk | null {
  if (text.length > LONGEST) return null;
  if (THUMB_UP.test(text) || letsGo(text)) return "noted";
  if (wishedLanguage(text) !== null) return "language";
  const folded = normalise(text).text.trim();
  const all = wordsOfScripts(folded).map(({ talk }) => talk);
  const says = (must: (talk: TalkWords) => Pattern) =>
    all.some((talk) => must(talk).test(folded) && saysOnly(folded, [must(talk), ...BESIDE(talk)]));
  const thanks = all.some(
    (talk) =>
      talk.thanks.test(folded) &&
      saysOnly(folded, [talk.noted, ...BESIDE(talk)]) &&
      !saysOnly(folded, [talk.farewell, talk.greeting, talk.filler]),
  );
  const kind = KINDS.find(([, must]) => says(must))?.[0] ?? null;
  if (thanks && (kind === null || kind === "noted")) return "thanks";
  // "Hello??" greets nobody: it asks whether somebody is there.
  return kind ?? (isGreetingOrThanks(text) && /[?؟]/.test(text) ? "presence" : null);
}

/** The language in which an answer is wished for, where nothing else is said: "English please", «فارسی جواب بده». */
export function wishedLanguage(text: string): ReplyLanguage | null {
  if (text.length > LONGEST) return null;
  const folded = normalise(text).text.trim();
  const all = wordsOfScripts(folded).map(({ talk }) => talk);
  const named = REPLY_LANGUAGES.filter((language) => all.some(({ tongue }) => tongue[language].test(folded)));
  const [language] = named;
  if (language === undefined || named.length > 1) return null;
  const around = all.flatMap(({ tongue, answering, please, noted, greeting, thanks, filler }) => [
    tongue[language],
    answering,
    please,
    noted,
    greeting,
    thanks,
    filler,
  ]);
  return saysOnly(folded, around) ? language : null;
}

/** Nothing but a question mark, or several. */
export const isWordless = (text: string): boolean => /^[\s!.…]*[?؟][\s!.…?؟]*$/u.test(text);
