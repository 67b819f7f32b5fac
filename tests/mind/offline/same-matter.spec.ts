import { describe, expect, it } from "vitest";
import { asksForNews, staysWithMatter } from "../../../src/mind/offline/same-matter.ts";

describe("asking for news of what is open", () => {
  it.each([
    "هنوز منتظرم",
    "خب کی جواب می‌دید؟ هنوز خبری نشد",
    "چی شد پس؟",
    "ما زلت أنتظر",
    "متى تردون؟",
    "still waiting",
    "any news?",
    "so what happens now?",
    "ماذا يحدث الآن؟",
    "third time I write",
    "hanooz montazeram, key javab midid",
  ])("is heard in: %s", (text) => {
    expect(asksForNews(text)).toBe(true);
  });

  it.each([
    "بسته‌ای که رسید شکسته بود",
    "سفارش 48217 نرسیده",
    "المنتج الذي وصل مكسور",
    "the lamp you sent arrived broken",
    "still waiting, and now the charger you sent me last week does not work at all either",
  ])("is not heard in: %s", (text) => {
    expect(asksForNews(text)).toBe(false);
  });
});

describe("what belongs to the open case", () => {
  it.each([
    ["سفارش 77120", "77120"],
    ["order 55012", "55012"],
    ["رقم الطلب 33140", "33140"],
  ])("is a fact alone: %s", (text, quote) => {
    expect(staysWithMatter(text, [{ quote }])).toBe(true);
  });

  it.each(["راستش نظرم عوض شد", "غيّرت رأيي", "I changed my mind"])("is a change of mind: %s", (text) => {
    expect(staysWithMatter(text, [])).toBe(true);
  });

  it("is not another problem told with its order", () => {
    const text = "the kettle in order 55012 arrived broken and leaks";
    expect(staysWithMatter(text, [{ quote: "55012" }])).toBe(false);
  });
});
