import { err, ok, type Result } from "../../core/result.ts";
import type { JudgePrompt } from "../judge-prompt.ts";
import { jsonOf, type Labelled, type Verdict, verdict } from "../rubric/labelled.ts";
import { type Endpoint, openaiClient } from "./client.ts";

/**
 * A judge behind a chat completions endpoint, with a prompt of its own: never the one that writes.
 * @returns what it says of a reply, or why it said nothing usable; it never throws for a failing endpoint
 */
export function modelJudge(endpoint: Endpoint & { readonly model: string }, prompt: JudgePrompt) {
  const client = openaiClient(endpoint);
  return async ({ language, heat, said, reply }: Labelled): Promise<Result<Verdict, string>> => {
    const content = JSON.stringify({ customer: said, heat, language, reply });
    const messages = [{ role: "system", content: prompt.text } as const, { role: "user", content } as const];
    try {
      const { temperature, maxOutputTokens: max_tokens } = prompt;
      const asked = { model: endpoint.model, messages, temperature, max_tokens };
      const completion = await client.chat.completions.create(asked);
      const text = completion.choices?.[0]?.message.content ?? "";
      const marked = verdict.safeParse(jsonOf(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)));
      return marked.success ? ok(marked.data) : err("it did not answer with marks and faults");
    } catch (error) {
      return err(error instanceof Error ? error.message : String(error));
    }
  };
}
