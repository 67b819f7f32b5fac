import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Fault } from "../declared/fault.ts";
import { faultsOfExamples } from "./openai/prompt-examples.ts";
import { type AnswerSchema, answerSchema } from "./openai/schema.ts";

/** The prompt of a turn, as an endpoint gets it. */
export interface RespondPrompt {
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** What an answer must look like. */
  readonly schema: AnswerSchema;
  /** What the bot is told to do, without the examples: none of it may reach a customer. */
  readonly instructions: string;
  /** Instructions and the examples of one language: byte for byte the same on every turn, so that endpoints can cache it. */
  readonly prefix: Readonly<Record<ReplyLanguage, string>>;
}

/**
 * Loads `respond.md`, the parts it names with `{{parts/name}}`, and the examples of every language.
 * @param directory  the folder `prompts`
 * @param subcategories  keys of the taxonomy in force; null where it cannot be read, and no example is held against it
 * @returns the prompt, or every fault at once, each with file, line and fix
 */
export function loadRespondPrompt(
  directory: string,
  subcategories: readonly string[] | null,
): Result<RespondPrompt, readonly Fault[]> {
  const faults: Fault[] = [];
  const read = (name: string, from?: Omit<Fault, "fix">) => readPrompt(directory, name, faults, from);
  const { file, number, lines, above } = openPrompt(directory, "respond.md", faults);
  const instructions = lines
    .map((text, n) => {
      const at = { file, line: above + n + 1 };
      const part = /^\{\{([\w/-]+)\}\}$/.exec(text)?.[1];
      if (part) return read(`${part}.md`, at).trim();
      if (/\{\{|\}\}/.test(text))
        faults.push({ ...at, fix: "a part is named alone on its line, as {{parts/reading}}" });
      return text;
    })
    .join("\n")
    .trim();
  const prefixOf = (language: ReplyLanguage): string => {
    const examples = read(`few-shot/${language}.md`);
    const own = join(directory, "few-shot", `${language}.md`);
    if (examples !== "") faults.push(...faultsOfExamples(own, examples, subcategories));
    return `${instructions}\n\n${examples.trim()}`;
  };
  const prompt: RespondPrompt = {
    temperature: number("temperature"),
    maxOutputTokens: number("maxOutputTokens"),
    schema: answerSchema(subcategories ?? []),
    instructions,
    prefix: Object.fromEntries(REPLY_LANGUAGES.map((language) => [language, prefixOf(language)])) as Record<
      ReplyLanguage,
      string
    >,
  };
  return faults.length > 0 ? err(faults) : ok(prompt);
}

/** How a picture or a document is put into words. */
export interface DescribePrompt {
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** With `{{language}}` where the language of the description goes. */
  readonly instructions: string;
}

/** @returns the prompt of `describe.md`, or every fault at once */
export function loadDescribePrompt(directory: string): Result<DescribePrompt, readonly Fault[]> {
  const faults: Fault[] = [];
  const { file, number, lines } = openPrompt(directory, "describe.md", faults);
  const instructions = lines.join("\n").trim();
  if (instructions !== "" && !instructions.includes("{{language}}"))
    faults.push({ file, line: 0, fix: "write {{language}} where the language of the description goes" });
  const prompt = { temperature: number("temperature"), maxOutputTokens: number("maxOutputTokens"), instructions };
  return faults.length > 0 ? err(faults) : ok(prompt);
}

/** @param from  where the file is named, if another file names it */
function readPrompt(directory: string, name: string, faults: Fault[], from?: Omit<Fault, "fix">): string {
  const file = join(directory, name);
  try {
    return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  } catch {
    const fix = `there is no ${name}: add it, or restore it from the project`;
    faults.push({ ...(from ?? { file, line: 0 }), fix });
    return "";
  }
}

/** A prompt's text by lines, how many lines stand above it, and its settings, which are numbers. */
function openPrompt(directory: string, name: string, faults: Fault[]) {
  const file = join(directory, name);
  const source = readPrompt(directory, name, faults);
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(source);
  const settings = settingsIn(file, matter?.[1] ?? "", faults);
  const number = (setting: string): number => {
    const value = settings.get(setting);
    if (value && Number.isFinite(Number(value.text))) return Number(value.text);
    const fix = `${setting} must be a number: write \`${setting}: 1\``;
    if (source !== "") faults.push({ file, line: value?.line ?? 1, fix });
    return 0;
  };
  const lines = source.split("\n").slice((matter?.[0].split("\n").length ?? 1) - 1);
  return { file, number, lines, above: source.split("\n").length - lines.length };
}

/** `key: value` lines, the first of them on line 2 of the file. */
export function settingsIn(file: string, matter: string, faults: Fault[]) {
  const settings = new Map<string, { readonly text: string; readonly line: number }>();
  for (const [n, line] of matter.split("\n").entries()) {
    const pair = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    if (pair) settings.set(pair[1] ?? "", { text: (pair[2] ?? "").trim(), line: n + 2 });
    else if (matter !== "") faults.push({ file, line: n + 2, fix: `\`${line}\` is no setting: write \`key: value\`` });
  }
  return settings;
}
