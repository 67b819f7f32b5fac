import { describe, expect, it } from "vitest";
import { askedTerms, formsIn, gramsOf, termsOf } from "../../../src/core/knowledge/terms.ts";
import type { ReplyLanguage } from "../../../src/core/reading.ts";

const words = (text: string, language: ReplyLanguage) => termsOf(text, language).map(({ word }) => word);

/** Is a question's word met by an article's word, in any of its forms? */
const meets = (asked: string, written: string, language: ReplyLanguage) => {
  const forms = new Set(formsIn(written, language));
  return askedTerms(asked, language).some((term) => [...term.forms, ...term.synonyms].some((form) => forms.has(form)));
};

describe("the words of a text", () => {
  it("are its content words: greetings, politeness and joints of the language are none", () => {
    expect(words("سلام، لطفا ببخشید من می‌خواهم", "fa")).toEqual([]);
    expect(words("مرحبا، لو سمحتم أنا أريد", "ar")).toEqual([]);
    expect(words("Hello, could you please tell me", "en")).toEqual([]);
    expect(words("Could you please tell me your parking fee?", "en")).toEqual(["parking", "fee"]);
  });

  it("are met whatever letters, endings and prefixes they are written with", () => {
    for (const [asked, written] of [
      ["سفارشم", "سفارش‌ها"],
      ["سفارشهام", "سفارش"],
      ["يخچال", "یخچال"],
      ["گارانتیش", "گارانتی"],
    ] as const)
      expect(meets(asked, written, "fa"), asked).toBe(true);
    for (const [asked, written] of [
      ["والفاتورة", "فاتورة"],
      ["فاتورتي", "الفاتورة"],
      ["للطلبات", "طلبات"],
    ] as const)
      expect(meets(asked, written, "ar"), asked).toBe(true);
    for (const [asked, written] of [
      ["delivered", "delivery"],
      ["returns", "returning"],
      ["Invoices", "invoice"],
    ] as const)
      expect(meets(asked, written, "en"), asked).toBe(true);
    expect(meets("parking", "invoice", "en")).toBe(false);
  });

  it("are met by what people say for them, phrases of several words among that", () => {
    expect(meets("پسورد", "رمز عبور", "fa")).toBe(true);
    expect(meets("الباسورد", "كلمة المرور", "ar")).toBe(true);
    expect(meets("hook up", "Installation", "en")).toBe(true);
    expect(askedTerms("how long does it take", "en").map(({ word }) => word)).toEqual(["how long", "take"]);
  });

  it("share runs of three letters with what is misspelt", () => {
    const [right, wrong] = [gramsOf("warranty", "en"), gramsOf("warrenty", "en")];
    expect(right.filter((gram) => wrong.includes(gram)).length / right.length).toBeGreaterThan(0.5);
    expect(new Set(right).size).toBe(right.length);
  });
});
