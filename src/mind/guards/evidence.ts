import type { LookupAnswer, Passage, Support } from "../../core/grounds.ts";
import type { Fact } from "../../core/reading.ts";
import type { Draft } from "../../ports/mind.ts";
import { citedBy, passageId, passageNamed } from "./citations.ts";
import { fold } from "./fold.ts";

/** Where a claim may come from. */
export interface Sources {
  readonly said: readonly string[];
  readonly facts: readonly Fact[];
  readonly ticket: { readonly code: string; readonly status: string; readonly category: string } | null;
  readonly passages: readonly Passage[];
  readonly lookups: readonly LookupAnswer[];
}

/** Words a claim must share with a paragraph that is given as its source. */
const SHARED = 0.4;

/**
 * A model's claims whose source is real: the customer did say it, the fact is known, the paragraph was retrieved and
 * says something like it, the system did answer it. The others are left out.
 */
export function evidenceOf(draft: Draft, sources: Sources): readonly Support[] {
  const proven = draft.claims.flatMap((claim) => supportOf(claim, sources) ?? []);
  const named = new Set(proven.map(({ ref }) => ref));
  const marked = citedBy({ text: draft.text, claims: [] }, sources.passages)
    .filter((passage) => !named.has(passageId(passage)))
    .map((passage) => ({ kind: "article", ref: passageId(passage), quote: passage.text }) as const);
  return [...proven, ...marked];
}

function supportOf(
  { quote, source }: Draft["claims"][number],
  { said, facts, ticket, passages, lookups }: Sources,
): Support | null {
  const words = fold(quote);
  if (words.trim() === "") return null;
  const stands = (text: string) => fold(text).includes(words);
  const speaksOf = (text: string) => fold(text).trim() !== "" && (stands(text) || words.includes(fold(text)));
  const passage = passageNamed(source, passages);
  if (passage) return shared(words, passage) >= SHARED ? { kind: "article", ref: passageId(passage), quote } : null;
  switch (source.trim().toLowerCase()) {
    case "customer":
      return said.some(stands) ? { kind: "customer", ref: "", quote } : null;
    case "facts":
    case "fact":
      return facts.some(({ value }) => speaksOf(value)) ? { kind: "fact", ref: "", quote } : null;
    case "ticket":
      return ticket && Object.values(ticket).some(speaksOf) ? { kind: "ticket", ref: ticket.code, quote } : null;
  }
  const lookup = lookups.find((answer) => answer.source === source.trim());
  const says = lookup && Object.values(lookup.values).some(speaksOf);
  return says ? { kind: "lookup", ref: lookup.source, quote } : null;
}

function shared(words: string, { title, text }: Passage): number {
  const theirs = new Set(fold(`${title} ${text}`).trim().split(" "));
  const own = words.trim().split(" ");
  return own.filter((word) => theirs.has(word)).length / own.length;
}
