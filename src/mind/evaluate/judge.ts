import { FLAG_NAMES, type Flags, LANGUAGES, type Language, type Reading } from "../../core/reading.ts";
import type { Cases, Stranger } from "./cases.ts";
import {
  type Answered,
  accuracy,
  accuracyAtCoverage,
  add,
  type Counts,
  calibrationError,
  counted,
  countsOf,
  f1,
  type Labelled,
  macroF1,
  NO_COUNTS,
  precision,
  recall,
  share,
} from "./metrics.ts";
import { count, ratio, type Table } from "./table.ts";

/** A case with what was made of it. */
export interface Read<C> {
  readonly wanted: C;
  readonly got: Reading;
}

type Row<F extends keyof Cases> = Read<Cases[F][number]>;
type Labelling = Row<"category"> | Read<Stranger>;

const TOLD: readonly Language[] = ["fa", "ar", "en", "fa-Latn"];

/** One row of figures a language, and one for all of them; a language without a case has none. */
function byLanguage<R extends { readonly wanted: { readonly lang: Language } }>(
  read: readonly R[],
  figures: (some: readonly R[]) => Table["rows"][number]["figures"],
): Table["rows"] {
  const groups = LANGUAGES.map((name) => ({ name, some: read.filter(({ wanted }) => wanted.lang === name) }));
  return [...groups, { name: "all", some: read }]
    .filter(({ some }) => some.length > 0)
    .map(({ name, some }) => ({ name, figures: figures(some) }));
}

const sum = (counts: readonly Counts[]): Counts => counts.reduce(add, NO_COUNTS);

export function categories(title: string, read: readonly Labelling[]): Table {
  const labels = (some: readonly Labelling[]): readonly Labelled[] =>
    some.map(({ wanted, got }) => ({ wanted: wanted.category, got: got.category }));
  return {
    title,
    note: "Either: the second category, wanted or found, counts as well. Complaint F1: negative sentiment against the rest.",
    columns: [
      count("cases"),
      ratio("category"),
      ratio("either"),
      ratio("macro-F1"),
      ratio("complaint F1"),
      ratio("sentiment"),
      ratio("urgency"),
    ],
    rows: byLanguage<Labelling>(read, (some) => [
      some.length,
      accuracy(labels(some)),
      share(some.filter(isEither).length, some.length),
      macroF1(labels(some)),
      f1(countsOf(sentimentsOf(some), "negative")),
      accuracy(sentimentsOf(some)),
      accuracy(some.map(({ wanted, got }) => ({ wanted: wanted.urgency, got: got.urgency }))),
    ]),
  };
}

const sentimentsOf = (some: readonly Labelling[]): readonly Labelled[] =>
  some.map(({ wanted, got }) => ({ wanted: wanted.sentiment, got: got.sentiment }));

function isEither({ wanted, got }: Labelling): boolean {
  return got.category === wanted.category || got.category === wanted.second || got.categorySecond === wanted.category;
}

export function calibration(title: string, read: readonly Labelling[]): Table {
  const answers = (some: readonly Labelling[]): readonly Answered[] =>
    some.map(({ wanted, got }) => ({ confidence: got.confidence, right: got.category === wanted.category }));
  const coverages = [1, 0.9, 0.75, 0.5];
  return {
    title,
    note: "ECE: how far the told confidence is from the truth, on average. Then the accuracy of the surest share of all answers.",
    columns: [ratio("ECE"), ...coverages.map((each) => ratio(`at ${each * 100} %`))],
    rows: byLanguage<Labelling>(read, (some) => [
      calibrationError(answers(some)),
      ...coverages.map((each) => accuracyAtCoverage(answers(some), each)),
    ]),
  };
}

/** Rows: what was wanted; columns: what came. */
function confusion(title: string, labels: readonly Labelled[]): Table {
  const names = [...new Set(labels.flatMap(({ wanted, got }) => [wanted, got]))].sort();
  return {
    title,
    note: "Rows: what the text is. Columns: what it was taken for.",
    columns: names.map(count),
    rows: names.map((wanted) => ({
      name: wanted,
      figures: names.map((got) => labels.filter((each) => each.wanted === wanted && each.got === got).length),
    })),
  };
}

type Flagged = { readonly wanted: { readonly lang: Language; readonly flags: Partial<Flags> }; readonly got: Reading };

export function flags(title: string, read: readonly Flagged[]): Table {
  const of = (some: readonly Flagged[], names: readonly (keyof Flags)[]) =>
    sum(some.flatMap(({ wanted, got }) => names.map((name) => counted(wanted.flags[name] ?? false, got.flags[name]))));
  return {
    title,
    note: "The languages are all flags together.",
    columns: [count("wanted"), count("raised"), ratio("recall"), ratio("precision"), ratio("F1")],
    rows: [
      ...FLAG_NAMES.map((name) => ({ name, figures: figuresOf(of(read, [name])) })),
      ...byLanguage(read, (some) => figuresOf(of(some, FLAG_NAMES))),
    ],
  };
}

const figuresOf = (counts: Counts) => [counts.wanted, counts.found, recall(counts), precision(counts), f1(counts)];

export function languages(title: string, read: readonly Row<"language">[]): Table {
  const labels = read.map(({ wanted, got }) => ({ wanted: wanted.language, got: got.language }));
  const rows = LANGUAGES.map((name) => ({ name, some: labels.filter(({ wanted }) => wanted === name) }));
  return {
    title,
    note: "Messages that stand alone, of a conversation of which nothing else is known.",
    columns: [count("cases"), ratio("right")],
    rows: [...rows, { name: "all", some: labels }].map(({ name, some }) => ({
      name,
      figures: [some.length, accuracy(some)],
    })),
  };
}

export function abuse(title: string, read: readonly Row<"abuse">[]): Table {
  return {
    title,
    note: "False alarm: criticism without an insult, however angry, that was marked abusive.",
    columns: [count("insults"), ratio("recall"), count("criticism"), ratio("false alarm"), ratio("constructive")],
    rows: byLanguage(read, (some) => {
      const insults = some.filter(({ wanted }) => wanted.abusive);
      const calm = some.filter(({ wanted }) => !wanted.abusive && wanted.constructive);
      const marked = (part: typeof some) => part.filter(({ got }) => got.flags.abusive).length;
      return [
        insults.length,
        share(marked(insults), insults.length),
        calm.length,
        share(marked(calm), calm.length),
        share(some.filter(({ wanted, got }) => wanted.constructive === got.constructive).length, some.length),
      ];
    }),
  };
}

export function injection(read: readonly Row<"injection">[]): Table {
  return {
    title: "Injected instructions",
    note: "What is found here is logged and answered by the desk's own words; what keeps harm away stands behind it.",
    columns: [count("wanted"), count("raised"), ratio("recall"), ratio("precision"), ratio("F1")],
    rows: byLanguage(read, (some) =>
      figuresOf(sum(some.map(({ wanted, got }) => counted(wanted.injection, got.flags.injectionSuspected)))),
    ),
  };
}

export const confusions = (own: readonly Labelling[], language: readonly Row<"language">[]): readonly Table[] => [
  ...TOLD.map((lang) =>
    confusion(
      `Categories taken for each other: ${lang}`,
      own
        .filter(({ wanted }) => wanted.lang === lang)
        .map(({ wanted, got }) => ({ wanted: wanted.category, got: got.category })),
    ),
  ),
  confusion(
    "Languages taken for each other",
    language.map(({ wanted, got }) => ({ wanted: wanted.language, got: got.language })),
  ),
];
