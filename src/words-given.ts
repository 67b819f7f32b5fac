import { type ParseArgsConfig, parseArgs } from "node:util";
import { err, ok, type Result } from "./core/result.ts";

/**
 * Reads the words after a command's name.
 * @param shape  the options, and whether bare words may stand beside them
 * @returns why they cannot be followed, as one sentence for the person at the terminal; `--help` is no option of any
 * command, so it gets there too, and the command's usage with it
 */
export function readWords<const Shape extends Omit<ParseArgsConfig, "args">>(
  words: readonly string[],
  shape: Shape,
): Result<ReturnType<typeof parseArgs<Shape>>, string> {
  try {
    return ok(parseArgs({ ...shape, args: [...words] }) as ReturnType<typeof parseArgs<Shape>>);
  } catch (error) {
    // Node.js names the word; what follows the first sentence tells how to pass it as a bare one.
    return err(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
}
