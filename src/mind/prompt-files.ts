import { readFileSync } from "node:fs";
import path from "node:path";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../core/reading.ts";

/** One prompt file: `key: value` lines between two `---` lines, then the text. */
interface PromptFile {
  readonly settings: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The prompt of a turn, as an endpoint gets it. */
export interface RespondPrompt {
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** What the bot is told to do, without the examples: none of it may reach a customer. */
  readonly instructions: string;
  /** Instructions and the examples of one language: byte for byte the same on every turn, so that endpoints can cache it. */
  readonly prefix: Readonly<Record<ReplyLanguage, string>>;
}

/**
 * Reads a prompt file.
 * @throws Error when the file is missing or its front matter is not `key: value` lines
 */
function readPromptFile(file: string): PromptFile {
  const source = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (match === null) return { settings: {}, text: source.trim() };
  const settings: Record<string, string> = {};
  for (const line of (match[1] ?? "").split("\n")) {
    const pair = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line);
    if (pair === null) throw new Error(`${file}: "${line}" in the front matter is not "key: value"`);
    settings[pair[1] ?? ""] = (pair[2] ?? "").trim();
  }
  return { settings, text: (match[2] ?? "").trim() };
}

/**
 * Loads `respond.md`, the parts it names with `{{parts/name}}`, and the examples of every language.
 * @param directory  the folder `prompts`
 * @throws Error naming the file when one is missing or a setting is not a number
 */
export function loadRespondPrompt(directory: string): RespondPrompt {
  const file = path.join(directory, "respond.md");
  const { settings, text } = readPromptFile(file);
  const number = (name: string) => {
    const value = Number(settings[name]);
    if (settings[name] === undefined || !Number.isFinite(value)) throw new Error(`${file}: ${name} must be a number`);
    return value;
  };
  const instructions = text.replace(/^\{\{([\w/-]+)\}\}$/gm, (_, name: string) => {
    return readPromptFile(path.join(directory, `${name}.md`)).text;
  });
  const withExamples = (language: ReplyLanguage) =>
    `${instructions}\n\n${readPromptFile(path.join(directory, "few-shot", `${language}.md`)).text}`;
  return {
    temperature: number("temperature"),
    maxOutputTokens: number("maxOutputTokens"),
    instructions,
    prefix: Object.fromEntries(REPLY_LANGUAGES.map((language) => [language, withExamples(language)])) as Record<
      ReplyLanguage,
      string
    >,
  };
}
