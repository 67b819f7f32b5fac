import { describe, expect, it } from "vitest";
import type { PiiKind } from "../../../src/core/reading.ts";
import { findPii, redact } from "../../../src/mind/offline/pii.ts";

const found = (text: string) => findPii(text).map(({ kind, span }) => [kind, text.slice(span[0], span[1])]);

describe("personal data", () => {
  it.each<[string, PiiKind, string]>([
    ["کارت 6037-9912-7306-3978 منه", "card", "6037-9912-7306-3978"],
    ["شبا IR06 2960 0000 0010 0324 2000 01", "iban", "IR06 2960 0000 0010 0324 2000 01"],
    ["iban GB82WEST12345698765432.", "iban", "GB82WEST12345698765432"],
    ["کد ملی من ۰۰۱۲۳۴۵۶۷۹ است", "national_id", "۰۰۱۲۳۴۵۶۷۹"],
    ["کد ملّی من ۰۰۱۲۳۴۵۶۷۹ است", "national_id", "۰۰۱۲۳۴۵۶۷۹"],
    ["be (+98)9123456789 zang bezanid", "phone", "(+98)9123456789"],
    ["تلفن ثابت (021) 88776655", "phone", "(021) 88776655"],
    ["زنگ بزنید ۰۹۱۲ ۳۴۵ ۶۷۸۹", "phone", "۰۹۱۲ ۳۴۵ ۶۷۸۹"],
    ["رقم جوالي 0551234567", "phone", "0551234567"],
    ["call +20 100 123 4567", "phone", "+20 100 123 4567"],
    ["به me.you+x@mail.example.com بفرستید", "email", "me.you+x@mail.example.com"],
    ["کد پستی ۱۹۳۹۵۱۴۷۱۱", "postal_code", "۱۹۳۹۵۱۴۷۱۱"],
    ["رمزم: Abc!2299", "secret", "Abc!2299"],
    ["my otp is 884213", "secret", "884213"],
    ["آدرس من: تهران، خیابان ولیعصر، پلاک ۱۲", "address", "تهران، خیابان ولیعصر، پلاک ۱۲"],
  ])("of «%s» is found", (text, kind, value) => {
    expect(found(text)).toEqual([[kind, value]]);
  });

  it.each([
    "سفارش 2184731816 نرسیده",
    "order 446710679306 is late",
    "مبلغ 4247801352 کم شد",
    "کارت 6037 9912 7306 3979",
    "IR06 2960 0000 0010 0324 2000 02",
    "کد ملی 1234567890",
    "رمزم کار نمی‌کنه",
    "کد تایید ارسال نمی‌شه",
    "#48217 و 123456780",
    "1402/11/23",
  ])("is not seen where there is none: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("is replaced by placeholders that are stable for the same value, and order numbers stay", () => {
    const text = "سفارش 48217؛ شماره‌ها 09123456789 و ۰۹۱۲۳۴۵۶۷۸۹ و 09351112233؛ رمزم: s3cret!";
    expect(redact(text, findPii(text))).toBe(
      "سفارش 48217؛ شماره‌ها [PHONE_1] و [PHONE_1] و [PHONE_2]؛ رمزم: [SECRET_1]",
    );
  });
});
