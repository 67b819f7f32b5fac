import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplyLanguage } from "../../src/core/reading.ts";
import type { Sql } from "../../src/db/connect.ts";
import { importArticles, readPlace } from "../../src/knowledge/import.ts";
import { searchArticles } from "../../src/knowledge/search.ts";
import { projectRoot } from "../../src/project-root.ts";

/** One question of a customer, asked in other words than the articles use. */
export interface Row {
  readonly text: string;
  /** The article that answers it, by its file's name; null: none does. */
  readonly article: string | null;
  /** `seen` while the search was tuned; `unseen` until it was done; `late`: written after articles and search stood. */
  readonly when: "seen" | "unseen" | "late";
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(projectRoot, "tests/knowledge", file), "utf8")
    .trim()
    .split("\n");

const rowsOf = (language: ReplyLanguage): readonly Row[] =>
  linesOf(`asked/${language}.jsonl`).map((line) => JSON.parse(line));

/** What no article answers though it has words of one, and what is about something else or nothing. */
export const nearMisses = (language: ReplyLanguage): readonly string[] => linesOf(`near-misses/${language}.txt`);

/** Puts the sample articles of a language into a database. @returns the file's name of each */
export async function importExamples(sql: Sql, language: ReplyLanguage): Promise<ReadonlyMap<number, string>> {
  const { items, faults } = readPlace(join(projectRoot, "examples/knowledge", language), null);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  await sql.begin((tx) => importArticles(tx, items, { by: "operator", at: new Date("2026-11-29T08:00:00Z") }));
  const rows = await sql<{ id: number; source: string }[]>`
    select id, source from articles where language = ${language}`;
  return new Map(rows.map(({ id, source }) => [id, source.replace(/\.md$/, "")]));
}

export interface Judged {
  readonly row: Row;
  readonly first: string | null;
  readonly sure: boolean;
}

export async function judge(
  sql: Sql,
  language: ReplyLanguage,
  names: ReadonlyMap<number, string>,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const row of rowsOf(language)) {
    const [first] = await searchArticles(sql, row.text, language);
    judged.push({
      row,
      first: first ? (names.get(first.articleId) ?? null) : null,
      sure: first?.answers ?? false,
    });
  }
  return judged;
}

/** Shares of 1, over some of the rows. */
export function figures(judged: readonly Judged[]) {
  const some = judged.filter(({ row }) => row.article !== null);
  const none = judged.filter(({ row }) => row.article === null);
  const share = (of: readonly Judged[], like: (each: Judged) => boolean) => of.filter(like).length / of.length;
  const isRight = ({ row, first }: Judged) => first === row.article;
  return {
    /** The right article stands first. */
    first: share(some, isRight),
    answered: share(some, (each) => each.sure && isRight(each)),
    wrong: share(some, (each) => each.sure && !isRight(each)),
    /** Of what no article answers: not answered. */
    heldBack: share(none, ({ sure }) => !sure),
  };
}
