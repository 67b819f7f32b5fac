import { randomBytes } from "node:crypto";
import type { Pii } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Clock } from "../ports/clock.ts";
import type { Mind, MindAnswer, MindFailure, MindInput, Tokens } from "../ports/mind.ts";
import { type Asked, type Asking, createAsker } from "./openai/ask.ts";
import { type Endpoint, openaiClient } from "./openai/client.ts";
import { startDeadline } from "./openai/deadline.ts";
import { jsonInText } from "./openai/json-in-text.ts";
import { buildMessages, repairMessages } from "./openai/prompt.ts";
import { readingOf } from "./openai/reading.ts";
import { checkAnswer } from "./openai/schema.ts";
import type { RespondPrompt } from "./prompt-files.ts";

export interface OpenaiConfig extends Endpoint {
  readonly model: string;
}

export interface OpenaiDeps {
  readonly clock: Clock;
  readonly prompt: RespondPrompt;
  /** Hides personal data behind stable placeholders. Nothing a person wrote leaves the house without passing here. */
  readonly redact: (text: string) => { readonly redacted: string; readonly pii: readonly Pii[] };
  /** A mark for the prompts of this process. A draft that contains it leaks the prompt. */
  readonly canary: string;
  readonly log?: { warn(fields: object, message: string): void };
}

/**
 * A mind behind any chat completions endpoint. One call reads and drafts; a second only repairs an answer that does not
 * fit. Everything together, waiting and repairing included, ends within `deadlineMs` as an answer or as a failure.
 * Set `knownLanguage` of the input to what the offline engine heard: it chooses the examples and the reply's language.
 */
export function openaiMind(config: OpenaiConfig, deps: OpenaiDeps): Mind {
  const { prompt, canary, clock, redact } = deps;
  const asker = createAsker(openaiClient(config), { name: config.model, ...prompt }, (dialect) =>
    deps.log?.warn({ ...dialect }, "model endpoint understands only a simpler request"),
  );

  async function answer(input: MindInput, limits: Omit<Asking, "messages">): Promise<Result<MindAnswer, MindFailure>> {
    const { redacted, pii } = redact(input.said.map(({ text }) => text).join("\n"));
    const hidden = redactInput(input, (text) => redact(text).redacted);
    const marks = { delimiter: `<<${randomBytes(8).toString("hex")}>>`, canary };
    const messages: Asking["messages"] = (format) => buildMessages(prompt, hidden, redacted, marks, format);

    const first = await asker.ask({ ...limits, messages });
    if (!first.ok) return first;
    let asked: Asked = first.value;
    let checked = checkAnswer(jsonInText(asked.text));
    if ("problem" in checked) {
      const { text, format } = asked;
      const { problem } = checked;
      const second = await asker.ask({
        ...limits,
        messages: (now) => [...messages(now), ...repairMessages(prompt, text, problem, now)],
      });
      if (!second.ok) return second;
      asked = { ...second.value, tokens: sum(asked.tokens, second.value.tokens) };
      checked = checkAnswer(jsonInText(asked.text));
      if ("problem" in checked) return err({ why: "off_schema", detail: checked.problem });
      if (format === "json_schema") asker.schemaIgnored();
    }
    const { reading, reply } = checked.answer;
    return ok({ reading: readingOf(reading, redacted, pii), draft: reply, tokens: asked.tokens });
  }

  return {
    engine: "openai",
    async respond(input, signal, withinMs = config.deadlineMs) {
      const deadline = startDeadline(withinMs, signal);
      const endsAt = clock.now().getTime() + withinMs;
      try {
        const left = () => endsAt - clock.now().getTime();
        const result = await answer(input, { signal: deadline.signal, left });
        if (result.ok || !deadline.signal.aborted) return result;
        const detail = deadline.expired() ? `no answer within ${Math.round(withinMs)} ms` : "the caller gave up";
        return err({ why: "deadline", detail });
      } finally {
        deadline.end();
      }
    },
  };
}

/** The same input with every text a person wrote redacted. Names stay: the reply uses them. */
function redactInput(input: MindInput, redact: (text: string) => string): MindInput {
  return {
    ...input,
    said: input.said.map(({ text, attachments, quoted }) => ({
      text: redact(text),
      attachments: attachments.map(redact),
      quoted: quoted === null ? null : redact(quoted),
    })),
    history: input.history.map(({ author, text }) => ({ author, text: redact(text) })),
    facts: input.facts.map((fact) => ({ ...fact, value: redact(fact.value), quote: redact(fact.quote) })),
  };
}

function sum(a: Tokens, b: Tokens): Tokens {
  return { input: a.input + b.input, cached: a.cached + b.cached, output: a.output + b.output };
}
