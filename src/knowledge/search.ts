import type { Passage } from "../core/grounds.ts";
import { hasEvidence, listedAs } from "../core/knowledge/evidence.ts";
import { type Candidate, nearness, weigh } from "../core/knowledge/nearness.ts";
import { askedTerms, gramsOf, type Term } from "../core/knowledge/terms.ts";
import type { ReplyLanguage } from "../core/reading.ts";
import type { Sql, Transaction } from "../db/connect.ts";

/** Below this an article is not about what was asked. */
const NEAR_ENOUGH = 0.3;
/** From here on it may be the answer by itself, where it is so far ahead of the next article. */
const SURE = 0.53;
const AHEAD = 0.08;

const MOST_TERMS = 24;
const MOST_GRAMS = 160;
/** So many of each list are fused, and so many of the fused are looked at closely. */
const LISTED = 20;
const LOOKED_AT = 8;
/** How much a first place counts beside the next ones, in the fusion of ranks. */
const FUSION = 60;
const PASSAGES = 3;

/** One article that was found, with where it stood in each list. */
export interface Found extends Candidate {
  readonly articleId: number;
  /** Places in the two lists, from 1; null: not in it. */
  readonly byWords: number | null;
  readonly byLetters: number | null;
  readonly score: number;
  /** The paragraph that answers; null where the article has no text. */
  readonly passage: { readonly number: number; readonly text: string } | null;
  /** Near enough, far enough ahead of the next article, and with enough of what was asked in it. */
  readonly answers: boolean;
  /** 0 to 1: how far the question is one of those the article lists. */
  readonly listed: number;
}

/** What a customer's words find: the nearest paragraph of each article that is near enough, best first. */
export async function findPassages(sql: Sql, text: string, language: ReplyLanguage): Promise<readonly Passage[]> {
  const found = await searchArticles(sql, text, language);
  return found
    .filter(({ score }) => score >= NEAR_ENOUGH)
    .slice(0, PASSAGES)
    .flatMap(({ articleId, title, score, passage, answers, listed }) =>
      passage
        ? [{ articleId, paragraph: passage.number, title, text: passage.text, score, answers, listed: listed > 0 }]
        : [],
    );
}

/**
 * The published articles of a language nearest to a text, best first. Two lists are made by the database, by words and by
 * runs of letters; the ranks are fused, and the first of them judged by what they share with the question. What lists the
 * very question stands before the rest; of several that do, what was written last.
 */
export async function searchArticles(sql: Sql, text: string, language: ReplyLanguage): Promise<readonly Found[]> {
  const terms = askedTerms(text, language).slice(0, MOST_TERMS);
  if (terms.length === 0) return [];
  const rows = await fusedRanks(sql, terms, gramsOf(text, language).slice(0, MOST_GRAMS), language);
  const counted = new Map(rows[0]?.counts.map(([word, count]) => [word, Number(count)]) ?? []);
  const asked = weigh(terms, counted, rows[0]?.articles ?? 0);
  const judged = rows
    .map((row) => ({ ...row, ...nearness(asked, row, language), listed: listedAs(text, asked, row, language) }))
    .sort(bestFirst);
  return judged.map(
    ({ articleId, title, questions, paragraphs, byWords, byLetters, score, paragraph, listed }, place) => {
      const passage = paragraphs.find(({ number }) => number === paragraph) ?? null;
      const next = judged[place + 1]?.score ?? 0;
      const isSure = listed === 1 || (score >= SURE && score - next >= AHEAD);
      const isFirst = place === 0 && passage !== null && isSure;
      const answers = isFirst && hasEvidence(text, asked, { title, questions, paragraphs }, passage.number, language);
      return { articleId, title, questions, paragraphs, byWords, byLetters, score, passage, answers, listed };
    },
  );
}

interface Judged {
  readonly listed: number;
  readonly score: number;
  readonly updatedAt: Date;
}

function bestFirst(a: Judged, b: Judged): number {
  if (a.listed === 1 && b.listed === 1) return b.updatedAt.getTime() - a.updatedAt.getTime();
  return Number(b.listed === 1) - Number(a.listed === 1) || b.score - a.score;
}

