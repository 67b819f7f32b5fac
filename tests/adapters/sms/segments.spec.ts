import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SMS_BRIEF, segmentsOf } from "../../../adapters/sms/segments.ts";

describe("counting the segments of an SMS", () => {
  it.each<[string, string, number, number]>([
    ["plain Latin", "a", 160, 306],
    ["accents and line ends of GSM-7", "é\n", 80, 153],
    ["signs of the extension, which take two", "€", 80, 152],
    ["brackets of the extension", "[", 80, 152],
    ["Persian", "پ", 70, 134],
    ["Arabic", "ع", 70, 134],
    ["a letter and a joiner without width, kept together", "ی\u200c", 35, 66],
    ["a curly quote", "’", 70, 134],
    ["a Persian digit", "۴", 70, 134],
    ["an emoji, which takes two and is not torn apart", "😡", 35, 66],
  ])("knows %s", (_name, unit, inOne, inTwo) => {
    expect(segmentsOf(unit.repeat(inOne))).toBe(1);
    expect(segmentsOf(unit.repeat(inOne + 1))).toBe(2);
    expect(segmentsOf(unit.repeat(inTwo))).toBe(2);
    expect(segmentsOf(unit.repeat(inTwo + 1))).toBe(3);
  });

  it("counts a whole text as the dearest of its characters asks", () => {
    expect(segmentsOf("a".repeat(160))).toBe(1);
    expect(segmentsOf(`${"a".repeat(159)}\u200c`)).toBe(3);
    expect(segmentsOf("سفارش شما ثبت شد و تا فردا می‌رسد.")).toBe(1);
    expect(segmentsOf("")).toBe(1);
  });

  it("never grows when a text is cut, and never counts less than its units", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "€", "س", "😡", "\u200c", "👨‍👩‍👧", "\n"), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.nat(400), (whole, at) => {
        expect(segmentsOf(whole.slice(0, at).toWellFormed())).toBeLessThanOrEqual(segmentsOf(whole));
        expect(segmentsOf(whole)).toBeGreaterThanOrEqual(Math.ceil(whole.length / 160));
      }),
      { numRuns: 300 },
    );
  });

  it("is told as the brevity of the channel", () => {
    expect(SMS_BRIEF.most).toBe(3);
    expect(SMS_BRIEF.units("س".repeat(201))).toBe(SMS_BRIEF.most);
    expect(SMS_BRIEF.units("س".repeat(202))).toBeGreaterThan(SMS_BRIEF.most);
  });
});
