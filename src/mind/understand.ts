import { type Engine, NO_FLAGS, type Reading } from "../core/reading.ts";
import type { Draft, Mind, MindInput, Tokens } from "../ports/mind.ts";
import { mergeReadings } from "./merge.ts";
import { isGreetingOrThanks, saysNo, saysYes } from "./offline/intentions.ts";

/** What the two engines together made of a turn. */
export interface Understanding {
  readonly reading: Reading;
  /** A model's words, still unchecked; null where none spoke. */
  readonly draft: Draft | null;
  readonly engine: Engine;
  /** Why the model did not speak, where it was asked. */
  readonly note: string | null;
  readonly tokens: Tokens;
  readonly intentions: { readonly yes: boolean; readonly no: boolean; readonly smalltalk: boolean };
}

const SUMMARY_CHARS = 200;
const NO_TOKENS: Tokens = { input: 0, cached: 0, output: 0 };

/**
 * Reads a turn. The offline engine always reads: its flags stand whatever a model says, and it answers where no model
 * is set, or the model is late, down or talks nonsense.
 * @param read  the offline engine
 * @param model null: the offline engine alone
 */
export async function understand(
  input: MindInput,
  { read, model }: { readonly read: (input: MindInput) => Reading; readonly model: Mind | null },
  signal: AbortSignal,
): Promise<Understanding> {
  const offline = read(input);
  const text = input.said.map((message) => message.text).join("\n");
  const intentions = { yes: saysYes(text), no: saysNo(text), smalltalk: isGreetingOrThanks(text) };
  const alone = {
    reading: offline,
    draft: null,
    engine: "offline",
    note: null,
    tokens: NO_TOKENS,
    intentions,
  } as const;
  if (!model) return alone;
  const answer = await model.respond({ ...input, knownLanguage: offline.language }, signal);
  if (!answer.ok) return { ...alone, note: `${answer.error.why}: ${answer.error.detail}` };
  const { reading, draft, tokens } = answer.value;
  return { reading: mergeReadings(reading, offline), draft, engine: "openai", note: null, tokens, intentions };
}

/** For a turn no engine could read: nothing is claimed of it, and the rules treat it as unclear. */
export function notUnderstood({ said, knownLanguage }: MindInput): Understanding {
  const reading: Reading = {
    language: knownLanguage ?? "other",
    category: "other",
    categorySecond: null,
    confidence: 0,
    sentiment: "neutral",
    complaint: false,
    heat: 0,
    substance: 0,
    urgency: "normal",
    reasons: [],
    flags: NO_FLAGS,
    constructive: false,
    facts: [],
    missing: [],
    summary: said
      .map((message) => message.text)
      .join(" ")
      .slice(0, SUMMARY_CHARS)
      .toWellFormed(),
    evidence: [],
    engine: "offline",
    redacted: "",
    pii: [],
  };
  const intentions = { yes: false, no: false, smalltalk: false };
  return { reading, draft: null, engine: "offline", note: "reading failed", tokens: NO_TOKENS, intentions };
}
