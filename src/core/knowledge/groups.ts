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

/**
 * Puts questions that ask the same together, each with the first group whose newest question it is like.
 * @param questions  newest first
 */
export function groupQuestions(questions: readonly OpenQuestion[]): readonly QuestionGroup[] {
  const groups: { newest: OpenQuestion; grams: ReadonlySet<string>; questions: OpenQuestion[] }[] = [];
  for (const question of questions) {
    const group = groups.find(({ grams }) => alike(grams, question.grams));
    if (group) group.questions.push(question);
    else groups.push({ newest: question, grams: new Set(question.grams), questions: [question] });
  }
  return groups;
}

/** Dice: twice what both have, by what each has. */
function alike(grams: ReadonlySet<string>, others: readonly string[]): boolean {
  const shared = others.filter((gram) => grams.has(gram)).length;
  return 2 * shared >= ALIKE * (grams.size + others.length);
}
