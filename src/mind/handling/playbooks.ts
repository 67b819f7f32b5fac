import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  APPROVERS,
  CASE_STAGES,
  EVIDENCE_KINDS,
  type Playbook,
  type Playbooks,
  type PlaybookWords,
  REMEDY_UNITS,
} from "../../core/playbook.ts";
import { CATEGORIES, type Category, FACT_KINDS, REPLY_LANGUAGES, type ReplyLanguage } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { nextWordMinutes, PRIORITIES } from "../../core/ticket.ts";
import type { Fault } from "../../declared/fault.ts";
import { mustBeOneOf, names, readYaml } from "../../declared/yaml.ts";
import { type PhrasePart, parsePhrases } from "../writing/parse-phrases.ts";

/** Fewest sentences for a stage of a case, so that a conversation need not hear one twice. */
const LEAST_SENTENCES = 2;
const LONGEST_WAIT_MINUTES = 5 * 24 * 60;

const minutes = z
  .int("is no whole number of working minutes: write one, as 240")
  .min(5, "is too short to be kept: write 5 or more")
  .max(LONGEST_WAIT_MINUTES, `is too long a silence: write ${LONGEST_WAIT_MINUTES} or less`);
const listOf = <T extends z.ZodType>(item: T) => z.array(item, "is no list: write it as [one, two]").default([]);

const frontMatter = z.strictObject({
  category: z.enum(CATEGORIES, mustBeOneOf("category", CATEGORIES)),
  ask: listOf(z.enum(FACT_KINDS, mustBeOneOf("kind of fact", FACT_KINDS))),
  evidence: listOf(z.enum(EVIDENCE_KINDS, mustBeOneOf("kind of evidence", EVIDENCE_KINDS))),
  nextWord: z
    .strictObject(
      { low: minutes, normal: minutes, high: minutes, critical: minutes },
      "is no table: write it as { normal: 240 }",
    )
    .partial()
    .default({}),
  remedies: listOf(
    z.strictObject({
      key: z
        .string("is missing: name the remedy, as `reship`")
        .regex(/^[a-z][a-z_]*$/, "is no name: use small letters and _, as `reship`"),
      name: names,
      limit: z.strictObject(
        {
          most: z.number("is missing: write how much at most").positive("grants nothing: write a number above 0"),
          unit: z.enum(REMEDY_UNITS, mustBeOneOf("unit", REMEDY_UNITS)),
        },
        "is missing: write it as { most: 1, unit: times }",
      ),
      approvedBy: z.enum(APPROVERS, mustBeOneOf("approver", APPROVERS)),
    }),
  ),
});

/**
 * Reads one playbook file for every category below a folder: `delivery.md`, `refund_return.md`, …
 * @param folder  `prompts/playbooks`
 * @returns the playbooks, or every fault at once, each with file, line and fix
 */
export function loadPlaybooks(folder: string): Result<Playbooks, readonly Fault[]> {
  const faults: Fault[] = [];
  const playbooks: Partial<Record<Category, Playbook>> = {};
  for (const category of CATEGORIES) {
    const file = join(folder, `${category}.md`);
    let text: string;
    try {
      text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
    } catch {
      faults.push({ file, line: 0, fix: "there is no playbook: add this file, or restore it from the project" });
      continue;
    }
    const read = readPlaybook(file, category, text);
    if (read.ok) playbooks[category] = read.value;
    else faults.push(...read.error);
  }
  return faults.length > 0 ? err(faults) : ok(Object.freeze(playbooks));
}

