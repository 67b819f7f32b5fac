import { CsvError, parse } from "csv-parse/sync";
import type { ReplyLanguage } from "../core/reading.ts";
import { checkArticle, type Fault, type Imported, importedAs, type ReadArticles } from "./imported.ts";

const COLUMNS = ["title", "language", "body", "questions", "published", "source"] as const;
type Column = (typeof COLUMNS)[number];
const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name);

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a table with a line of column names: title, body, and where wanted language, questions (parted by `|`),
 * published (yes or no) and source, by which a row is found again; without it, that is its title.
 * @param file  its name in faults
 */
export function readCsv(file: string, text: string, language: ReplyLanguage | null): ReadArticles {
  const fault = (line: number, problem: string): Fault => ({ file, line, problem });
  let rows: readonly Row[];
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly Row[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return { items: [], faults: [fault(Number(cause.lines ?? 1), `${cause.message}; close every quote`)] };
  }
  const [head, ...rest] = rows;
  const names = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = ["title", "body"].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const problem = `no column ${missing.join(", ")}; name the columns in the first line: ${COLUMNS.join(",")}`;
    return { items: [], faults: [fault(1, problem)] };
  }
  const strange = names.filter((name) => !isColumn(name));
  const items: Imported[] = [];
  const faults = strange.map((name) => fault(1, `"${name}" is no column; use ${COLUMNS.join(", ")}`));
  const seen = new Set<string>();
  for (const { record, info } of rest) {
    if (record.slice(names.length).some((extra) => extra.trim() !== "")) {
      const problem = `there are ${record.length} cells for ${names.length} columns; put a text that holds the mark between columns in quotes`;
      faults.push(fault(info.lines, problem));
      continue;
    }
    const cell = (column: Column) => record[names.indexOf(column)] ?? "";
    const raw = {
      title: cell("title"),
      language: cell("language"),
      body: cell("body"),
      questions: cell("questions").split("|"),
      published: cell("published"),
    };
    const checked = checkArticle(raw, language);
    if ("problems" in checked) {
      faults.push(...checked.problems.map((problem) => fault(info.lines, problem)));
      continue;
    }
    const source = cell("source").trim() || importedAs(checked.draft.title);
    const key = `${source}\n${checked.draft.language}`;
    if (seen.has(key)) faults.push(fault(info.lines, `"${source}" stands here twice; give each its own source`));
    else items.push({ draft: checked.draft, source });
    seen.add(key);
  }
  return { items, faults };
}

/** Tables of some countries part their columns with semicolons, and some programs with tabs. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split("\n", 1);
  const count = (delimiter: string) => head.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}
