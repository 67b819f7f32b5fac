import type { EvidenceKind } from "./playbook.ts";
import type { Category, FactKind, ReplyLanguage, Urgency } from "./reading.ts";

/** One kind of case inside a category, as the organisation's trade knows it. */
export interface Subcategory {
  /** As `refund_pending`; stored with tickets. */
  readonly key: string;
  readonly category: Category;
  readonly name: Readonly<Record<ReplyLanguage, string>>;
  /** Needed besides what the category's playbook asks for. */
  readonly requires: { readonly facts: readonly FactKind[]; readonly evidence: readonly EvidenceKind[] };
  /** A complaint of this kind is at least so urgent. */
  readonly urgency: Urgency;
}

/** The sub-categories of one trade. */
export interface Taxonomy {
  /** As `retail`: the name of its file. */
  readonly key: string;
  readonly name: Readonly<Record<ReplyLanguage, string>>;
  readonly subcategories: readonly Subcategory[];
}

/** The sub-category of that key, if the taxonomy in force has it in that category. */
export function findSubcategory(
  { subcategories }: Pick<Taxonomy, "subcategories">,
  category: Category,
  key: string | null,
): Subcategory | null {
  return subcategories.find((each) => each.key === key && each.category === category) ?? null;
}