/** Reads one file: data between two `---` lines, then `## fa.new` and the other parts with their sentences. */
function readPlaybook(file: string, category: Category, text: string): Result<Playbook, readonly Fault[]> {
  const matter = /^---\n([\s\S]*?\n)---\n/.exec(text);
  if (matter === null)
    return err([{ file, line: 1, fix: "there is no front matter: begin with --- and end the data with another ---" }]);
  const { value, faults, lineOf } = readYaml(file, matter[1] ?? "", frontMatter, 1);
  const all: Fault[] = [...faults];
  // Empty lines in its place: what stands below keeps its line.
  const body = text.slice(matter[0].length);
  const above = "\n".repeat(matter[0].split("\n").length - 1);
  const { parts, faults: unreadable } = parsePhrases(file, above + body);
  all.push(...unreadable, ...faultsOfParts(file, parts));
  if (value === null) return err(all);
  const fault = (path: readonly PropertyKey[], fix: string) => all.push({ file, line: lineOf(path), fix });
  if (value.category !== category)
    fault(["category"], `the file is called ${category}.md: write \`category: ${category}\`, or rename the file`);
  const waits = PRIORITIES.map((priority) => value.nextWord[priority] ?? nextWordMinutes(priority));
  for (const [n, priority] of PRIORITIES.entries()) {
    if (n > 0 && (waits[n] ?? 0) > (waits[n - 1] ?? 0))
      fault(["nextWord"], `\`${priority}\` waits longer than \`${PRIORITIES[n - 1]}\`: make it as short or shorter`);
  }
  for (const language of REPLY_LANGUAGES) {
    const key = `${language}.evidence`;
    if (value.evidence.length > 0 && !parts.some((part) => part.key === key))
      all.push({ file, line: 0, fix: `evidence is needed and nobody asks for it: add the part \`## ${key}\`` });
  }
  if (all.length > 0) return err(all);
  const words = Object.fromEntries(REPLY_LANGUAGES.map((language) => [language, wordsOf(parts, language)]));
  return ok(Object.freeze({ ...value, words: words as Record<ReplyLanguage, PlaybookWords> }));
}

function wordsOf(parts: readonly PhrasePart[], language: ReplyLanguage): PlaybookWords {
  const said = (name: string) =>
    parts.find(({ key }) => key === `${language}.${name}`)?.variants.map(({ text }) => text) ?? [];
  return {
    nextStep: { new: said("new"), known: said("known") },
    evidence: said("evidence"),
    notes: said("notes"),
    escalation: said("escalation"),
  };
}

const PARTS = [...CASE_STAGES, "evidence", "notes", "escalation"];
/** Customers read these: no question, no other slot. */
const SAID_TO_CUSTOMERS = new Set<string>([...CASE_STAGES, "evidence"]);

function faultsOfParts(file: string, parts: readonly PhrasePart[]): readonly Fault[] {
  const faults: Fault[] = [];
  const keys = REPLY_LANGUAGES.flatMap((language) => PARTS.map((name) => `${language}.${name}`));
  for (const [n, part] of parts.entries()) {
    if (!keys.includes(part.key))
      faults.push({ file, line: part.line, fix: `no part is called \`${part.key}\`: write one of ${keys.join(", ")}` });
    else if (parts.findIndex(({ key }) => key === part.key) !== n)
      faults.push({ file, line: part.line, fix: `\`${part.key}\` is here twice: join the two` });
    faults.push(...faultsOfPart(file, part));
  }
  for (const language of REPLY_LANGUAGES) {
    for (const stage of CASE_STAGES) {
      const key = `${language}.${stage}`;
      const part = parts.find((each) => each.key === key);
      const count = part?.variants.length ?? 0;
      if (count < LEAST_SENTENCES)
        faults.push({
          file,
          line: part?.line ?? 0,
          fix: `\`## ${key}\` has ${count} sentence(s): write at least ${LEAST_SENTENCES}`,
        });
    }
  }
  return faults;
}

function faultsOfPart(file: string, { key, variants }: PhrasePart): readonly Fault[] {
  const [language, name = ""] = key.split(".");
  const timed = (CASE_STAGES as readonly string[]).includes(name);
  return variants.flatMap(({ text, line }) => {
    const wrong: string[] = [];
    const slots = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
    if (timed && slots.filter((slot) => slot === "time").length !== 1) wrong.push("write {time} exactly once");
    for (const slot of slots.filter((each) => !timed || each !== "time"))
      wrong.push(`{${slot}} has no meaning here: remove it`);
    if (SAID_TO_CUSTOMERS.has(name) && /[?؟]/.test(text))
      wrong.push("a question has its own part in `questions.md`: say it without a question mark");
    if (language === "fa" && /[يكى]/.test(text)) wrong.push("write Persian ی and ک, not Arabic ي, ى and ك");
    return wrong.map((fix) => ({ file, line, fix }));
  });
}
