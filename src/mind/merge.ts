import { type Fact, FLAG_NAMES, type Flags, type Reading, URGENCIES } from "../core/reading.ts";

/**
 * One reading out of two. The model understands more; the rules forget nothing. So: the model's labels count where it is
 * surer than the rules, a flag or an urgency raised by either stays raised, and no fact of either is lost.
 * @param model    of the same turn as `offline`, with quotes already checked
 * @param offline  its language, redaction and personal data stand
 */
export function mergeReadings(model: Reading, offline: Reading): Reading {
  const surer = model.confidence >= offline.confidence ? model : offline;
  const other = surer === model ? offline : model;
  const second = surer.categorySecond ?? (other.category === surer.category ? other.categorySecond : other.category);
  const complaint = model.complaint || offline.complaint;
  const facts = uniteFacts(offline.facts, model.facts);
  const known = new Set(facts.map((fact) => fact.kind));
  return {
    ...model,
    language: offline.language === "other" ? model.language : offline.language,
    category: surer.category,
    categorySecond: second === surer.category ? null : second,
    confidence: surer.confidence,
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

function eitherFlags(a: Flags, b: Flags): Flags {
  return Object.fromEntries(FLAG_NAMES.map((name) => [name, a[name] || b[name]])) as Flags;
}

/** The first list whole, then what only the second has. `#48217` and `۴۸۲۱۷` are one order. */
function uniteFacts(first: readonly Fact[], second: readonly Fact[]): readonly Fact[] {
  const keys = new Set(first.map(keyOf));
  return [...first, ...second.filter((fact) => !keys.has(keyOf(fact)))];
}

function keyOf({ kind, value }: Fact): string {
  const digits = value.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  return `${kind}:${digits.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")}`;
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const same = (a: { label: string; quote: string }, b: { label: string; quote: string }) =>
  a.label === b.label && a.quote === b.quote;
