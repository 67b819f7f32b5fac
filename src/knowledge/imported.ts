import { paragraphsOf } from "../core/knowledge/paragraphs.ts";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../core/reading.ts";
import { foldDigits } from "../core/tracking-code.ts";
import { ARTICLE_LIMITS, type ArticleDraft } from "./articles.ts";

/** An article from outside, and the name by which importing it again finds it. */
export interface Imported {
  readonly draft: ArticleDraft;
  readonly source: string;
}

/** What is wrong in a file, and what to do about it. */
export interface Fault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

/** What was read of files: the good, and what is wrong with the rest. */
export interface ReadArticles {
  readonly items: readonly Imported[];
  readonly faults: readonly Fault[];
}

/** Fields as they stand in a file, not yet looked at. */
export interface RawArticle {
  readonly title: string;
  readonly language: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly published: string;
}

const KNOWN: ReadonlySet<string> = new Set(REPLY_LANGUAGES);
const isLanguage = (language: string): language is ReplyLanguage => KNOWN.has(language);
/** Nothing written is a yes. */
const YES = new Set(["", "yes", "true", "1", "بله", "بلی", "نعم"]);
const NO = new Set(["no", "false", "0", "خیر", "نه", "لا"]);

/** The name of an article that has no file of its own. */
export const importedAs = (title: string): string => `import:${title}`;

/** PostgreSQL holds neither NUL nor half a surrogate pair. */
const stored = (text: string): string => text.replaceAll("\0", "").toWellFormed().trim();

/** @returns the article, or what is wrong with it, each fault naming the field and the fix */
export function checkArticle(
  raw: RawArticle,
  fallback: ReplyLanguage | null,
): { readonly draft: ArticleDraft } | { readonly problems: readonly string[] } {
  const language = raw.language.trim() || (fallback ?? "");
  const title = stored(raw.title);
  const body = stored(raw.body);
  const published = foldDigits(raw.published.trim().toLowerCase());
  const questions = [...new Set(raw.questions.map(stored).filter((question) => question !== ""))];
  const { titleChars, bodyChars, questionChars, questions: most } = ARTICLE_LIMITS;
  const problems = [
    ...(title === "" ? ["there is no title; write one: it is shown to staff and searched"] : []),
    ...(title.length > titleChars ? [`the title is longer than ${titleChars} characters; shorten it`] : []),
    ...(isLanguage(language) ? [] : [`${language ? `language is "${language}"` : "no language"}; write fa, ar or en`]),
    ...(YES.has(published) || NO.has(published) ? [] : [`published is "${raw.published.trim()}"; write yes or no`]),
    ...(paragraphsOf(body).length === 0 ? ["there is no text; write at least one paragraph to answer with"] : []),
    ...(body.length > bodyChars ? [`the text is longer than ${bodyChars} characters; make two articles of it`] : []),
    ...(questions.length > most ? [`there are more than ${most} questions; keep those that differ most`] : []),
    ...questions
      .filter((question) => question.length > questionChars)
      .map(
        (question) => `the question "${question.slice(0, 30)}…" is longer than ${questionChars} characters; shorten it`,
      ),
  ];
  if (problems.length > 0 || !isLanguage(language)) return { problems };
  return { draft: { language, title, body, questions, published: YES.has(published) } };
}
