import { join } from "node:path";
import { err, ok, type Result } from "../../core/result.ts";
import type { Fault } from "../../declared/fault.ts";
import type { Handling } from "./place.ts";
import { loadPlaybooks } from "./playbooks.ts";
import { loadTaxonomy } from "./taxonomy.ts";

/**
 * Reads how the organisation handles what it hears.
 * @param prompts  the folder `prompts`
 * @param taxonomy name of the one in force, as `retail`
 */
export function loadHandling(prompts: string, taxonomy: string): Result<Handling, readonly Fault[]> {
  const playbooks = loadPlaybooks(join(prompts, "playbooks"));
  const active = loadTaxonomy(join(prompts, "taxonomy"), taxonomy);
  if (playbooks.ok && active.ok) return ok({ playbooks: playbooks.value, taxonomy: active.value });
  return err([playbooks, active].flatMap((loaded) => (loaded.ok ? [] : loaded.error)));
}
