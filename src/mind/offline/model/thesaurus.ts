import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Fault } from "../../../declared/fault.ts";
import { readYaml, word } from "../../../declared/yaml.ts";
import { normalise } from "../normalise.ts";
import { type Concepts, conceptTree } from "./concepts.ts";
import { wordsOf } from "./features.ts";

/** Names every concept and says what is meant by it. The other files of the folder hold the words, a file a language. */
const MEANINGS = "meanings.yaml";
const MOST_WORDS = 4;
const TERM = /^\S+( \S+)*$/;
const WORD = /^(?:[^*]|[^*]{2,}\*?)$/;

const meanings = z.record(z.string(), word);
const terms = z.record(z.string(), z.array(z.string({ error: "is no text: put it in quotes" })));

export interface Thesaurus {
  readonly concepts: Concepts;
  /** What the writer of a file must mend: a term that is none, a concept that has no meaning or no words. */
  readonly faults: readonly Fault[];
}

/** Reads the words for what customers mean from a folder. */
export function readThesaurus(folder: string): Thesaurus {
  const { concepts, add } = conceptTree();
  if (!existsSync(folder)) return { concepts, faults: [{ file: folder, line: 0, fix: "is missing: put it back" }] };
  const read = <T>(name: string, schema: z.ZodType<T>) =>
    readYaml(join(folder, name), readFileSync(join(folder, name), "utf8"), schema);
  const meant = read(MEANINGS, meanings);
  const names = Object.keys(meant.value ?? {});
  const languages = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== MEANINGS);
  const faults = languages.sort().flatMap((name) => {
    const file = join(folder, name);
    const { value, faults: broken, lineOf } = read(name, terms);
    return [
      ...broken,
      ...Object.entries(value ?? {}).flatMap(([concept, list]): readonly Fault[] => {
        const number = names.indexOf(concept);
        if (number < 0)
          return [{ file, line: lineOf([concept]), fix: `"${concept}" stands in no line of ${MEANINGS}` }];
        return list.flatMap((term, n) => {
          const words = wordsOfTerm(term);
          if (words) add(name.replace(/\.yaml$/, ""), words, number);
          return words ? [] : [{ file, line: lineOf([concept, n]), fix: `"${term}" is no term: ${HOW}` }];
        });
      }),
    ];
  });
  return { concepts, faults: [...meant.faults, ...faults] };
}

const HOW = `write one to ${MOST_WORDS} words, single spaces between them; a * may end a word of two letters or more`;

/** A term as the words of a folded message look; null where it is none. */
function wordsOfTerm(term: string): readonly string[] | null {
  if (!TERM.test(term)) return null;
  const written = term.split(" ");
  const words = written.flatMap((each) => {
    const open = each.endsWith("*");
    const folded = wordsOf(normalise(open ? each.slice(0, -1) : each).text);
    return folded.map((part, n) => (open && n === folded.length - 1 ? `${part}*` : part));
  });
  const fits = words.length > 0 && words.length <= MOST_WORDS && written.every((each) => WORD.test(each));
  return fits ? words : null;
}
