import type { ReplyLanguage } from "../reading.ts";
import { likeness } from "./nearness.ts";
import { overlap } from "./overlap.ts";
import { askedTerms, isLean, type Term } from "./terms.ts";

/** A question nobody could answer. */
export interface OpenQuestion {
  readonly id: number;
  readonly text: string;
  readonly grams: readonly string[];
  readonly askedAt: Date;
}

/** Questions that ask about the same thing, the newest first. Never empty. */
export interface QuestionGroup {
  readonly newest: OpenQuestion;
  readonly questions: readonly OpenQuestion[];
}

/** Share of their runs of letters from which two questions are one. */
const ALIKE = 0.5;
/** They share more of their words than this: one long verb has letters enough to make two questions look the same. */
const SHARED_WORDS = 0.5;

/**
 * Puts questions that ask the same together, each with the first group whose newest question it is like.
 * @param questions  newest first
 */
export function groupQuestions(questions: readonly OpenQuestion[], language: ReplyLanguage): readonly QuestionGroup[] {
  const groups: { newest: OpenQuestion; grams: ReadonlySet<string>; words: Words; questions: OpenQuestion[] }[] = [];
  for (const question of questions) {
    const words = wordsOf(question.text, language);
    const group = groups.find((each) => alike(each.grams, question.grams) && shareWords(each.words, words));
    if (group) group.questions.push(question);
    else groups.push({ newest: question, grams: new Set(question.grams), words, questions: [question] });
  }
  return groups;
}

type Words = readonly Term[];

/** What a question is about; of one that only asks, all it has. */
function wordsOf(text: string, language: ReplyLanguage): Words {
  const all = askedTerms(text, language);
  const telling = all.filter((term) => !isLean(term, language));
  return telling.length > 0 ? telling : all;
}

const shareWords = (some: Words, others: Words): boolean =>
  overlap(some, others, (one, other) => likeness(one, other) > 0) > SHARED_WORDS;

/** Dice: twice what both have, by what each has. */
function alike(grams: ReadonlySet<string>, others: readonly string[]): boolean {
  const shared = others.filter((gram) => grams.has(gram)).length;
  return 2 * shared >= ALIKE * (grams.size + others.length);
}
