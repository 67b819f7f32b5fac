import { missingFacts, type Playbooks } from "../../core/playbook.ts";
import { type Reading, URGENCIES } from "../../core/reading.ts";
import { findSubcategory } from "../../core/taxonomy.ts";
import type { MindInput } from "../../ports/mind.ts";
import { normalise } from "../offline/normalise.ts";
import type { ActiveTaxonomy } from "./taxonomy.ts";

/** How this organisation handles what it hears. */
export interface Handling {
  readonly playbooks: Playbooks;
  readonly taxonomy: ActiveTaxonomy;
}

/** What is said about a matter stands at the beginning. */
const LISTENED_TO = 2_000;

/**
 * Puts a reading, whoever made it, into the organisation's terms: which sub-category, how urgent that is at least, and
 * what still has to be asked. A sub-category that a model named stands where the taxonomy has it in that category.
 */
export function placeReading(reading: Reading, input: MindInput, { playbooks, taxonomy }: Handling): Reading {
  const { category, language, complaint } = reading;
  const text = input.said.map((message) => message.text).join("\n");
  const found =
    findSubcategory(taxonomy, category, reading.subcategory) ??
    findSubcategory(
      taxonomy,
      category,
      taxonomy.recognise(category, language, normalise(text.slice(0, LISTENED_TO)).text),
    );
  const known = [...reading.facts, ...input.facts];
  const needed = missingFacts(playbooks[category], found?.requires.facts ?? [], known);
  const told = new Set(known.map(({ kind }) => kind));
  const also = reading.missing.filter((kind) => !told.has(kind) && !needed.includes(kind));
  return {
    ...reading,
    ...(found && complaint ? atLeast(reading, found.urgency, found.key) : {}),
    subcategory: found?.key ?? null,
    missing: complaint || category === "cancellation" ? [...needed, ...also] : [],
  };
}

function atLeast(
  { urgency, reasons }: Reading,
  least: Reading["urgency"],
  why: string,
): Partial<Pick<Reading, "urgency" | "reasons">> {
  if (URGENCIES.indexOf(least) <= URGENCIES.indexOf(urgency)) return {};
  return { urgency: least, reasons: [...reasons, why.replaceAll("_", " ")] };
}
