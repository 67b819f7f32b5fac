import { note, stage } from "../observe/scope.ts";
import type { Mind, MindFailure } from "../ports/mind.ts";

/** How asking a model ended. */
export type AskedOutcome = "answered" | MindFailure["why"];

/** The same mind; each asking is a stage of what is going on, and its outcome is told. */
export function watched(mind: Mind, onEnd: (outcome: AskedOutcome) => void): Mind {
  return {
    engine: mind.engine,
    respond: (input, signal, withinMs) =>
      stage("model", async () => {
        const answer = await mind.respond(input, signal, withinMs);
        const outcome = answer.ok ? "answered" : answer.error.why;
        if (answer.ok) {
          const { input: read, output } = answer.value.tokens;
          note({ "gen_ai.usage.input_tokens": read, "gen_ai.usage.output_tokens": output });
        }
        note({ "hamdel.model.outcome": outcome });
        onEnd(outcome);
        return answer;
      }),
  };
}
