import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EVIDENCE_KINDS, type EvidenceKind } from "../../core/playbook.ts";
import { CATEGORIES, type Category, FACT_KINDS, type FactKind, type Language, URGENCIES } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Subcategory, Taxonomy } from "../../core/taxonomy.ts";
import type { Fault } from "../../declared/fault.ts";
import { mustBeOneOf, names, readYaml, word } from "../../declared/yaml.ts";
import { ar } from "../offline/lexicon/ar.ts";
import { en } from "../offline/lexicon/en.ts";
import { fa } from "../offline/lexicon/fa.ts";
import { finglish } from "../offline/lexicon/finglish.ts";
import { normalise } from "../offline/normalise.ts";
import { type Affixes, compile, type Pattern } from "../offline/pattern.ts";

/** A taxonomy that can tell from a text which of its sub-categories it is about. */
export interface ActiveTaxonomy extends Taxonomy {
  /** @returns the key of the sub-category whose cues say most; null where none is heard */
  recognise(category: Category, language: Language, text: string): string | null;
}

const CUE_LANGUAGES = ["fa", "ar", "en", "fa-Latn"] as const;
type CueLanguage = (typeof CUE_LANGUAGES)[number];
const AFFIXES: Readonly<Record<CueLanguage, Affixes>> = {
  fa: fa.affixes,
  ar: ar.affixes,
  en: en.affixes,
  "fa-Latn": finglish.affixes,
};

/** Whose cues are sought in a text: English words stand in every language. */
const HEARD: Readonly<Record<Language, readonly CueLanguage[]>> = {
  fa: ["fa", "en"],
  ar: ["ar", "en"],
  en: ["en"],
  "fa-Latn": ["fa-Latn", "en"],
  other: CUE_LANGUAGES,
};

const REQUIRED = [...FACT_KINDS, ...EVIDENCE_KINDS];
const cues = z
  .array(word, "is missing: write a list of words, as [late, delay*]")
  .min(1, "is empty: write at least one word");
const subcategory = z.strictObject({
  name: names,
  requires: z.array(z.enum(REQUIRED, mustBeOneOf("fact or evidence", REQUIRED)), "is no list: write it as [order_id]"),
  urgency: z.enum(URGENCIES, mustBeOneOf("urgency", URGENCIES)),
  cues: z.strictObject({ fa: cues, ar: cues, en: cues, "fa-Latn": cues.optional() }, "is missing: write cues.fa, …"),
});
const schema = z.strictObject({
  name: names,
  subcategories: z.partialRecord(
    z.enum(CATEGORIES, mustBeOneOf("category", CATEGORIES)),
    z.record(z.string(), subcategory, "is no table: write sub-categories below it"),
    "is missing: write it, with categories below it",
  ),
});

/**
 * Reads `<key>.yaml` of a folder.
 * @param folder  `prompts/taxonomy`
 * @returns the taxonomy, or every fault at once, each with file, line and fix
 */
export function loadTaxonomy(folder: string, key: string): Result<ActiveTaxonomy, readonly Fault[]> {
  const file = join(folder, `${key}.yaml`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return err([{ file, line: 0, fix: `there is no taxonomy \`${key}\`: add this file, or set TAXONOMY to another` }]);
  }
  const { value, faults, lineOf } = readYaml(file, text, schema);
  if (value === null) return err(faults);
  const wrong = faultsOf(value.subcategories).map(({ path, fix }) => ({ file, line: lineOf(path), fix }));
  if (wrong.length > 0) return err(wrong);
  return ok(activeTaxonomy(key, value));
}

type Written = z.output<typeof schema>;
type WrittenFault = { readonly path: readonly PropertyKey[]; readonly fix: string };

