import { setTimeout as wait } from "node:timers/promises";
import type { OpenAI } from "openai";
import { err, ok, type Result } from "../../core/result.ts";
import type { MindFailure, Tokens } from "../../ports/mind.ts";
import { type Dialect, RICHEST, simplerDialect } from "./dialect.ts";
import { failureOf, refusalOf, rejectionOf, retryAfterMs } from "./failure.ts";
import type { AnswerSchema } from "./schema.ts";

type Completion = OpenAI.Chat.Completions.ChatCompletion;
type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type Request = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

export interface Asked {
  readonly text: string;
  readonly tokens: Tokens;
  readonly format: Dialect["format"];
}

export interface Asking {
  /** The messages depend on how much of the schema the endpoint takes for itself. */
  readonly messages: (format: Dialect["format"]) => readonly Message[];
  readonly signal: AbortSignal;
  /** Milliseconds until the signal aborts. */
  readonly left: () => number;
}

export interface Asker {
  /** @returns what the model wrote, or why it wrote nothing usable; it never throws for a failing endpoint */
  ask(asking: Asking): Promise<Result<Asked, MindFailure>>;
  /** The endpoint took the schema and did not keep to it: from now on it goes into the prompt. */
  schemaIgnored(): void;
}

/** Shortest time in which a model can be expected to answer; waiting for a limit that leaves less is pointless. */
const SHORTEST_ANSWER_MS = 1000;

/**
 * Asks one endpoint in the richest dialect it understands. What it rejects once is not tried again in this process.
 */
export function createAsker(
  client: OpenAI,
  model: {
    readonly name: string;
    readonly temperature: number;
    readonly maxOutputTokens: number;
    /** Absent: nothing but text is asked for. */
    readonly schema?: AnswerSchema;
  },
  onSimpler: (dialect: Dialect) => void,
  richest: Dialect = RICHEST,
): Asker {
  let dialect = richest;
  const responseFormat = {
    json_schema: { type: "json_schema", json_schema: { name: "turn", strict: true, schema: { ...model.schema } } },
    json_object: { type: "json_object" },
  } as const;

  function requestIn(spoken: Dialect, messages: readonly Message[]): Request {
    return {
      model: model.name,
      messages: [...messages],
      ...(spoken.temperature ? { temperature: model.temperature } : {}),
      ...(spoken.limit === "none" ? {} : { [spoken.limit]: model.maxOutputTokens }),
      ...(spoken.format === "text" ? {} : { response_format: responseFormat[spoken.format] }),
    };
  }

  async function ask({ messages, signal, left }: Asking): Promise<Result<Asked, MindFailure>> {
    let spoken = dialect;
    let simplified = false;
    let waited = false;
    for (;;) {
      try {
        const completion = await client.chat.completions.create(requestIn(spoken, messages(spoken.format)), { signal });
        if (simplified) {
          dialect = spoken;
          onSimpler(dialect);
        }
        return askedOf(completion, spoken.format);
      } catch (error) {
        if (signal.aborted) return err(failureOf(error));
        const rejection = rejectionOf(error);
        const simpler = rejection === null ? null : simplerDialect(spoken, rejection);
        const pause = waited ? null : retryAfterMs(error);
        if (simpler !== null) {
          spoken = simpler;
          simplified = true;
        } else if (pause !== null && pause + SHORTEST_ANSWER_MS <= left()) {
          waited = true;
          await wait(pause, undefined, { signal }).catch(() => undefined);
        } else {
          return err(failureOf(error));
        }
      }
    }
  }

  return {
    ask,
    schemaIgnored() {
      if (dialect.format !== "json_schema") return;
      dialect = { ...dialect, format: "json_object" };
      onSimpler(dialect);
    },
  };
}

function askedOf(completion: Completion, format: Dialect["format"]): Result<Asked, MindFailure> {
  // A server that answers with a page instead of JSON hands us a string here, whatever the type says.
  if (typeof completion !== "object" || completion === null) {
    return err({ why: "unreachable", detail: "the answer is not JSON; check the base URL (usually ending in /v1)" });
  }
  const choice = completion.choices?.[0];
  const refusal = refusalOf(choice);
  if (refusal !== null) return err(refusal);
  const usage = completion.usage;
  return ok({
    text: choice?.message.content ?? "",
    format,
    tokens: {
      input: usage?.prompt_tokens ?? 0,
      cached: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      output: usage?.completion_tokens ?? 0,
    },
  });
}
