import { readFileSync } from "node:fs";
import { z } from "zod";
import { fold } from "../core/fold.ts";
import { err, ok, type Result } from "../core/result.ts";
import { LANES, needleOf, type ReviewPolicy, TOPICS, WRITERS } from "../core/review.ts";
import type { Fault } from "../declared/fault.ts";
import { mustBeOneOf, readYaml } from "../declared/yaml.ts";

const LONGEST_HOLD_MINUTES = 240;

const word = z
  .string()
  .refine((text) => fold(text).trim() !== "", "must be a word, or words with a space between them")
  .transform(needleOf);
const topic = z.enum(TOPICS, mustBeOneOf("topic", TOPICS));
const topics = z.array(topic).min(1, "must name at least one topic");
const PURPOSES = ["complaint", "question", "praise", "smalltalk", "boundary", "unclear"] as const;
const purpose = z.enum(PURPOSES, mustBeOneOf("purpose", PURPOSES));
const only = z.literal(true, "can only be true: write that, or leave the line out");

const conditions = z.strictObject({
  about: topics.optional(),
  says: topics.optional(),
  vip: only.optional(),
  hot: only.optional(),
  confidenceBelow: z.number().gt(0).lte(1).optional(),
  guardFailed: only.optional(),
  writer: z.enum(WRITERS, mustBeOneOf("writer", WRITERS)).optional(),
  purpose: z.array(purpose).min(1).optional(),
});

const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be small letters, digits and hyphens"),
    when: conditions.refine((when) => Object.keys(when).length > 0, "must name at least one condition"),
    lane: z.enum(LANES, mustBeOneOf("lane", LANES)),
    minutes: z.number().int().min(1).max(LONGEST_HOLD_MINUTES).optional(),
  })
  .refine(({ lane, minutes }) => (lane === "veto") === (minutes !== undefined), {
    path: ["lane"],
    error: "takes `minutes` where it is veto, and only there",
  });

const policy = z.strictObject({
  topics: z.strictObject(
    Object.fromEntries(TOPICS.map((name) => [name, z.array(word)])) as Record<
      (typeof TOPICS)[number],
      z.ZodArray<typeof word>
    >,
  ),
  rules: z.array(rule).superRefine((rules, context) => {
    for (const [index, { id }] of rules.entries()) {
      if (rules.findIndex((other) => other.id === id) === index) continue;
      context.addIssue({
        code: "custom",
        path: [index, "id"],
        message: `"${id}" is here twice: give it another name`,
      });
    }
  }),
});

/**
 * Reads the policy of the review gate.
 * @returns the policy, or every fault at once, each with file, line and what to do
 */
export function loadReviewPolicy(file: string): Result<ReviewPolicy, readonly Fault[]> {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch {
    return err([{ file, line: 0, fix: "add this file, or restore it from the project" }]);
  }
  const { value, faults } = readYaml(file, source, policy);
  return value ? ok(Object.freeze(value)) : err(faults);
}
