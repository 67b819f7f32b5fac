import type { Reading } from "../../core/reading.ts";
import type { Cases, Stranger } from "./cases.ts";
import { facts, type Held, personalData, stability } from "./found.ts";
import { abuse, calibration, categories, confusions, flags, injection, languages, type Read } from "./judge.ts";
import { heldOf, mutated, written } from "./same.ts";
import type { Table } from "./table.ts";

/** Reads one message that stands alone. */
export type ReadText = (text: string) => Reading | Promise<Reading>;

export interface Evaluation {
  /** The same for the same cases, content and engine. */
  readonly tables: readonly Table[];
  /** How many messages were read, and the median of the milliseconds they took. */
  readonly read: number;
  readonly ms: number;
}

/**
 * Reads every case once and judges what was made of it.
 * @param now   milliseconds, for the time a message takes
 * @param also  `changed`: every case also with every change under which its labels must not change
 */
export async function evaluate(
  cases: Cases,
  readText: ReadText,
  { now, changed }: { readonly now: () => number; readonly changed: boolean },
): Promise<Evaluation> {
  const known = new Map<string, Reading>();
  const times: number[] = [];
  const reading = async (text: string): Promise<Reading> => {
    const before = known.get(text);
    if (before) return before;
    const began = now();
    const fresh = await readText(text);
    times.push(now() - began);
    known.set(text, fresh);
    return fresh;
  };
  const all = async <C extends { readonly text: string }>(some: readonly C[]): Promise<readonly Read<C>[]> => {
    const read: Read<C>[] = [];
    for (const wanted of some) read.push({ wanted, got: await reading(wanted.text) });
    return read;
  };
  const held: Held[] = [];
  for (const pair of [...written(cases.metamorphic), ...(changed ? mutated(cases.category) : [])])
    held.push(heldOf(pair, await reading(pair.text), await reading(pair.changed)));

  const own = await all(cases.category);
  const everyday = await all(cases.everyday);
  const [strangers, newcomers] = [await all(cases.strangers), await all(cases.newcomers)];
  const others = [...everyday, ...strangers, ...newcomers];
  const labelled = others.filter(isLabelled);
  const ownLanguage = await all(cases.language);
  const language = [...ownLanguage, ...others.map(inLanguage)];
  const tables = [
    categories("Categories, our own cases", own),
    flags("Flags, our own cases", await all(cases.flags)),
    languages("Language, our own cases", ownLanguage),
    abuse("Abuse, our own cases", await all(cases.abuse)),
    ...ofOthers("everyday cases", everyday),
    ...ofOthers("strangers' cases", strangers),
    ...ofOthers("newcomers' cases", newcomers),
    injection(await all(cases.injection)),
    personalData(await all(cases.pii)),
    facts(await all(cases.facts)),
    stability(held),
    calibration("Confidence", [...own, ...labelled]),
    ...confusions([...own, ...labelled], language),
  ];
  return { tables, read: known.size, ms: median(times) };
}

type Whole = Read<Cases["strangers"][number]>;

const isLabelled = (read: Whole): read is Read<Stranger> => "category" in read.wanted;
const inLanguage = ({ wanted, got }: Whole) => ({ wanted: { text: wanted.text, language: wanted.lang }, got });

/** The same measures on texts of an author who has seen nothing of the desk. */
function ofOthers(whose: string, read: readonly Whole[]): readonly Table[] {
  const labelled = read.filter(isLabelled);
  if (labelled.length === 0) return [];
  const flagged = labelled.map(({ wanted, got }) => ({
    wanted: { lang: wanted.lang, flags: Object.fromEntries(wanted.flags.map((name) => [name, true])) },
    got,
  }));
  const angry = labelled.map(({ wanted, got }) => ({
    wanted: { ...wanted, abusive: wanted.flags.includes("abusive") },
    got,
  }));
  return [
    categories(`Categories, ${whose}`, labelled),
    flags(`Flags, ${whose}`, flagged),
    languages(`Language, ${whose}`, read.map(inLanguage)),
    abuse(`Abuse, ${whose}`, angry),
  ];
}

/** A machine that is busy with something else for a moment must not count. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
