import type { Category, Fact, FactKind, ReplyLanguage } from "./reading.ts";
import type { Priority } from "./ticket.ts";

/** How one category of complaint is handled here. Content: an organisation edits `prompts/playbooks` without code. */

/** What proves a claim besides the facts a customer tells. */
export const EVIDENCE_KINDS = [
  "photo",
  "video",
  "receipt",
  "screenshot",
  "serial_number",
  "warranty_card",
  "bank_slip",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** `new`: the reply opens the ticket · `known`: the customer goes on about an open one. */
export const CASE_STAGES = ["new", "known"] as const;
export type CaseStage = (typeof CASE_STAGES)[number];

export const APPROVERS = ["agent", "admin"] as const;
export type Approver = (typeof APPROVERS)[number];

export const REMEDY_UNITS = ["percent", "times", "days"] as const;

/** Something a person may grant. The bot may put it to them, never to the customer. */
export interface Remedy {
  /** As `reship`. */
  readonly key: string;
  /** A noun phrase, for agents. */
  readonly name: Readonly<Record<ReplyLanguage, string>>;
  /** Percent of what the customer paid, times a ticket, or days. */
  readonly limit: { readonly most: number; readonly unit: (typeof REMEDY_UNITS)[number] };
  readonly approvedBy: Approver;
}

/** What a playbook says in one language. */
export interface PlaybookWords {
  /** The next step as sentences for the customer, each with `{time}` once and no question. */
  readonly nextStep: Readonly<Record<CaseStage, readonly string[]>>;
  /** Sentences that tell the customer what to send; empty where no evidence is needed. */
  readonly evidence: readonly string[];
  /** How to word a reply, for who writes one: a model or an agent. */
  readonly notes: readonly string[];
  /** When to pass it on, and to whom, for agents. */
  readonly escalation: readonly string[];
}

export interface Playbook {
  readonly category: Category;
  /** What the case cannot be handled without, in the order of asking. */
  readonly ask: readonly FactKind[];
  readonly evidence: readonly EvidenceKind[];
  /** Working minutes until the next word, where they differ from the desk's own. */
  readonly nextWord: Readonly<Partial<Record<Priority, number | undefined>>>;
  readonly remedies: readonly Remedy[];
  readonly words: Readonly<Record<ReplyLanguage, PlaybookWords>>;
}

/** The playbooks in force. A category without one is handled by the desk's own defaults. */
export type Playbooks = Readonly<Partial<Record<Category, Playbook>>>;

/** The sentences that say what happens next, for `{time}` to be filled in; empty where no playbook says it. */
export function nextStepSentences(
  playbook: Playbook | undefined,
  language: ReplyLanguage,
  stage: CaseStage,
): readonly string[] {
  return playbook?.words[language].nextStep[stage] ?? [];
}

/**
 * What has to be asked, in order: the playbook's facts, then those of the sub-category.
 * @param required  of the sub-category; empty where none was recognised
 * @param known     told now or before
 */
export function missingFacts(
  playbook: Playbook | undefined,
  required: readonly FactKind[],
  known: readonly Pick<Fact, "kind">[],
): readonly FactKind[] {
  const told = new Set(known.map(({ kind }) => kind));
  return [...new Set([...(playbook?.ask ?? []), ...required])].filter((kind) => !told.has(kind));
}
