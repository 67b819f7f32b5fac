import { paragraphsOf } from "../core/knowledge/paragraphs.ts";
import { formsIn, gramsOf } from "../core/knowledge/terms.ts";
import type { ReplyLanguage } from "../core/reading.ts";
import { wordQuery } from "../core/words.ts";
import { json, type Sql, type Transaction } from "../db/connect.ts";

/** An article as somebody writes it. */
export interface ArticleDraft {
  readonly language: ReplyLanguage;
  readonly title: string;
  /** Markdown; blank lines part its paragraphs. */
  readonly body: string;
  /** Other ways to ask what it answers. */
  readonly questions: readonly string[];
  readonly published: boolean;
}

export interface Article extends ArticleDraft {
  readonly id: number;
  /** Where it was imported from; null where it was written here. */
  readonly source: string | null;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export const ARTICLE_LIMITS = { titleChars: 200, bodyChars: 20_000, questions: 50, questionChars: 300 } as const;

export interface Write {
  /** An agent's id, or the operator. */
  readonly by: string;
  readonly at: Date;
}

const COLUMNS = "id, language, title, body, questions, source, published, updated_by, updated_at";

export interface ArticleFilter {
  readonly language?: ReplyLanguage | undefined;
  /** Words that stand in it, each from its beginning. */
  readonly q?: string | undefined;
  readonly limit: number;
  /** The id of the last article of the page before. */
  readonly before?: number | undefined;
}

/** Newest first, one more than asked for where there is a next page. */
export async function listArticles(
  sql: Sql,
  { language, q, limit, before }: ArticleFilter,
): Promise<readonly Article[]> {
  const looked = q === undefined ? null : wordQuery(q);
  return sql<Article[]>`
    select ${sql.unsafe(COLUMNS)} from articles
    where true
      ${language === undefined ? sql`` : sql`and language = ${language}`}
      ${
        looked === null
          ? sql``
          : sql`and exists (
              select from article_passages p where p.article_id = articles.id and p.words @@ ${looked}::tsquery)`
      }
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit + 1}`;
}

export async function findArticle(sql: Sql | Transaction, id: number): Promise<Article | null> {
  const [row] = await sql<Article[]>`select ${sql.unsafe(COLUMNS)} from articles where id = ${id}`;
  return row ?? null;
}

export async function addArticle(
  tx: Transaction,
  draft: ArticleDraft,
  { by, at }: Write,
  source: string | null = null,
): Promise<number> {
  const { language, title, body, questions, published } = draft;
  const [row] = await tx<{ id: number }[]>`
    insert into articles (language, title, body, questions, source, published, updated_by, created_at, updated_at)
    values (${language}, ${title}, ${body}, ${json(questions)}::jsonb, ${source}, ${published}, ${by}, ${at}, ${at})
    returning id`;
  if (!row) throw new Error("An article was inserted and has no id.");
  await writePassages(tx, row.id, draft);
  return row.id;
}

/** @returns false where there is no such article */
export async function changeArticle(
  tx: Transaction,
  id: number,
  draft: ArticleDraft,
  { by, at }: Write,
): Promise<boolean> {
  const { language, title, body, questions, published } = draft;
  const changed = await tx`
    update articles set language = ${language}, title = ${title}, body = ${body}, questions = ${json(questions)}::jsonb,
      published = ${published}, updated_by = ${by}, updated_at = ${at}
    where id = ${id}`;
  if (changed.count === 0) return false;
  await writePassages(tx, id, draft);
  return true;
}

/** @returns false where there is no such article */
export async function deleteArticle(tx: Transaction, id: number): Promise<boolean> {
  return (await tx`delete from articles where id = ${id}`).count > 0;
}

/** The paragraphs as they are searched: number 0 is the title and the questions. */
async function writePassages(tx: Transaction, articleId: number, draft: ArticleDraft): Promise<void> {
  const { language, title, body, questions } = draft;
  const ways = [title, ...questions].join("\n");
  const passages = [
    { number: 0, text: ways, searched: ways },
    ...paragraphsOf(body).map(({ number, text, heading }) => ({ number, text, searched: `${heading}\n${text}` })),
  ].map(({ number, text, searched }) => ({
    number,
    text,
    words: formsIn(searched, language),
    // Words that are only spelt alike are looked for where the article says what it is about.
    grams: number === 0 ? gramsOf(searched, language) : [],
  }));
  await tx`delete from article_passages where article_id = ${articleId}`;
  await tx`
    insert into article_passages (article_id, number, text, words, grams)
    select ${articleId}, p.number, p.text, array_to_tsvector(p.words), p.grams
    from jsonb_to_recordset(${json(passages)}::jsonb) as p (number smallint, text text, words text[], grams text[])`;
}

/**
 * Brings what was written into the order it is searched in. Until then each search reads through it, dozens of times.
 * For the end of a transaction that wrote articles.
 */
export async function settleIndexes(tx: Transaction): Promise<void> {
  await tx`select gin_clean_pending_list('article_passages_words'), gin_clean_pending_list('article_passages_grams')`;
}
