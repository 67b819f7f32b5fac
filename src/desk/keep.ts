import { err, ok, type Result } from "../core/result.ts";
import { meetPromise } from "./clocks.ts";
import { type Command, type CommandError, type CommandOutcome, type DeskDeps, run } from "./commands.ts";

/**
 * An agent has done what was promised, in a way that the desk cannot see: the owner stays. Twice is once; one that was
 * missed stays missed, for the customer was told so.
 */
export async function keepPromise(
  deps: DeskDeps,
  command: Command & { readonly promiseId: number },
): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, async ({ tx, conversation, now }) => {
    const [promise] = await tx<{ state: "open" | "kept" | "missed" }[]>`
      select state from promises where id = ${command.promiseId} and conversation_id = ${conversation.id}`;
    if (!promise) return err(NO_PROMISE);
    if (promise.state === "missed") return err(MISSED);
    await meetPromise(tx, command.promiseId, now);
    return ok({ conversation, messageId: null });
  });
}

const NO_PROMISE: CommandError = {
  code: "not_found",
  message: "There is no such promise in this conversation.",
  hint: "GET /api/v1/conversations/{id} lists them.",
};

const MISSED: CommandError = {
  code: "conflict",
  message: "This promise was missed, and the customer was told.",
  hint: "Write to the customer what has been done since.",
};
