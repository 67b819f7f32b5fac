import type { Config } from "./config.ts";
import { err, ok, type Result } from "./core/result.ts";
import { readWords } from "./words-given.ts";

/**
 * What a process does of the desk's work. `all`: everything. `web`: pages, API and webhooks. `worker`: the queues, and
 * the channels that are asked for news; over HTTP only its health and figures.
 */
export type ProcessRole = "all" | "web" | "worker";

export const USAGE = `Usage: npm start [-- --role web|worker]
  without --role   one process does everything
  --role web       serves the pages, the API and the webhooks
  --role worker    answers and delivers; several may run`;

/** @returns the role, or why the words cannot be followed */
export function readCommandLine(words: readonly string[]): Result<ProcessRole, string> {
  const given = readWords(words, { options: { role: { type: "string" } } });
  if (!given.ok) return given;
  const { role } = given.value.values;
  if (role === undefined) return ok("all");
  return role === "web" || role === "worker" ? ok(role) : err(`There is no role "${role}".`);
}

/** @returns what this role lacks to work beside other processes, or null */
export function missingFor(
  role: ProcessRole,
  { databaseUrl, secretsKey }: Pick<Config, "databaseUrl" | "secretsKey">,
): string | null {
  if (role !== "all" && databaseUrl === null)
    return `--role ${role} needs DATABASE_URL: the embedded database belongs to one process, and this one shares its work.`;
  if (role === "web" && secretsKey === null)
    return "--role web needs SECRETS_KEY: whoever signed in at one process is known at the others only by the same key.";
  return null;
}

export const servesPages = (role: ProcessRole): boolean => role !== "worker";
export const worksQueues = (role: ProcessRole): boolean => role !== "web";
