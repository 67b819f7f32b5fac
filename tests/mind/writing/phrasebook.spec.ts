import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { describeFaults } from "../../../src/declared/fault.ts";
import { loadPhrasebook } from "../../../src/mind/writing/phrasebook.ts";
import { FORBIDDEN, PHRASES, phrasebook } from "./words.ts";

describe("the phrases of the project", () => {
  it("have the same parts in the three languages, each with the wordings it needs", () => {
    const [fa, ar, en] = REPLY_LANGUAGES.map((language) => Object.keys(phrasebook[language]).sort());
    expect(ar).toEqual(fa);
    expect(en).toEqual(fa);
    expect(phrasebook.fa["acknowledge.2"].length).toBeGreaterThanOrEqual(6);
    expect(phrasebook.ar.next.length).toBeGreaterThanOrEqual(6);
  });

  it.each(REPLY_LANGUAGES)("say nothing forbidden in %s", (language) => {
    const said = Object.values(phrasebook[language]).flat();
    const bad = said.filter((text) => FORBIDDEN[language].some((word) => word.test(text)));
    expect(bad).toEqual([]);
  });

  it.each(REPLY_LANGUAGES)("close every sentence in %s; only a code may stand open at the end", (language) => {
    const { "order.one": _one, "order.many": _many, ...rest } = phrasebook[language];
    const nouns = /^(?:problem|topic|state|status|button|page\.label)\./u;
    const open = Object.entries(rest)
      .filter(([key]) => !nouns.test(key) || key === "status.time")
      .flatMap(([, variants]) => variants)
      .filter((text) => !/(?:[.؟?]|\{code\}|«همکار»|«موظف»)$/u.test(text) && !/"agent"\.$/u.test(text));
    expect(open).toEqual([]);
  });

  it("are read once and cannot be changed", () => {
    const again = loadPhrasebook(PHRASES);
    expect(again.ok && again.value).toBe(phrasebook);
    expect(Object.isFrozen(phrasebook)).toBe(true);
    expect(Object.isFrozen(phrasebook.fa)).toBe(true);
    expect(Object.isFrozen(phrasebook.fa.next)).toBe(true);
  });
});

describe("a mistake in a phrase file is told with its file, line and fix", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "phrases-"));
    cpSync(PHRASES, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  function faultsAfter(file: string, edit: (text: string) => string): string {
    const path = join(dir, file);
    writeFileSync(path, edit(readFileSync(path, "utf8")));
    const result = loadPhrasebook(dir);
    return result.ok ? "" : describeFaults(result.error);
  }

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "a missing slot",
      "en/replies.md",
      (t) => t.replace("no later than {time}", "soon"),
      /replies\.md:\d+: write \{time\}/,
    ],
    ["a slot of its own", "en/replies.md", (t) => t.replace("Hello there.", "Hi {nam}."), /\{nam\} has no meaning/],
    ["an open brace", "en/replies.md", (t) => t.replace("Hello there.", "Hi {."), /close or remove the brace/],
    ["an unknown part", "ar/labels.md", (t) => `${t}\n## statos.new\n\n- x\n`, /labels\.md:\d+: no part is called/],
    ["a part twice", "ar/labels.md", (t) => `${t}\n## status.new\n\n- x\n`, /is here twice/],
    ["a missing part", "fa/labels.md", (t) => t.replace(/## button\.no[\s\S]*/u, ""), /add the part `## button\.no`/],
    [
      "too few wordings",
      "en/replies.md",
      (t) => t.replace("- Hello there.\n", ""),
      /needs at least 6 variants and has 5/,
    ],
    ["a stray line", "en/replies.md", (t) => t.replace("- Hello there.", "Hello there."), /start a part with/],
    [
      "a question in a statement",
      "en/replies.md",
      (t) => t.replace("Hello there.", "Hello?"),
      /without a question mark/,
    ],
    ["two questions", "en/questions.md", (t) => t.replace("How much did you pay?", "How? Much?"), /one question only/],
    ["Arabic letters in Persian", "fa/replies.md", (t) => t.replace("درود بر شما.", "درود بر يکی."), /write Persian ی/],
    [
      "a sentence said twice",
      "en/replies.md",
      (t) => t.replace("Hello there.", "We appreciate you bringing this to us."),
      /already stands in/,
    ],
  ])("%s", (_name, file, edit, message) => {
    expect(faultsAfter(file, edit)).toMatch(message);
  });

  it("a missing file", () => {
    rmSync(join(dir, "ar/notices.md"));
    const result = loadPhrasebook(dir);
    expect(!result.ok && describeFaults(result.error)).toMatch(/notices\.md:0: add this file/);
  });

  it("and is read anew once it is mended", () => {
    const original = readFileSync(join(dir, "en/replies.md"), "utf8");
    expect(faultsAfter("en/replies.md", (t) => t.replace("Hello there.", "Hi {nam}."))).not.toBe("");
    expect(faultsAfter("en/replies.md", () => original)).toBe("");
  });
});
