import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CATEGORIES, type Category, type Reading } from "../../../core/reading.ts";
import { normalise } from "../normalise.ts";

/** One message somebody could have written, and what it is. */
export interface Example {
  readonly text: string;
  readonly language: string;
  readonly category: Category;
  readonly second: Category | null;
  readonly sentiment: Reading["sentiment"];
  /** Whose voice it was written in. Voices are never split between learning and judging. */
  readonly author: string;
}

/** A row that cannot be learned from: where it is and what to do. */
export interface ExampleFault {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

export const SENTIMENTS = ["negative", "neutral", "positive"] as const satisfies readonly Reading["sentiment"][];

const row = z.object({
  text: z.string().trim().min(1),
  second: z.enum(CATEGORIES).nullable(),
  sentiment: z.enum(SENTIMENTS),
  author: z.string().min(1),
});

/**
 * Reads `<language>/<category>.jsonl` below a folder, in a fixed order.
 * @returns the examples, and every row that is none: not JSON, a value that does not exist, a text that stands twice
 */
export function readExamples(folder: string): {
  readonly examples: readonly Example[];
  readonly faults: readonly ExampleFault[];
} {
  const examples: Example[] = [];
  const faults: ExampleFault[] = [];
  const seen = new Map<string, string>();
  for (const language of readdirSync(folder).sort()) {
    for (const name of readdirSync(join(folder, language)).sort()) {
      const file = `${language}/${name}`;
      const category = CATEGORIES.find((each) => name === `${each}.jsonl`);
      const lines = readFileSync(join(folder, file), "utf8").split("\n");
      if (!category)
        faults.push({ file, line: 1, problem: `a file is named after a category: ${CATEGORIES.join(", ")}` });
      for (const [n, line] of lines.entries()) {
        if (line.trim() === "" || !category) continue;
        const at = { file, line: n + 1 };
        const read = row.safeParse(parsed(line));
        if (!read.success) {
          faults.push({ ...at, problem: z.prettifyError(read.error) });
          continue;
        }
        // A greeting may be written alike in two languages.
        const folded = `${language} ${normalise(read.data.text).text}`;
        const before = seen.get(folded);
        if (before !== undefined)
          faults.push({ ...at, problem: `the same text stands in ${before}: change or remove it` });
        else examples.push({ ...read.data, language, category });
        seen.set(folded, `${file}:${n + 1}`);
      }
    }
  }
  return { examples, faults };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
