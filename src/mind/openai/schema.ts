import { z } from "zod";
import {
  CATEGORIES,
  FACT_KINDS,
  FLAG_NAMES,
  type FlagName,
  LANGUAGES,
  SENTIMENTS,
  URGENCIES,
} from "../../core/reading.ts";

/*
 * The shape asked of the model. Strict endpoints demand that every key is required, that nothing else is allowed, and
 * that "none" is null. Evidence comes before the labels, so that a label is written after its quote and not before.
 */

const level = z.literal([0, 1, 2, 3]);
const flags = z.strictObject(
  Object.fromEntries(FLAG_NAMES.map((name) => [name, z.boolean()])) as Record<FlagName, z.ZodBoolean>,
);

const wireAnswer = (subcategories: readonly string[]) =>
  z.strictObject({
    reading: z.strictObject({
      evidence: z.array(z.strictObject({ label: z.string(), quote: z.string() })),
      language: z.enum(LANGUAGES),
      category: z.enum(CATEGORIES),
      subcategory: z.enum(subcategories).nullable(),
      categorySecond: z.enum(CATEGORIES).nullable(),
      confidence: z.number(),
      sentiment: z.enum(SENTIMENTS),
      complaint: z.boolean(),
      heat: level,
      substance: level,
      urgency: z.enum(URGENCIES),
      reasons: z.array(z.string()),
      flags,
      constructive: z.boolean(),
      facts: z.array(
        z.strictObject({ kind: z.enum(FACT_KINDS), value: z.string(), quote: z.string(), confidence: z.number() }),
      ),
      summary: z.string(),
    }),
    reply: z.strictObject({
      text: z.string(),
      claims: z.array(z.strictObject({ quote: z.string(), source: z.string() })),
    }),
  });

export type AnswerSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema of an answer, plain enough for strict endpoints: no bounds, no formats, no references. The same for every
 * turn of a desk, so that endpoints can cache it.
 * @param subcategories  keys of the taxonomy in force
 */
export function answerSchema(subcategories: readonly string[]): AnswerSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(wireAnswer(subcategories));
  return Object.freeze(schema);
}

/*
 * The shape accepted from a model. Labels must be right, or the answer is worthless; around them we are patient:
 * unknown keys are dropped, a bad item of a list is dropped, a number out of its range is pulled back into it.
 */

const clamped = (low: number, high: number) =>
  z.coerce.number().transform((value) => Math.min(high, Math.max(low, value)));
const patientLevel = clamped(0, 3)
  .transform(Math.round)
  .pipe(z.literal([0, 1, 2, 3]));
const confidence = clamped(0, 1).catch(0.5);
const text = z.string().trim();

/** A list whose unusable items are left out; anything but a list is an empty one. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((value) => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const patientFlags = z.object(
  Object.fromEntries(FLAG_NAMES.map((name) => [name, z.boolean().catch(false)])) as Record<
    FlagName,
    z.ZodCatch<z.ZodBoolean>
  >,
);

const patientAnswer = z.object({
  reading: z.object({
    evidence: listOf(z.object({ label: text, quote: text })),
    language: z.enum(LANGUAGES),
    category: z.enum(CATEGORIES),
    // Whether the taxonomy has it in that category is seen where the reading is placed.
    subcategory: text.nullable().catch(null),
    categorySecond: z.enum(CATEGORIES).nullable().catch(null),
    confidence,
    sentiment: z.enum(SENTIMENTS),
    complaint: z.boolean(),
    heat: patientLevel,
    substance: patientLevel,
    urgency: z.enum(URGENCIES),
    reasons: listOf(text),
    flags: patientFlags,
    constructive: z.boolean().nullable().catch(null),
    facts: listOf(z.object({ kind: z.enum(FACT_KINDS), value: text, quote: text.min(1), confidence })),
    missing: listOf(z.enum(FACT_KINDS)),
    summary: text.catch(""),
  }),
  reply: z.object({
    text: text.min(1),
    claims: listOf(z.object({ quote: text, source: text })),
  }),
});

export type ModelAnswer = z.output<typeof patientAnswer>;

/**
 * Checks what a model answered.
 * @returns the answer, or what is wrong with it in words a model can act on; never a value of the answer, because it is
 *   also what the operator's log says
 */
export function checkAnswer(value: unknown): { answer: ModelAnswer } | { problem: string } {
  const parsed = patientAnswer.safeParse(value);
  if (parsed.success) return { answer: parsed.data };
  const problems = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "answer"}: ${issue.message}`);
  return { problem: problems.join("; ") };
}
