import type { Fact, FactKind } from "./reading.ts";
import { foldDigits } from "./tracking-code.ts";

/**
 * What a customer has told, kept. Laws:
 *  - what was told once is known in every turn, to the bot and to people, until it is superseded or expires;
 *  - the same thing told again is confirmed, however it is written;
 *  - a newer value takes the place of an older one only where both cannot hold, or where the customer corrects it;
 *  - nothing is forgotten: a superseded fact stays on record.
 */

export interface KnownFact extends Fact {
  readonly id: number;
  /** When it was told again, or the customer said it is right. */
  readonly confirmedAt?: Date | null;
}

/** What a turn changes of what is known. */
export interface FactRevision {
  readonly add: readonly Fact[];
  readonly confirm: readonly number[];
  readonly supersede: readonly number[];
}

interface Keeping {
  /** Days it may stand without being told again; null: for as long as the case is open. */
  readonly days: number | null;
  /** A person has one of it at a time. */
  readonly single: boolean;
}

const KEEPING: Readonly<Record<FactKind, Keeping>> = {
  phone: { days: 365, single: true },
  person: { days: 180, single: false },
  place: { days: 90, single: true },
  order_id: { days: null, single: false },
  product: { days: null, single: false },
  amount: { days: null, single: false },
  date: { days: null, single: false },
  duration: { days: null, single: true },
  wanted_outcome: { days: null, single: true },
};

const DAY_MS = 86_400_000;

/** Kinds that belong to the person, not to the case: known in the next episode and on other channels too. */
export const PERSONAL_KINDS: readonly FactKind[] = (Object.keys(KEEPING) as FactKind[]).filter(
  (kind) => KEEPING[kind].days !== null,
);

/** When a fact told now may be asked for again; null: it ends with its case. */
export function expiryOf(kind: FactKind, now: Date): Date | null {
  const { days } = KEEPING[kind];
  return days === null ? null : new Date(now.getTime() + days * DAY_MS);
}

/** `#48217` and `۴۸۲۱۷` are one order. */
export function factKey({ kind, value }: Pick<Fact, "kind" | "value">): string {
  return `${kind}:${foldDigits(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")}`;
}

/**
 * @param known    what stands now
 * @param told     in this turn, in the order it was said
 * @param corrects the customer takes back something they said
 */
export function reviseFacts(known: readonly KnownFact[], told: readonly Fact[], corrects: boolean): FactRevision {
  const stands = new Map(known.map((fact) => [factKey(fact), fact]));
  const said = new Map(told.map((fact) => [factKey(fact), fact]));
  const add = [...said.entries()].filter(([key]) => !stands.has(key)).map(([, fact]) => fact);
  const replaced = new Set(add.filter(({ kind }) => KEEPING[kind].single || corrects).map(({ kind }) => kind));
  const supersede = known.filter((fact) => replaced.has(fact.kind)).map(({ id }) => id);
  // "Not 48217 but 48271": the old number is said once more, and does not stand for that.
  const confirm = [...said.keys()].flatMap((key) => stands.get(key)?.id ?? []).filter((id) => !supersede.includes(id));
  return { add, confirm, supersede };
}
