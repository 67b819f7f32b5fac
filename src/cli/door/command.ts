import { type Config, processEnvironment, readConfig } from "../../config.ts";
import type { Result } from "../../core/result.ts";

/** Why a command did nothing, and what to do. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface CommandDeps {
  readonly config: Config;
  /** Lines for the person at the terminal, while the command works. */
  readonly say: (line: string) => void;
  /** Aborted by Ctrl+C and by TERM: the command cleans up and ends. */
  readonly signal: AbortSignal;
}

/** Takes the words after the command's name. @returns the lines to print */
export type Command = (words: readonly string[], deps: CommandDeps) => Promise<Result<readonly string[], Refusal>>;

/**
 * Runs a command of the operator in this process: answers go to standard output, everything else to standard error.
 * Exit codes: 0 done; 1 refused or failed; 2 the configuration is not valid.
 */
export async function runCommand(command: Command): Promise<void> {
  const config = readConfig(processEnvironment());
  if (!config.ok) {
    for (const line of config.error) console.error(`  ${line}`);
    process.exitCode = 2;
    return;
  }
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  const run = await command(process.argv.slice(2), {
    config: config.value,
    say: (line) => console.error(line),
    signal: stop.signal,
  });
  for (const line of run.ok ? run.value : []) console.log(line);
  if (run.ok) return;
  console.error(`${run.error.message}\n${run.error.hint}`);
  process.exitCode = 1;
}

/** What went wrong with the database, for a person. @throws what is a mistake of ours */
export function databaseRefusal(cause: unknown): Refusal {
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  // An SQLSTATE has five characters; the driver's and the system's codes are words in capitals.
  if (typeof code !== "string") throw cause;
  const gone = /^(?:CONNECTION_|CONNECT_|ECONN|ENOTFOUND|EAI_|57P0)/.test(code);
  return {
    message: `The database ${gone ? "cannot be reached" : "refused"}: ${String(message)} (${code}).`,
    hint: gone ? "Check that it runs, and DATABASE_URL; then try again." : "Look at its log; then try again.",
  };
}
