import type { Passage } from "../../core/grounds.ts";
import { type ReplyLanguage, replyLanguage } from "../../core/reading.ts";
import type { MindInput } from "../../ports/mind.ts";
import type { RespondPrompt } from "../prompt-files.ts";
import type { Dialect } from "./dialect.ts";
import { playbookLines } from "./playbook.ts";
import type { AnswerSchema } from "./schema.ts";
import { estimateTokens, fitTokens } from "./tokens.ts";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

const NEW_TOKENS = 340;
const DATA_TOKENS = 480;
const PLAYBOOK_TOKENS = 110;
const LINE_TOKENS = 90;
const PASSAGE_TOKENS = 100;

export const LANGUAGE_NAMES: Readonly<Record<ReplyLanguage, string>> = {
  fa: "Persian (fa), Persian script",
  ar: "Arabic (ar), Arabic script",
  en: "English (en)",
};

/** What changes from request to request and must not be guessed by a customer. */
export interface Marks {
  /** Encloses the data of one request. */
  readonly delimiter: string;
  /** Stands in every prompt of this process; seen in a draft, it proves that the prompt leaks. */
  readonly canary: string;
}

/**
 * The messages of one turn. All that stays the same comes first, so that an endpoint can cache it; the customer's words
 * come last, as JSON between two random delimiters.
 * @param input  already redacted
 * @param said   everything the customer said this turn, already redacted
 */
export function buildMessages(
  prompt: RespondPrompt,
  input: MindInput,
  said: string,
  marks: Marks,
  format: Dialect["format"],
): readonly Message[] {
  const language = replyLanguage(input.knownLanguage ?? input.defaultLanguage, input.defaultLanguage);
  const prefix = prompt.prefix[language];
  return [
    { role: "system", content: format === "json_schema" ? prefix : `${prefix}\n\n${schemaText(prompt.schema)}` },
    { role: "user", content: `${settingsOf(input, language, marks)}\n${dataOf(input, said, marks.delimiter)}` },
  ];
}

const schemaText = (schema: AnswerSchema) => `# JSON Schema of the answer\n${JSON.stringify(schema)}`;

/** Asks once more, with what was wrong. The schema goes along where only `response_format` carried it: it was ignored. */
export function repairMessages(
  { schema: shape }: Pick<RespondPrompt, "schema">,
  answer: string,
  problem: string,
  format: Dialect["format"],
): readonly Message[] {
  const schema = format === "json_schema" ? `\n${schemaText(shape)}` : "";
  return [
    { role: "assistant", content: fitTokens(answer, 600) },
    {
      role: "user",
      content: `That answer does not fit: ${problem}. Answer again with the whole JSON object.${schema}`,
    },
  ];
}

function settingsOf(input: MindInput, language: ReplyLanguage, marks: Marks): string {
  const introduced = input.history.some((line) => line.author === "bot");
  const ticket = input.ticket
    ? `open, status ${input.ticket.status}, category ${input.ticket.category}; its code is {code}`
    : "none yet; a complaint opens one, its code is {code}";
  return [
    `Organisation: ${clean(input.organisation, marks.delimiter)}`,
    `Reply language: ${LANGUAGE_NAMES[language]}`,
    `First reply of the conversation: ${introduced ? "no" : "yes"}`,
    `Ticket: ${ticket}`,
    ...(input.playbook ? [fitTokens(playbookLines(input.playbook, language), PLAYBOOK_TOKENS)] : []),
    `Internal mark, never to be written: ${marks.canary}`,
    `Data markers: ${marks.delimiter}`,
  ].join("\n");
}

function dataOf(input: MindInput, said: string, delimiter: string): string {
  const line = (value: object) => clean(JSON.stringify(value), delimiter);
  const fitted = (text: string) => fitTokens(clean(text, delimiter), LINE_TOKENS);
  const newest = line({ new_message: fitTokens(clean(said, delimiter), NEW_TOKENS) });
  const around = [
    ...(input.contactName ? [line({ name: fitTokens(clean(input.contactName, delimiter), 12) })] : []),
    ...input.said.flatMap(({ quoted, attachments }) => [
      ...(quoted ? [line({ quoted: fitted(quoted) })] : []),
      ...(attachments.length > 0 ? [line({ attachments: fitted(attachments.join(", ")) })] : []),
    ]),
    ...input.facts.map((fact) => line({ known: fact.kind, value: fitted(fact.value) })),
  ];
  const history = input.history.map(({ author, text }) => line({ [author]: fitted(text) }));
  const left = DATA_TOKENS - estimateTokens(newest);
  // The nearest one fits beside the longest message; more of them leave room for a line of what was said before.
  const passages = firstWithin(
    input.grounds.passages.map((passage) => passageLine(passage, delimiter)),
    Math.max(left - LINE_TOKENS, PASSAGE_TOKENS + 14),
  );
  const kept = newestWithin([...history, ...around], left - estimateTokens(passages.join("\n")));
  return [delimiter, ...passages, ...kept, newest, delimiter].join("\n");
}

function passageLine({ articleId, paragraph, title, text }: Passage, delimiter: string): string {
  const words = fitTokens(clean(`${title}: ${text}`, delimiter), PASSAGE_TOKENS);
  return clean(`[KB-${articleId}#${paragraph}] ${JSON.stringify(words)}`, delimiter);
}

/** The beginning of a list, as long as it fits. */
function firstWithin(lines: readonly string[], tokens: number): readonly string[] {
  return [...newestWithin([...lines].reverse(), tokens)].reverse();
}

/** The end of a list, as long as it fits. */
function newestWithin(lines: readonly string[], tokens: number): readonly string[] {
  let left = tokens;
  let from = lines.length;
  while (from > 0) {
    left -= estimateTokens(lines[from - 1] ?? "") + 1;
    if (left < 0) break;
    from -= 1;
  }
  return lines.slice(from);
}

const UNSEEN = /(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Takes out what a reader does not see (not the half-space and the joiner of emoji) and the delimiter itself. */
function clean(text: string, delimiter: string): string {
  return text.replace(UNSEEN, "").replaceAll(delimiter, "");
}
