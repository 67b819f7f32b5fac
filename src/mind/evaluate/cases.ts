import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CATEGORIES, FACT_KINDS, FLAG_NAMES, LANGUAGES, PII_KINDS, URGENCIES } from "../../core/reading.ts";
import { SENTIMENTS } from "../offline/model/examples.ts";

const text = z.string().min(1);
const lang = z.enum(LANGUAGES);
const labels = {
  lang,
  text,
  category: z.enum(CATEGORIES),
  second: z.enum(CATEGORIES).nullable(),
  sentiment: z.enum(SENTIMENTS),
  urgency: z.enum(URGENCIES),
};

/** A text with every label at once; one in a language the desk does not speak has that label alone. */
const whole = z.union([
  z.object({ ...labels, flags: z.array(z.enum(FLAG_NAMES)), constructive: z.boolean() }),
  z.object({ lang: z.literal("other"), text }),
]);

/** The shape of a row, by the file it stands in. Keys besides these are for people. */
const ROWS = {
  category: z.object(labels),
  /** Of an author who had seen nothing of the desk, and hard on purpose. */
  strangers: whole,
  /** Of another one, with stories and hints: the meaning often stands in no word. */
  newcomers: whole,
  /** Of two more: the short and plain messages that most customers write. */
  everyday: whole,
  flags: z.object({ lang, text, flags: z.partialRecord(z.enum(FLAG_NAMES), z.boolean()) }),
  language: z.object({ text, language: lang }),
  abuse: z.object({ lang, text, abusive: z.boolean(), constructive: z.boolean() }),
  injection: z.object({ lang, text, injection: z.boolean() }),
  pii: z.object({ text, pii: z.array(z.object({ kind: z.enum(PII_KINDS), text })) }),
  facts: z.object({ lang, text, facts: z.array(z.object({ kind: z.enum(FACT_KINDS), value: text, quote: text })) }),
  metamorphic: z.object({ lang, text, variants: z.array(text) }),
} as const;

type CaseFile = keyof typeof ROWS;
/** What reading is judged by: texts that taught it nothing, with what should be understood of them. */
export type Cases = { readonly [F in CaseFile]: readonly z.output<(typeof ROWS)[F]>[] };
/** A case of somebody who wrote for the desk alone, with every label at once. */
export type Stranger = Extract<Cases["strangers"][number], { readonly category: unknown }>;

/**
 * Reads `<file>.jsonl` below a folder.
 * @returns the cases; a file that is not there has none
 * @throws Error naming file and line of a row that is none
 */
export function readCases(folder: string): Cases {
  const rows = <F extends CaseFile>(name: F) => {
    const file = join(folder, `${name}.jsonl`);
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, n) => {
        if (line.trim() === "") return [];
        const read = ROWS[name].safeParse(JSON.parse(line));
        if (!read.success) throw new Error(`${file}:${n + 1}: ${z.prettifyError(read.error)}`);
        return [read.data];
      });
  };
  return Object.fromEntries((Object.keys(ROWS) as CaseFile[]).map((name) => [name, rows(name)])) as unknown as Cases;
}
