import { groupQuestions, type OpenQuestion, type QuestionGroup } from "../core/knowledge/groups.ts";
import { gramsOf } from "../core/knowledge/terms.ts";
import type { ReplyLanguage } from "../core/reading.ts";
import type { Sql, Transaction } from "../db/connect.ts";

/** Grouping compares questions with one another: so many of the newest are looked at. */
const NEWEST = 1_000;
const QUESTION_CHARS = 500;

export interface AskedInVain {
  readonly conversationId: number;
  readonly turnId: number;
  readonly language: ReplyLanguage;
  /** Without personal data. */
  readonly text: string;
}

/** Keeps a question no article answered. One that says nothing is not kept. */
export async function recordOpenQuestion(tx: Transaction, asked: AskedInVain, now: Date): Promise<void> {
  const text = asked.text.trim().slice(0, QUESTION_CHARS).toWellFormed();
  const grams = gramsOf(text, asked.language);
  if (grams.length === 0) return;
  await tx`
    insert into open_questions (conversation_id, turn_id, language, text, grams, asked_at)
    values (${asked.conversationId}, ${asked.turnId}, ${asked.language}, ${text}, ${grams as string[]}::text[], ${now})`;
}

/** What was asked and not answered, alike questions together, the newest first. */
export async function listGaps(sql: Sql | Transaction, language: ReplyLanguage): Promise<readonly QuestionGroup[]> {
  return groupQuestions(
    await sql<OpenQuestion[]>`
    select id, text, grams, asked_at from open_questions
    where language = ${language} and settled_at is null order by asked_at desc, id desc limit ${NEWEST}`,
    language,
  );
}

/**
 * Settles a question and all that are like it: an article was written, or it needs none.
 * @returns how many; 0 where no such question is open
 */
export async function settleGap(tx: Transaction, id: number, now: Date): Promise<number> {
  const [question] = await tx<{ language: ReplyLanguage }[]>`
    select language from open_questions where id = ${id} and settled_at is null`;
  if (!question) return 0;
  const groups = await listGaps(tx, question.language);
  const group = groups.find(({ questions }) => questions.some((each) => each.id === id));
  const ids = group ? group.questions.map((each) => each.id) : [id];
  const settled = await tx`
    update open_questions set settled_at = ${now} where id = any(${ids}::bigint[]) and settled_at is null`;
  return settled.count;
}
