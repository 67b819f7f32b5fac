import { sql } from "drizzle-orm";
import { boolean, customType, index, jsonb, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import type { ReplyLanguage } from "../../core/reading.ts";
import { created, id, instant, ref } from "./columns.ts";
import { conversations } from "./conversations.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** What the organisation knows and has approved to be told. */
export const articles = pgTable(
  "articles",
  {
    id: id(),
    language: text().$type<ReplyLanguage>().notNull(),
    title: text().notNull(),
    /** Markdown; its paragraphs are what is quoted. */
    body: text().notNull(),
    /** Other ways to ask what it answers: finding it depends on them. */
    questions: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Where it was imported from, so that importing again changes it instead of doubling it. */
    source: text(),
    published: boolean().notNull().default(true),
    updatedBy: text().notNull(),
    createdAt: created(),
    updatedAt: created(),
  },
  (t) => [unique("articles_source").on(t.source, t.language), index("articles_by_language").on(t.language)],
);

/** An article's paragraphs as they are searched; number 0 is its title and questions. Can be made anew from the articles. */
export const articlePassages = pgTable(
  "article_passages",
  {
    id: id(),
    articleId: ref()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    number: smallint().notNull(),
    text: text().notNull(),
    /** Folded by us, as `conversation_words`. */
    words: tsvector().notNull(),
    /** Each run of three letters once: near words are found by what they share. */
    grams: text().array().notNull(),
  },
  (t) => [
    unique("article_passages_number").on(t.articleId, t.number),
    index("article_passages_words").using("gin", t.words),
    index("article_passages_grams").using("gin", t.grams),
  ],
);

/** Questions no article answered, without personal data: what the organisation should write down next. */
export const openQuestions = pgTable(
  "open_questions",
  {
    id: id(),
    conversationId: ref()
      .notNull()
      .references(() => conversations.id),
    turnId: ref(),
    language: text().$type<ReplyLanguage>().notNull(),
    text: text().notNull(),
    grams: text().array().notNull(),
    /** Set when an article was written for it, or somebody says it needs none. */
    settledAt: instant(),
    askedAt: created(),
  },
  (t) => [index("open_questions_open").on(t.language, t.askedAt).where(sql`${t.settledAt} is null`)],
);
