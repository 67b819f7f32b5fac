import { isMap, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Fault } from "./fault.ts";

/** Content of a YAML text, or where it is wrong and what to write. */
export interface YamlRead<T> {
  readonly value: T | null;
  readonly faults: readonly Fault[];
  /** Line, from 1, of what stands at a path; of the nearest thing around it where nothing does. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** A value out of a closed list, with a message that names the list. */
export const mustBeOneOf = (what: string, values: readonly string[]): string =>
  `is no ${what}: write one of ${values.join(", ")}`;

/** A text that says something. */
export const word = z
  .string({ error: ({ input }) => (input === undefined ? "is missing: write it" : "is no text: put it in quotes") })
  .trim()
  .min(1, "is empty: write it");
/** What a thing is called in each language of the desk. */
export const names = z.strictObject(
  { fa: word, ar: word, en: word },
  "is missing: write it as { fa: …, ar: …, en: … }",
);

/**
 * Reads YAML by a schema.
 * @param before  lines of the file above the text, as those above a front matter
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>, before = 0): YamlRead<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + before;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const keys = path.slice(0, length);
      // Of a pair, the key's line: a block below it begins on the next one.
      const holder = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
      const pair = isMap(holder)
        ? holder.items.find(({ key }) => isNode(key) && String(key) === String(keys.at(-1)))
        : undefined;
      const node = pair?.key ?? document.getIn(keys, true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return before + 1;
  };
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    file,
    line: lineAt(pos[0]),
    fix: `not readable as YAML: ${message.split("\n")[0]?.replace(/ at line .*/, "")}`,
  }));
  if (broken.length > 0) return { value: null, faults: broken, lineOf };
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, faults: [], lineOf };
  const faults = parsed.error.issues.flatMap((issue): readonly Fault[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        file,
        line: lineOf([...issue.path, key]),
        fix: `\`${[...issue.path, key].join(".")}\` has no meaning here: remove it`,
      }));
    }
    return [{ file, line: lineOf(issue.path), fix: `\`${issue.path.join(".")}\` ${issue.message}` }];
  });
  return { value: null, faults, lineOf };
}
