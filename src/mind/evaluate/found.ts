import { FACT_KINDS, LANGUAGES, PII_KINDS } from "../../core/reading.ts";
import type { Cases } from "./cases.ts";
import type { Read } from "./judge.ts";
import { add, type Counts, NO_COUNTS, precision, recall, share } from "./metrics.ts";
import { count, ratio, type Table } from "./table.ts";

/** Things found in a text, against those that are in it. A thing is its kind and where or what it is, as one word. */
function match(wanted: readonly string[], found: readonly string[]): Counts {
  const left = [...found];
  let right = 0;
  for (const each of wanted) {
    const at = left.indexOf(each);
    if (at === -1) continue;
    left.splice(at, 1);
    right += 1;
  }
  return { right, found: found.length, wanted: wanted.length };
}

const figuresOf = (counts: Counts) => [counts.wanted, counts.found, recall(counts), precision(counts)];
const COLUMNS = [count("there"), count("found"), ratio("recall"), ratio("precision")];

interface Things {
  readonly wanted: readonly (readonly [kind: string, thing: string])[];
  readonly found: readonly (readonly [kind: string, thing: string])[];
}

function rowsOf(kinds: readonly string[], all: readonly Things[]): Table["rows"] {
  const only = (kind: string | null, list: Things["wanted"]) =>
    list.filter(([each]) => kind === null || each === kind).map(([each, thing]) => `${each} ${thing}`);
  const of = (kind: string | null) =>
    all.map(({ wanted, found }) => match(only(kind, wanted), only(kind, found))).reduce(add, NO_COUNTS);
  return [...kinds.map((name) => ({ name, counts: of(name) })), { name: "all", counts: of(null) }]
    .filter(({ counts }) => counts.wanted + counts.found > 0)
    .map(({ name, counts }) => ({ name, figures: figuresOf(counts) }));
}

/** Personal data, by kind and exact place. */
export function personalData(read: readonly Read<Cases["pii"][number]>[]): Table {
  const things = read.map(({ wanted, got }): Things => {
    let from = 0;
    return {
      wanted: wanted.pii.map(({ kind, text }) => {
        const start = wanted.text.indexOf(text, from);
        from = start + text.length;
        return [kind, `${start}-${from}`];
      }),
      found: got.pii.map(({ kind, span }) => [kind, `${span[0]}-${span[1]}`]),
    };
  });
  const hidden = read.flatMap(({ wanted, got }) => wanted.pii.map(({ text }) => !got.redacted.includes(text)));
  return {
    title: "Personal data",
    note: `Right: the kind and the exact span. ${hidden.filter(Boolean).length} of ${hidden.length} are hidden in the text that leaves the house.`,
    columns: COLUMNS,
    rows: rowsOf(PII_KINDS, things),
  };
}

/** Facts, by kind and value; digits of any script are the same digits. */
export function facts(read: readonly Read<Cases["facts"][number]>[]): Table {
  const folded = (value: string) =>
    value
      .replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .toLowerCase();
  const thingsOf = (some: typeof read) =>
    some.map(
      ({ wanted, got }): Things => ({
        wanted: wanted.facts.map(({ kind, value }) => [kind, folded(value)]),
        found: got.facts.map(({ kind, value }) => [kind, folded(value)]),
      }),
    );
  const languages = LANGUAGES.flatMap((lang) =>
    rowsOf([], thingsOf(read.filter(({ wanted }) => wanted.lang === lang))).map((row) => ({ ...row, name: lang })),
  );
  return {
    title: "Facts",
    note: "Right: the kind and the whole value.",
    columns: COLUMNS,
    rows: [...languages, ...rowsOf(FACT_KINDS, thingsOf(read))],
  };
}

/** What holds when the same is said otherwise. */
export interface Held {
  readonly name: string;
  readonly category: boolean;
  readonly urgency: boolean;
  readonly flags: boolean;
}

export function stability(held: readonly Held[]): Table {
  const names = [...new Set(held.map(({ name }) => name)), "all"];
  return {
    title: "The same, said otherwise",
    note: "How often the reading of a changed message is that of the original.",
    columns: [count("pairs"), ratio("category"), ratio("urgency"), ratio("flags"), ratio("all three")],
    rows: names.map((name) => {
      const some = held.filter((each) => name === "all" || each.name === name);
      const part = (holds: (each: Held) => boolean) => share(some.filter(holds).length, some.length);
      return {
        name,
        figures: [
          some.length,
          part(({ category }) => category),
          part(({ urgency }) => urgency),
          part((each) => each.flags),
          part(({ category, urgency, flags }) => category && urgency && flags),
        ],
      };
    }),
  };
}