interface FusedRow {
  readonly articleId: number;
  readonly title: string;
  readonly questions: readonly string[];
  readonly paragraphs: readonly { readonly number: number; readonly text: string; readonly forms: readonly string[] }[];
  readonly byWords: number | null;
  readonly byLetters: number | null;
  readonly updatedAt: Date;
  readonly articles: number;
  /** In how many articles each word of the question stands. */
  readonly counts: readonly (readonly [word: string, articles: number])[];
}

/** Forms hold letters, digits and spaces alone: nothing in them needs escaping. */
const anyOf = (forms: readonly string[]): string => forms.map((form) => `'${form}'`).join(" | ");

async function fusedRanks(sql: Sql, terms: readonly Term[], grams: readonly string[], language: ReplyLanguage) {
  return sql.begin("read only", async (tx) => {
    // A young or small table would be read whole for each word, and unpacking its long rows is what costs.
    const [, rows] = await Promise.all([tx`set local enable_seqscan = off`, fused(tx, terms, grams, language)]);
    return rows;
  });
}

function fused(sql: Transaction, terms: readonly Term[], grams: readonly string[], language: ReplyLanguage) {
  const wide = terms.filter(({ synonyms }) => synonyms.length > 0);
  const words = [...terms, ...wide].map(({ word }) => word);
  const queries = [...terms.map(({ forms }) => anyOf(forms)), ...wide.map(({ synonyms }) => anyOf(synonyms))];
  return sql<FusedRow[]>`
    with live as materialized (
      select id from articles where language = ${language} and published
    ), hits as materialized (
      select hit.article_id, asked.word, bool_or(asked.place <= ${terms.length}) as own
      from unnest(${words}::text[], ${queries}::text[]::tsquery[]) with ordinality as asked (word, query, place)
      cross join lateral (select article_id from article_passages p where p.words @@ asked.query offset 0) hit
      join live on live.id = hit.article_id
      group by hit.article_id, asked.word
    ), found as materialized (
      select word, coalesce(nullif(count(*) filter (where own), 0), count(*)) as articles from hits group by word
    ), counts as materialized (
      select word, articles, ln(1 + ((select count(*) from live) - articles + 0.5) / (articles + 0.5)) as weight from found
    ), by_words as (
      select article_id, row_number() over (order by sum(weight) desc, article_id) as place
      from hits join counts using (word) group by article_id
      order by place limit ${LISTED}
    ), shared as (
      select hit.article_id, count(*) as grams
      from unnest(${grams as string[]}::text[]) as asked (gram)
      cross join lateral (select article_id from article_passages p where p.grams @> array[asked.gram] offset 0) hit
      join live on live.id = hit.article_id
      group by hit.article_id order by grams desc, hit.article_id limit ${3 * LISTED}
    ), by_letters as (
      select article_id, row_number() over (order by s.grams / sqrt(cardinality(p.grams)) desc, article_id) as place
      from shared s join article_passages p using (article_id) where p.number = 0
      order by place limit ${LISTED}
    ), fused as (
      select article_id, w.place as by_words, l.place as by_letters,
        coalesce(1.0 / (${FUSION}::int + w.place), 0) + coalesce(1.0 / (${FUSION}::int + l.place), 0) as rank
      from by_words w full join by_letters l using (article_id)
      order by rank desc, article_id limit ${LOOKED_AT}
    )
    select f.article_id, a.title, a.questions, a.updated_at, f.by_words, f.by_letters,
      (select count(*)::int from live) as articles,
      (select coalesce(jsonb_agg(jsonb_build_array(word, articles)), '[]') from counts) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('number', p.number, 'text', p.text, 'forms', tsvector_to_array(p.words))
         order by p.number), '[]')
       from article_passages p where p.article_id = f.article_id and p.number > 0) as paragraphs
    from fused f join articles a on a.id = f.article_id
    order by f.rank desc, f.article_id`;
}
