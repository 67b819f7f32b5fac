import { LineCounter, parseDocument } from "yaml";
import type { ReplyLanguage } from "../core/reading.ts";
import { checkArticle, type Fault, type ReadArticles } from "./imported.ts";

const FRONT = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const KEYS: ReadonlySet<string> = new Set(["title", "language", "questions", "published"]);

/**
 * Reads one article: front matter in YAML (title, language, questions, published), then Markdown.
 * @param file      its name in faults, and the name by which it is found again
 * @param language  where the front matter names none
 */
export function readMarkdown(file: string, text: string, language: ReplyLanguage | null): ReadArticles {
  const fault = (line: number, problem: string): Fault => ({ file, line, problem });
  const front = FRONT.exec(text);
  if (!front) {
    return { items: [], faults: [fault(1, "no front matter; begin with a line ---, then title: …, then a line ---")] };
  }
  const lines = new LineCounter();
  const document = parseDocument(front[1] ?? "", { lineCounter: lines });
  // The line of the three dashes stands before.
  const broken = document.errors.map(({ pos, message }) =>
    fault(lines.linePos(pos[0]).line + 1, `${message.split("\n")[0]}; quote values that hold a colon`),
  );
  if (broken.length > 0) return { items: [], faults: broken };
  const given: unknown = document.toJS();
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return { items: [], faults: [fault(2, "the front matter holds no fields; write title: … in it")] };
  }
  const fields = new Map(Object.entries(given));
  const strange = [...fields.keys()].filter((key) => !KEYS.has(key));
  const questions: unknown = fields.get("questions") ?? [];
  if (!Array.isArray(questions) || !questions.every((question) => typeof question === "string")) {
    return { items: [], faults: [fault(2, "questions is no list of texts; write each in a line of its own after - ")] };
  }
  const raw = {
    title: String(fields.get("title") ?? ""),
    language: String(fields.get("language") ?? ""),
    body: text.slice(front[0].length),
    questions,
    published: String(fields.get("published") ?? ""),
  };
  const checked = checkArticle(raw, language);
  const problems = [
    ...strange.map((key) => `"${key}" is no field; use ${[...KEYS].join(", ")}`),
    ...("problems" in checked ? checked.problems : []),
  ];
  if ("problems" in checked || problems.length > 0) {
    return { items: [], faults: problems.map((problem) => fault(1, problem)) };
  }
  return { items: [{ draft: checked.draft, source: file }], faults: [] };
}