/** What a shape cannot say: names that stand twice, cues that decide nothing or cannot be read. */
function faultsOf(categories: Written["subcategories"]): readonly WrittenFault[] {
  const faults: WrittenFault[] = [];
  const keys = new Map<string, string>();
  for (const [category, own] of Object.entries(categories)) {
    const owners = new Map<string, string>();
    for (const [key, { name, cues: lists }] of Object.entries(own)) {
      const at = ["subcategories", category, key];
      if (!/^[a-z][a-z_]*$/.test(key)) faults.push({ path: at, fix: `\`${key}\` is no key: use small letters and _` });
      const before = keys.get(key);
      if (before !== undefined)
        faults.push({ path: at, fix: `\`${key}\` stands in \`${before}\` too: call one of the two differently` });
      keys.set(key, category);
      if (/[يكى]/.test(name.fa))
        faults.push({ path: [...at, "name"], fix: "write Persian ی and ک, not Arabic ي, ى and ك" });
      for (const language of CUE_LANGUAGES) {
        for (const [n, cue] of (lists[language] ?? []).entries()) {
          const fix = faultOfCue(cue, language, key, owners);
          if (fix !== null) faults.push({ path: [...at, "cues", language, n], fix });
        }
      }
    }
  }
  return faults;
}

/** @param owners  of the cues seen so far in the category, by language and cue */
function faultOfCue(cue: string, language: CueLanguage, key: string, owners: Map<string, string>): string | null {
  if (cue.includes(",")) return `\`${cue}\` holds a comma: write two cues`;
  if (!READABLE.test(cue))
    return `\`${cue}\` cannot be read: close its brackets, and use no other sign than * … _ ( | ) ?`;
  const folded = `${language} ${normalise(cue).text}`;
  const owner = owners.get(folded);
  owners.set(folded, key);
  if (owner === undefined) return null;
  return owner === key
    ? `\`${cue}\` stands here twice: remove one`
    : `\`${cue}\` stands in \`${owner}\` too and decides nothing: say more in one of them`;
}

/** Words with the signs of `pattern.ts`: `(a|b)`, `(a)?`, `*`, `…`, `_`. */
const READABLE = /^(?:[^()[\]{}\\^$+|?]|\([^()[\]{}\\^$+?]+\)\??)+$/;

interface Hearing {
  readonly key: string;
  readonly patterns: Readonly<Partial<Record<CueLanguage, Pattern>>>;
}

function activeTaxonomy(key: string, { name, subcategories: written }: Written): ActiveTaxonomy {
  const hearings = new Map<Category, readonly Hearing[]>();
  const subcategories: Subcategory[] = [];
  for (const category of CATEGORIES) {
    const own = Object.entries(written[category] ?? {});
    subcategories.push(
      ...own.map(([sub, { name: called, requires, urgency }]) => ({
        key: sub,
        category,
        name: called,
        requires: { facts: requires.filter(isFact), evidence: requires.filter(isEvidence) },
        urgency,
      })),
    );
    hearings.set(
      category,
      own.map(([sub, { cues: lists }]) => ({ key: sub, patterns: patternsOf(lists) })),
    );
  }
  return Object.freeze({
    key,
    name,
    subcategories,
    recognise(category: Category, language: Language, text: string) {
      let best: string | null = null;
      let most = 0;
      for (const { key: sub, patterns } of hearings.get(category) ?? []) {
        const weight = HEARD[language].reduce((sum, each) => sum + weightOf(patterns[each], text), 0);
        if (weight <= most) continue;
        best = sub;
        most = weight;
      }
      return best;
    },
  });
}

function patternsOf(lists: z.output<typeof subcategory>["cues"]): Hearing["patterns"] {
  return Object.fromEntries(
    CUE_LANGUAGES.flatMap((language) => {
      const list = lists[language];
      return list ? [[language, compile(list.join(","), AFFIXES[language])] as const] : [];
    }),
  );
}

/** Words heard, each wording once: a longer cue says more than a short one. */
function weightOf(pattern: Pattern | undefined, text: string): number {
  const heard = new Set(pattern?.find(text).map(({ start, end }) => text.slice(start, end)));
  return [...heard].reduce((sum, wording) => sum + wording.split(" ").length, 0);
}

const isFact = (kind: string): kind is FactKind => (FACT_KINDS as readonly string[]).includes(kind);
const isEvidence = (kind: string): kind is EvidenceKind => (EVIDENCE_KINDS as readonly string[]).includes(kind);
