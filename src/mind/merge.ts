import { factKey } from "../core/facts.ts";
import { type Fact, FLAG_NAMES, type Flags, type Reading, URGENCIES } from "../core/reading.ts";

/**
 * One reading out of two. The model understands more; the rules forget nothing. So: the model's labels count where it is
 * surer than the rules, a flag or an urgency raised by either stays raised, and no fact of either is lost.
 * @param model    of the same turn as `offline`, with quotes already checked
 * @param offline  its language, redaction and personal data stand
 */
export function mergeReadings(model: Reading, offline: Reading): Reading {
  // Who sees no complaint where the rules heard one is not the surer of the two, whatever it says of itself.
  const blind = offline.complaint && !model.complaint;
  const surer = model.confidence >= offline.confidence && !blind ? model : offline;
  const other = surer === model ? offline : model;
  const second = surer.categorySecond ?? (other.category === surer.category ? other.categorySecond : other.category);
  const complaint = model.complaint || offline.complaint;
  const facts = uniteFacts(offline.facts, model.facts);
  const known = new Set(facts.map((fact) => fact.kind));
  return {
    ...model,
    language: offline.language === "other" ? model.language : offline.language,
    category: surer.category,
    subcategory: surer.subcategory,
    categorySecond: second === surer.category ? null : second,
    confidence: surer.confidence,
    candidates: uniteCandidates(surer.candidates, other.candidates),
    sentiment: complaint ? "negative" : surer.sentiment,
    complaint,
    urgency: URGENCIES[Math.max(URGENCIES.indexOf(model.urgency), URGENCIES.indexOf(offline.urgency))] ?? "normal",
    reasons: unique([...offline.reasons, ...model.reasons]),
    flags: eitherFlags(model.flags, offline.flags),
    constructive: model.constructive || (offline.constructive && offline.substance >= 2),
    facts,
    missing: unique([...offline.missing, ...model.missing]).filter((kind) => !known.has(kind)),
    summary: model.summary || offline.summary,
    evidence: [...model.evidence, ...offline.evidence.filter((own) => !model.evidence.some((seen) => same(own, seen)))],
    redacted: offline.redacted,
    pii: offline.pii,
  };
}

/** Do the labels differ that decide what happens? Those texts are the next rows to learn from. */
export function disagree(one: Reading, other: Reading): boolean {
  return (
    one.category !== other.category ||
    one.urgency !== other.urgency ||
    FLAG_NAMES.some((name) => one.flags[name] !== other.flags[name])
  );
}

const MOST_CANDIDATES = 3;

/** Those of the surer engine, then what only the other thought of. */
function uniteCandidates(first: Reading["candidates"], second: Reading["candidates"]): Reading["candidates"] {
  const named = new Set(first.map(({ category }) => category));
  return [...first, ...second.filter(({ category }) => !named.has(category))].slice(0, MOST_CANDIDATES);
}

/** What either reading has raised. */
export function eitherFlags(a: Flags, b: Flags): Flags {
  return Object.fromEntries(FLAG_NAMES.map((name) => [name, a[name] || b[name]])) as Flags;
}

/** The first list whole, then what only the second has. `#48217` and `۴۸۲۱۷` are one order. */
function uniteFacts(first: readonly Fact[], second: readonly Fact[]): readonly Fact[] {
  const keys = new Set(first.map(factKey));
  return [...first, ...second.filter((fact) => !keys.has(factKey(fact)))];
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const same = (a: { label: string; quote: string }, b: { label: string; quote: string }) =>
  a.label === b.label && a.quote === b.quote;
