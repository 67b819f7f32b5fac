import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../../../src/core/reading.ts";
import { conceptsIn } from "../../../src/mind/offline/model/concepts.ts";
import { wordsOf } from "../../../src/mind/offline/model/features.ts";
import { readThesaurus } from "../../../src/mind/offline/model/thesaurus.ts";
import { normalise } from "../../../src/mind/offline/normalise.ts";
import { projectRoot } from "../../../src/project-root.ts";

const MEANINGS = { arrived: "it came", refund: "money back", anger: "furious" };
const NAMES = Object.keys(MEANINGS);

let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hamdel-concepts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A thesaurus of these files; JSON is YAML too. */
function thesaurus(languages: Readonly<Record<string, unknown>>) {
  made += 1;
  const here = join(folder, String(made));
  mkdirSync(here);
  writeFileSync(join(here, "meanings.yaml"), JSON.stringify(MEANINGS));
  for (const [name, terms] of Object.entries(languages))
    writeFileSync(join(here, `${name}.yaml`), typeof terms === "string" ? terms : JSON.stringify(terms));
  return readThesaurus(here);
}

function namedIn(
  text: string,
  terms: Readonly<Record<string, readonly string[]>>,
  language: Language = "en",
): readonly (string | undefined)[] {
  const { concepts, faults } = thesaurus({ [language]: terms });
  expect(faults).toEqual([]);
  return conceptsIn(wordsOf(normalise(text).text), concepts, language).map((concept) => NAMES[concept]);
}

describe("what is meant", () => {
  it("is known by whole words", () => {
    expect(namedIn("It turned up at last!", { arrived: ["turned up"] })).toEqual(["arrived"]);
    expect(namedIn("It turned upside down, up turned it", { arrived: ["turned up"] })).toEqual([]);
  });

  it("is known with any ending where the term leaves it open, in any word of the term", () => {
    const terms = { refund: ["refund*", "giv* money back"] };
    expect(namedIn("refunds, refunded; a refund", terms)).toEqual(["refund", "refund", "refund"]);
    expect(namedIn("giving money back", terms)).toEqual(["refund"]);
    expect(namedIn("re-fund the museum", terms)).toEqual([]);
  });

  it("does not go over the end of a question", () => {
    expect(namedIn("money? back then", { refund: ["money back"] })).toEqual([]);
  });

  it("counts two meanings of a word, and one meaning of two terms for it once", () => {
    const terms = { refund: ["money back", "money"], anger: ["money back"] };
    expect(namedIn("my money back", terms)).toEqual(["refund", "anger"]);
  });

  it("is known however a keyboard writes it, and behind what Arabic joins to a word", () => {
    expect(namedIn("سفارشم می‌رسه", { arrived: ["میرسه"] }, "fa")).toEqual(["arrived"]);
    expect(namedIn("والفلوس وصلت", { refund: ["فلوس"] }, "ar")).toEqual(["refund"]);
    expect(namedIn("فلوسي", { refund: ["فلوس"] }, "ar")).toEqual([]);
  });
});

describe("a word of two languages", () => {
  it("means what it means in the language of the message; English words stand in every one", () => {
    const { concepts } = thesaurus({ fa: { anger: ["همه"] }, ar: { arrived: ["همه"] }, en: { refund: ["refund"] } });
    const named = (text: string, language: Language) =>
      conceptsIn(wordsOf(normalise(text).text), concepts, language).map((concept) => NAMES[concept]);
    expect(named("همه refund", "fa")).toEqual(["anger", "refund"]);
    expect(named("همه refund", "ar")).toEqual(["arrived", "refund"]);
    expect(named("همه", "en")).toEqual([]);
  });
});

describe("the words of the thesaurus", () => {
  it("are all terms of known concepts", () => {
    expect(readThesaurus(join(projectRoot, "prompts/concepts")).faults).toEqual([]);
  });

  it("that are none are told with file, line and what to write", () => {
    const en = `arrived:
  - came
  - "* came"
  - one two three four five
  - a*
arived:
  - came
`;
    const { faults } = thesaurus({ en, ar: "refund: [", fa: { refund: [5] } });
    const told = faults.map(({ file, line, fix }) => `${basename(file)}:${line}: ${fix.slice(0, 20)}`);
    expect(told).toEqual([
      "ar.yaml:1: not readable as YAML",
      'en.yaml:3: "* came" is no term:',
      'en.yaml:4: "one two three four ',
      'en.yaml:5: "a*" is no term: wri',
      'en.yaml:6: "arived" stands in n',
      "fa.yaml:1: `refund.0` is no tex",
    ]);
  });
});
