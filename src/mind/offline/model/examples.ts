import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  CATEGORIES,
  type Category,
  FLAG_NAMES,
  type FlagName,
  type Reading,
  URGENCIES,
} from "../../../core/reading.ts";
import { normalise } from "../normalise.ts";

/** One message somebody could have written, and what it is. */
export interface Example {
  readonly text: string;
  readonly language: string;
  readonly category: Category;
  readonly second: Category | null;
  readonly sentiment: Reading["sentiment"];
  /** 0 calm to 3 insulting; null where the row does not say. */
  readonly heat: number | null;
  readonly urgency: Reading["urgency"] | null;
  /** All flags it raises; null where nobody has looked. */
  readonly flags: readonly FlagName[] | null;
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
  heat: z.int().min(0).max(3).nullable().default(null),
  urgency: z.enum(URGENCIES).nullable().default(null),
  /** Of a category's row: somebody has looked, and there is none. */
  flags: z
    .array(z.enum(FLAG_NAMES))
    .max(0, "a row that raises a flag belongs into flags.jsonl")
    .nullable()
    .default(null),
  author: z.string().min(1),
});

/** The rows of flags belong to all categories, so each names its own. */
const FLAG_FILE = "flags";
const flagRow = row.extend({ category: z.enum(CATEGORIES), flags: z.array(z.enum(FLAG_NAMES)) });

/**
 * Reads `<language>/<category>.jsonl` and `<language>/flags.jsonl` below a folder, in a fixed order.
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
      const schema = name === `${FLAG_FILE}.jsonl` ? flagRow : category && row;
      const lines = readFileSync(join(folder, file), "utf8").split("\n");
      if (!schema)
        faults.push({
          file,
          line: 1,
          problem: `a file is named after a category, or ${FLAG_FILE}: ${CATEGORIES.join(", ")}`,
        });
      for (const [n, line] of lines.entries()) {
        if (line.trim() === "" || !schema) continue;
        const at = { file, line: n + 1 };
        const read = schema.safeParse(parsed(line));
        if (!read.success) {
          faults.push({ ...at, problem: z.prettifyError(read.error) });
          continue;
        }
        // A greeting may be written alike in two languages.
        const folded = `${language} ${normalise(read.data.text).text}`;
        const before = seen.get(folded);
        if (before !== undefined)
          faults.push({ ...at, problem: `the same text stands in ${before}: change or remove it` });
        else examples.push({ category: category ?? "other", ...read.data, language });
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
