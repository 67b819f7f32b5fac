import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CODE_SPACE, findCodes, foldDigits, isCode, makeCode, readCode } from "../../src/core/tracking-code.ts";

const codes = fc.integer({ min: 0, max: CODE_SPACE - 1 }).map(makeCode);
const persian = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
const arabic = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const scripts = fc.constantFrom((text: string) => text, persian, arabic);

describe("a tracking code", () => {
  it("has nine digits, also where the random part is small", () => {
    expect(makeCode(0)).toBe("000000000");
    fc.assert(fc.property(codes, (code) => isCode(code) && /^\d{9}$/.test(code)));
  });

  it("is no code any more when one digit is wrong", () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
        const wrong = String((Number(code[place]) + shift) % 10);
        expect(isCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false);
      }),
    );
  });

  it("is no code any more when two neighbours change places", () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 7 }), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const swapped = `${code.slice(0, place)}${code[place + 1]}${code[place]}${code.slice(place + 2)}`;
        expect(isCode(swapped)).toBe(false);
      }),
    );
  });
});

describe("reading what a customer types", () => {
  it("takes any digit script and the usual separators", () => {
    fc.assert(
      fc.property(codes, scripts, fc.constantFrom("", " ", "-", "\u200c", "\u200f"), (code, script, gap) => {
        const typed = script([code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(gap));
        expect(readCode(`${gap}${typed} `)).toBe(code);
        expect(findCodes(typed)).toEqual([{ code, alone: true, valid: true }]);
      }),
    );
  });

  it("finds a code inside a sentence, and says that it does not stand alone", () => {
    fc.assert(
      fc.property(codes, scripts, (code, script) => {
        const expected = [{ code, alone: false, valid: true }];
        expect(findCodes(`کد پیگیری من ${script(code)} است، چه شد؟`)).toEqual(expected);
        expect(findCodes(`رمز المتابعة: ${script(code)}.`)).toEqual(expected);
        expect(findCodes(`My code is ${script(code)}, please`)).toEqual(expected);
      }),
    );
  });

  it("finds a code read out in groups of three, and takes no three short numbers for one", () => {
    fc.assert(
      fc.property(codes, scripts, (code, script) => {
        const grouped = script(code).replace(/(...)(...)(...)/, "$1 $2 $3");
        expect(findCodes(`وضعیت پرونده ${grouped} چیه؟`)).toEqual([{ code, alone: false, valid: true }]);
      }),
    );
    expect(findCodes("I ordered 100 200 300 pieces")).toEqual([]);
  });

  it("shows a mistyped code as what it is", () => {
    expect(findCodes("000000001")).toEqual([{ code: "000000001", alone: true, valid: false }]);
    expect(readCode("000000001")).toBeNull();
  });

  it("finds several codes in their order", () => {
    const [one, two] = [makeCode(11), makeCode(22)];
    expect(findCodes(`${one} و ${two}`).map(({ code }) => code)).toEqual([one, two]);
  });

  it("never takes a national id, a mobile number or any longer number for one", () => {
    const longer = fc
      .tuple(fc.integer({ min: 10, max: 24 }), fc.infiniteStream(fc.nat({ max: 9 })))
      .map(([length, digits]) => [...digits.take(length)].join(""));
    fc.assert(
      fc.property(longer, scripts, fc.constantFrom("", "کد ملی من ", "call me: "), (number, script, before) => {
        expect(findCodes(`${before}${script(number)}${before && " "}`)).toEqual([]);
        expect(readCode(script(number))).toBeNull();
      }),
    );
  });

  it("never takes an amount, a path or an order number with its sign for one", () => {
    for (const text of ["پرداخت 123,456,784,000 ریال", "مبلغ 000000000.50", "سفارش #000000000 نرسید", "a/000000000/b"])
      expect(findCodes(text)).toEqual([]);
  });
});

it("folds digits one for one and leaves every other character alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(foldDigits(text)).toHaveLength(text.length);
      expect(foldDigits(foldDigits(text))).toBe(foldDigits(text));
    }),
  );
  expect(foldDigits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩")).toBe("0123456789 0123456789");
});
