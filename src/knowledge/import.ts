import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ReplyLanguage } from "../core/reading.ts";
import type { Transaction } from "../db/connect.ts";
import { type ArticleDraft, addArticle, changeArticle, settleIndexes, type Write } from "./articles.ts";
import type { Imported, ReadArticles } from "./imported.ts";
import { readCsv } from "./read-csv.ts";
import { readMarkdown } from "./read-markdown.ts";

export interface ImportCount {
  readonly added: number;
  readonly changed: number;
  /** Stood here already, word for word. */
  readonly unchanged: number;
}

/** Reads a folder of Markdown, folders in it too, or one CSV file. @throws where the place cannot be read */
export function readPlace(place: string, language: ReplyLanguage | null): ReadArticles {
  if (!statSync(place).isDirectory()) return readCsv(basename(place), readFileSync(place, "utf8"), language);
  const files = readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
  const read = files.map((file) => readMarkdown(file, readFileSync(join(place, file), "utf8"), language));
  return { items: read.flatMap(({ items }) => items), faults: read.flatMap(({ faults }) => faults) };
}

/** Adds what is new and changes what was imported before under the same name. */
export async function importArticles(tx: Transaction, items: readonly Imported[], write: Write): Promise<ImportCount> {
  const count = { added: 0, changed: 0, unchanged: 0 };
  for (const { draft, source } of items) {
    const [known] = await tx<(ArticleDraft & { id: number })[]>`
      select id, language, title, body, questions, published from articles
      where source = ${source} and language = ${draft.language} for update`;
    if (!known) {
      await addArticle(tx, draft, write, source);
      count.added += 1;
      continue;
    }
    const { id, ...before } = known;
    if (isDeepStrictEqual(before, { ...draft })) {
      count.unchanged += 1;
    } else {
      await changeArticle(tx, id, draft, write);
      count.changed += 1;
    }
  }
  await settleIndexes(tx);
  return count;
}
