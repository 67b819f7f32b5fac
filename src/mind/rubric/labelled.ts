import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { REPLY_LANGUAGES } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { FAULTS, MARKS, type Mark } from "../../core/rubric.ts";

const points = z.literal([0, 1, 2]);
export const verdict = z.object({
  marks: z.object(Object.fromEntries(MARKS.map((mark) => [mark, points])) as Record<Mark, typeof points>),
  faults: z.array(z.enum(FAULTS)),
});
export type Verdict = z.output<typeof verdict>;

const labelled = verdict.extend({
  id: z.string(),
  language: z.enum(REPLY_LANGUAGES),
  heat: z.literal([0, 1, 2, 3]),
  purpose: z.enum(["complaint", "question"]),
  said: z.string(),
  reply: z.string(),
});
/** A reply that a person has marked. */
export type Labelled = z.output<typeof labelled>;

/** Reads `*.jsonl` of a folder, one marked reply a line. @returns the replies, or every fault with file, line and fix */
export function readLabelled(folder: string): Result<readonly Labelled[], string> {
  const faults: string[] = [];
  const replies = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) =>
      readFileSync(path.join(folder, file), "utf8")
        .split("\n")
        .flatMap((line, at) => {
          if (line.trim() === "") return [];
          const row = labelled.safeParse(jsonOf(line));
          if (row.success) return [row.data];
          const [issue] = row.error.issues;
          faults.push(`${file}:${at + 1}: ${issue?.path.join(".") || "line"}: ${issue?.message}`);
          return [];
        }),
    );
  if (faults.length > 0) return err(faults.join("\n"));
  return replies.length > 0 ? ok(replies) : err(`${folder} holds no marked reply: add lines to a .jsonl file there.`);
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
