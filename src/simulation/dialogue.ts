import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OWNER_STATES } from "../core/ownership.ts";
import { CATEGORIES, FACT_KINDS, type FactKind, LANGUAGES, REPLY_LANGUAGES } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import { type Settings, WEEKDAYS } from "../core/settings.ts";
import { PRIORITIES, TICKET_STATUSES } from "../core/ticket.ts";
import type { Fault } from "../declared/fault.ts";
import { readYaml } from "../declared/yaml.ts";
import { ATTACHMENT_KINDS, type AttachmentKind } from "../ports/channel.ts";

/** What happens next in a dialogue. The desk has answered what came before. */
export type Step =
  | { readonly says: string }
  /** One message after the other, before the desk can answer. */
  | { readonly burst: readonly string[] }
  /** Minutes pass. */
  | { readonly wait: number }
  | { readonly agent: string; readonly says: string }
  | { readonly agent: string; readonly does: "take" | "release" | "resolve" }
  /** The customer sends a file, with words or without. */
  | { readonly sends: AttachmentKind; readonly says?: string | undefined }
  /** The customer presses a button under the question whether it is solved. */
  | { readonly press: "yes" | "no" }
  /** From here on the model's endpoint is dead. */
  | { readonly outage: true }
  /** The desk's process stops and starts again. */
  | { readonly restart: true };

/** A customer who behaves by a script, and what must be true in the end. */
export interface Dialogue {
  readonly id: string;
  readonly language: (typeof LANGUAGES)[number];
  /** Who it is and what for, for the reader. */
  readonly about: string;
  readonly name: string;
  /** When it begins, as `wed 22:10` on the desk's clock; absent: while it is open. */
  readonly at: string | null;
  readonly says: string;
  /** What the customer answers when asked for such a fact. What is not here they do not know. */
  readonly knows: Readonly<Partial<Record<FactKind, string>>>;
  readonly next: readonly Step[];
  readonly expect: Expectation;
  /** Patterns no word of ours may match, besides what no word of ours may ever do. */
  readonly never: readonly string[];
}

/** The state a dialogue must end in; what is not said does not matter. */
export interface Expectation {
  readonly owner?: (typeof OWNER_STATES)[number] | undefined;
  /** Null: no ticket was opened. */
  readonly ticket?:
    | {
        readonly category?: (typeof CATEGORIES)[number] | undefined;
        readonly status?: (typeof TICKET_STATUSES)[number] | undefined;
        readonly priority?: (typeof PRIORITIES)[number] | undefined;
      }
    | null
    | undefined;
  /** Values as they must stand, digits in any script. */
  readonly facts?: Readonly<Partial<Record<FactKind, string>>> | undefined;
  readonly promises?: { readonly open?: number | undefined; readonly missed?: number | undefined } | undefined;
  /** Each must stand in some message of ours. */
  readonly mentions?: readonly string[] | undefined;
  /** Each must be the rule of some turn. */
  readonly rules?: readonly string[] | undefined;
}

const text = z.string().trim().min(1, "is empty");
const facts = z.partialRecord(z.enum(FACT_KINDS), text);

const STEPS = {
  burst: z.strictObject({ burst: z.array(text).min(2, "holds two messages or more") }),
  wait: z.strictObject({ wait: z.number().min(1, "is a minute or more") }),
  sends: z.strictObject({ sends: z.enum(ATTACHMENT_KINDS), says: text.optional() }),
  press: z.strictObject({ press: z.enum(["yes", "no"]) }),
  outage: z.strictObject({ outage: z.literal(true) }),
  restart: z.strictObject({ restart: z.literal(true) }),
  does: z.strictObject({ agent: text, does: z.enum(["take", "release", "resolve"]) }),
  agent: z.strictObject({ agent: text, says: text }),
  says: z.strictObject({ says: text }),
} as const;
const STEP_NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** A step is known by its key, so that what is wrong with it is said of that kind of step alone. */
const step = z.looseObject({}).transform((value, context): Step => {
  const name = STEP_NAMES.find((key) => key in value);
  if (!name) {
    context.addIssue(`is no step: write one of ${STEP_NAMES.join(", ")}`);
    return z.NEVER;
  }
  const read = STEPS[name].safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) context.issues.push({ ...issue, input: value } as never);
  return z.NEVER;
});
const count = z.number().int().min(0);

const dialogue = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, "is lower-case letters, digits and -"),
  language: z.enum(LANGUAGES),
  about: text,
  name: z.string().default(""),
  at: z
    .string()
    .regex(/^(?:sat|sun|mon|tue|wed|thu|fri) \d\d:\d\d$/, "looks like `wed 22:10`")
    .nullable()
    .default(null),
  says: text,
  knows: facts.default({}),
  next: z.array(step).default([]),
  expect: z.strictObject({
    owner: z.enum(OWNER_STATES).optional(),
    ticket: z
      .strictObject({
        category: z.enum(CATEGORIES).optional(),
        status: z.enum(TICKET_STATUSES).optional(),
        priority: z.enum(PRIORITIES).optional(),
      })
      .nullable()
      .optional(),
    facts: facts.optional(),
    promises: z.strictObject({ open: count.optional(), missed: count.optional() }).optional(),
    mentions: z.array(text).optional(),
    rules: z.array(text).optional(),
  }),
  never: z.array(z.string().refine(isPattern, "is no regular expression")).default([]),
});

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "iu");
    return true;
  } catch {
    return false;
  }
}

const wallTime = z.string().regex(/^\d\d:\d\d$/, "looks like `08:30`");
const desk = z.strictObject({
  organisation: text.optional(),
  defaultLanguage: z.enum(REPLY_LANGUAGES).optional(),
  zone: text.optional(),
  hours: z
    .partialRecord(z.enum(WEEKDAYS), z.array(z.tuple([wallTime, wallTime])))
    .nullable()
    .optional(),
  firstReplyMinutes: z.number().int().min(1).optional(),
});

/** Scripts, and the desk they are played at. */
export interface Playbill {
  readonly settings: Partial<Settings>;
  readonly dialogues: readonly Dialogue[];
}

const DESK_FILE = "desk.yaml";

/**
 * Reads a folder: all `*.yaml`, each a list of dialogues, and `desk.yaml`, which may give settings of the desk.
 * @returns the dialogues in the order of the files, or every mistake
 */
export function readPlaybill(folder: string): Result<Playbill, readonly Fault[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const open = <T>(name: string, schema: z.ZodType<T>) => {
    const file = join(folder, name);
    return { file, ...readYaml(file, readFileSync(file, "utf8"), schema) };
  };
  const settings = files.includes(DESK_FILE) ? open(DESK_FILE, desk) : null;
  const read = files
    .filter((name) => name !== DESK_FILE)
    .sort()
    .map((name) => open(name, z.array(dialogue)));
  const faults = [settings, ...read].flatMap((each) => [...(each?.faults ?? [])]);
  const seen = new Map<string, string>();
  for (const { file, value, lineOf } of read) {
    for (const [n, { id }] of (value ?? []).entries()) {
      const before = seen.get(id);
      if (before)
        faults.push({ file, line: lineOf([n, "id"]), fix: `\`${id}\` stands in ${before} too: give it another id` });
      seen.set(id, file);
    }
  }
  if (faults.length > 0) return err(faults);
  const told = Object.entries(settings?.value ?? {}).filter(([, value]) => value !== undefined);
  return ok({ settings: Object.fromEntries(told), dialogues: read.flatMap(({ value }) => value ?? []) });
}
