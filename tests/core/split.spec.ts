import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../src/core/split.ts";

const FAMILY = "👨‍👩‍👧‍👦";
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const boundaries = (text: string) =>
  new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length));

const word = fc.constantFrom("سلام", "می‌خواهم", "کِتابَم", "نرسیده", "#48217", "refund", FAMILY, "🇮🇷", "👍🏽", "é");
const gap = fc.constantFrom(" ", "  ", "\n", "\n\n", ". ", "؟ ", "");
const prose = fc.array(fc.tuple(word, gap), { maxLength: 60 }).map((words) => words.flat().join(""));

/** Where each part lies in the text; the rest of the text must be white space. */
function places(text: string, parts: readonly string[]): readonly { from: number; to: number }[] {
  let at = 0;
  return parts.map((part) => {
    const from = text.indexOf(part, at);
    expect(text.slice(at, from).trim()).toBe("");
    at = from + part.length;
    return { from, to: at };
  });
}

describe("cutting a text into parts", () => {
  it("leaves a text that fits as it is, white space and all", () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(splitText(text, Math.max(1, text.length))).toEqual([text]);
      }),
    );
  });

  it("keeps every part within the limit, loses nothing but white space at the cuts, and leaves no part empty", () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: FAMILY.length, max: 80 }), (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
        if (text.trim() !== "") for (const part of parts) expect(part.trim()).not.toBe("");
        const last = places(text, parts).at(-1);
        expect(text.slice(last?.to).trim()).toBe("");
      }),
    );
  });

  it("never cuts through what a reader sees as one character", () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const whole = boundaries(text);
        for (const { from, to } of places(text, splitText(text, limit))) {
          expect(whole).toContain(from);
          expect(whole).toContain(to);
        }
      }),
    );
  });

  it("sends a single character longer than the limit alone and whole", () => {
    expect(splitText(FAMILY + FAMILY, 4)).toEqual([FAMILY, FAMILY]);
  });

  it("prefers the end of a paragraph to that of a sentence, and that to the end of a word", () => {
    expect(splitText("one two three.\n\nfour five. six", 27)).toEqual(["one two three.", "four five. six"]);
    expect(splitText("one two three. four five six", 24)).toEqual(["one two three.", "four five six"]);
    expect(splitText("one two three", 9)).toEqual(["one two", "three"]);
    expect(splitText("onetwothree", 6)).toEqual(["onetwo", "three"]);
  });

  it("makes one empty part of an empty text", () => {
    expect(splitText("", 5)).toEqual([""]);
  });
});
