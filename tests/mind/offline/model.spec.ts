import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../src/core/reading.ts";
import { type Example, readExamples } from "../../../src/mind/offline/model/examples.ts";
import { spell, withMeaning } from "../../../src/mind/offline/model/features.ts";
import { encodeModel, MODEL_FILE, readModel } from "../../../src/mind/offline/model/file.ts";
import { accuracyOf, learn, splitByAuthor } from "../../../src/mind/offline/model/learn.ts";
import { probabilities } from "../../../src/mind/offline/model/linear.ts";
import { readThesaurus } from "../../../src/mind/offline/model/thesaurus.ts";
import { normalise } from "../../../src/mind/offline/normalise.ts";
import { projectRoot } from "../../../src/project-root.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hamdel-model-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const { concepts } = readThesaurus(join(projectRoot, "prompts/concepts"));
const rows = readExamples(join(projectRoot, "prompts/examples"));

describe("the rows", () => {
  it("can all be learned from", () => {
    expect(rows.faults).toEqual([]);
  });

  it("are enough for every category of every language, from ten voices or more", () => {
    const least: Readonly<Record<string, number>> = { fa: 120, ar: 120, en: 120, "fa-Latn": 25 };
    for (const [language, count] of Object.entries(least)) {
      for (const category of CATEGORIES) {
        const mine = rows.examples.filter((row) => row.language === language && row.category === category);
        expect(mine.length, `${language}/${category}`).toBeGreaterThanOrEqual(count);
        expect(new Set(mine.map(({ author }) => author)).size, `${language}/${category}`).toBeGreaterThanOrEqual(10);
      }
    }
  });

  it("that cannot be learned from are named with file, line and what is wrong", () => {
    const good = { text: "hello", second: null, sentiment: "neutral", author: "somebody" };
    const write = (name: string, lines: readonly string[]) =>
      writeFileSync(join(folder, "rows/en", name), lines.join("\n"));
    mkdirSync(join(folder, "rows/en"), { recursive: true });
    write("other.jsonl", [
      JSON.stringify(good),
      "no json",
      JSON.stringify({ ...good, sentiment: "sad" }),
      JSON.stringify(good),
    ]);
    write("weather.jsonl", [JSON.stringify(good)]);
    const { examples, faults } = readExamples(join(folder, "rows"));
    expect(examples.length).toBe(1);
    expect(faults.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "en/other.jsonl:2",
      "en/other.jsonl:3",
      "en/other.jsonl:4",
      "en/weather.jsonl:1",
    ]);
    for (const { problem } of faults) expect(problem).toMatch(/./);
  });
});

describe("what a text looks like", () => {
  /** 2 for the same text: pieces and words count 1 each. */
  const sameness = (one: string, other: string): number => {
    const [a, b] = [spell(normalise(one).text).features, spell(normalise(other).text).features];
    const weights = new Map(Array.from(b.at, (at, n) => [at, b.value[n] ?? 0]));
    return a.at.reduce((sum, at, n) => sum + (a.value[n] ?? 0) * (weights.get(at) ?? 0), 0);
  };

  it("is the same whatever keyboard it was typed on", () => {
    expect(sameness("سفارشم نرسیده كي ميرسه ١٢٣", "سفارشم نرسیده کی میرسه ۱۲۳")).toBeCloseTo(2);
  });

  it("is near with a typo, and far with other words", () => {
    expect(sameness("my parcel never arrived", "my parcel nevr arived")).toBeGreaterThan(1);
    expect(sameness("my parcel never arrived", "the kettle leaks water")).toBeLessThan(0.4);
  });

  it("of nothing is nothing", () => {
    expect(spell("").features.at.length).toBe(0);
  });
});

describe("the model", () => {
  // Learning all of it takes seconds; these are a part of it, the same every time.
  const { teach, judge } = splitByAuthor(rows.examples, 40);
  const some: readonly Example[] = judge;

  it("of the same rows is the same to the last bit", () => {
    expect(
      Buffer.from(encodeModel(learn(some, concepts))).equals(Buffer.from(encodeModel(learn(some, concepts)))),
    ).toBe(true);
  });

  it("never has a voice both teach and judge", () => {
    const voices = new Set(teach.map(({ language, author }) => `${language}/${author}`));
    expect(judge.filter(({ language, author }) => voices.has(`${language}/${author}`))).toEqual([]);
    expect(teach.length + judge.length).toBe(rows.examples.length);
  });

  it("gives probabilities that add up to one, for any text", () => {
    const model = learn(some, concepts);
    for (const text of ["", "!!!", "سلام", "x".repeat(5_000), "\ud800"]) {
      const seen = probabilities(model.category, withMeaning(spell(normalise(text).text), concepts, "other"));
      expect(seen.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
    }
  });

  it("knows voices it has not heard far better than chance", () => {
    const { teach: half, judge: other } = splitByAuthor(rows.examples, 2);
    expect(
      accuracyOf(
        learn(
          half.filter((_, n) => n % 6 === 0),
          concepts,
        ),
        other,
      ),
    ).toBeGreaterThan(2.5 / CATEGORIES.length);
  });

  it("is there after the build, and comes back from its file as it was written", () => {
    expect(readModel(join(projectRoot, MODEL_FILE)).category.labels).toEqual(CATEGORIES);
    const model = learn(some, concepts);
    writeFileSync(join(folder, "reading.bin"), encodeModel(model));
    const back = encodeModel(readModel(join(folder, "reading.bin")));
    expect(Buffer.from(back).equals(Buffer.from(encodeModel(model)))).toBe(true);
  });

  it("that is missing, cut short or something else says what to do", () => {
    const bytes = encodeModel(learn(some, concepts));
    for (const broken of [bytes.subarray(0, bytes.length - 1), Buffer.from("something else"), Buffer.alloc(0)]) {
      writeFileSync(join(folder, "broken.bin"), broken);
      expect(() => readModel(join(folder, "broken.bin"))).toThrow("npm run build");
    }
    expect(() => readModel(join(folder, "nowhere.bin"))).toThrow("npm run build");
  });
});
