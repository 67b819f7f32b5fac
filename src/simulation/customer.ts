import { FACT_KINDS, type FactKind } from "../core/reading.ts";
import type { Dialogue, Step } from "./dialogue.ts";

/** Where a scripted customer stands. */
export interface CustomerState {
  /** Kinds of facts that were told. */
  readonly told: readonly FactKind[];
  /** Steps of the script that are done. */
  readonly done: number;
}

export const FRESH: CustomerState = { told: [], done: 0 };

/**
 * What a scripted customer does next: answers what was asked, if they know it and have not said it, else goes on with
 * the script.
 * @param asked  the kind of fact the desk has just asked for; null where it asked nothing
 * @returns null when there is nothing left to say
 */
export function nextStep(
  { knows, next }: Pick<Dialogue, "knows" | "next">,
  { told, done }: CustomerState,
  asked: string | null,
): { readonly step: Step; readonly state: CustomerState } | null {
  const kind = FACT_KINDS.find((each) => each === asked);
  const answer = kind && !told.includes(kind) ? knows[kind] : undefined;
  if (kind && answer !== undefined) return { step: { says: answer }, state: { told: [...told, kind], done } };
  const step = next[done];
  return step ? { step, state: { told, done: done + 1 } } : null;
}
