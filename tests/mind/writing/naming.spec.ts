import { describe, expect, it } from "vitest";
import type { FactKind } from "../../../src/core/reading.ts";
import { addressName, detailsPhrase, ordersPhrase } from "../../../src/mind/writing/naming.ts";
import { voiceOf } from "../../../src/mind/writing/voice.ts";
import { aContext } from "./words.ts";

describe("how a customer is addressed", () => {
  it.each([
    ["en", "Sara Mohammadi", "Sara"],
    ["fa", "رضا کریمی", "رضای"],
    ["fa", "خانم احمدی", "خانم احمدی"],
    ["ar", "عبد الله", "عبد الله"],
    ["ar", "أبو محمد", "أبو محمد"],
    ["en", "Dr Karimi", "Dr Karimi"],
    ["fa", "امیر‌حسین", "امیر‌حسین"],
  ] as const)("%s: %s is %s", (language, contact, name) => {
    expect(addressName(language, contact)).toBe(name);
  });

  it.each([
    null,
    "",
    "   ",
    "🔥🔥",
    "ali_1380",
    "09121234567",
    "@shop",
    "A",
    "دکتر",
    "https://x.example",
    "x".repeat(40),
  ])("%s is no name to say", (contact) => {
    expect(addressName("fa", contact)).toBeNull();
  });
});

describe("the order numbers in a sentence", () => {
  const orders = (language: "fa" | "ar" | "en", ...ids: string[]) =>
    ordersPhrase(language, ids, voiceOf(language, aContext()));

  it("stand verbatim, and a Latin sign does not change sides in right-to-left text", () => {
    expect(orders("fa", "#48217")).toBe("سفارش \u2066#48217\u2069");
    expect(orders("ar", "DK-9931", "#۷")).toBe("الطلبات \u2066DK-9931\u2069، \u2066#۷\u2069");
    expect(orders("fa", "#48217", "48217")).toBe("سفارش‌های \u2066#48217\u2069 و 48217");
  });

  it("carry no marks where none are needed: digits alone, and English", () => {
    expect(orders("fa", "48217")).toBe("سفارش 48217");
    expect(orders("ar", "٤٨٢١٧")).toBe("الطلب ٤٨٢١٧");
    expect(orders("en", "#48217", "DK-9931")).toBe("orders #48217 and DK-9931");
    expect(orders("en")).toBeNull();
  });
});

describe("what is said back of the facts", () => {
  const fact = (kind: FactKind, value: string) => ({ kind, value, quote: value, confidence: 1 });

  it.each([
    ["fa", "duration", "سه هفته"],
    ["fa", "duration", "یک‌ماه"],
    ["fa", "amount", "۲۵۰ هزار تومان"],
    ["ar", "duration", "ثلاثة أسابيع"],
    ["ar", "duration", "يومين"],
    ["ar", "amount", "مئة درهم"],
    ["en", "duration", "three weeks"],
    ["en", "amount", "$40"],
  ] as const)("%s: a measured %s, %s", (language, kind, value) => {
    expect(detailsPhrase(language, [fact(kind, value)])).toBe(value);
  });

  it.each([
    ["fa", "date", "پریروز"],
    ["fa", "product", "گوشی"],
    ["en", "product", "shoes 42"],
    ["en", "place", "Branch 7"],
    ["en", "duration", "a long time"],
    ["fa", "duration", "خیلی وقت"],
    ["en", "amount", "all my money"],
    ["fa", "phone", "09121234567"],
    ["en", "amount", "40 at https://evil.example"],
  ] as const)("%s: nothing for the %s %s", (language, kind, value) => {
    expect(detailsPhrase(language, [fact(kind, value)])).toBeNull();
  });

  it("leaves the rest out and keeps what is measured", () => {
    const facts = [fact("product", "shoes"), fact("amount", "40 euros"), fact("duration", "two days")];
    expect(detailsPhrase("en", facts)).toBe("40 euros, two days");
  });

  it("is said in Persian letters inside a Persian sentence, or left out", () => {
    expect(detailsPhrase("fa", [fact("duration", "10 rooz")])).toBe("۱۰ روز");
    expect(detailsPhrase("fa", [fact("duration", "se hafte"), fact("amount", "500 hezar toman")])).toBe(
      "سه هفته، ۵۰۰ هزار تومان",
    );
    expect(detailsPhrase("fa", [fact("duration", "10 roozi hast ke")])).toBeNull();
    expect(detailsPhrase("ar", [fact("duration", "3 days")])).toBeNull();
    expect(detailsPhrase("en", [fact("duration", "10 days")])).toBe("10 days");
  });
});
