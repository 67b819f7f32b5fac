import { describe, expect, it } from "vitest";
import type { Category } from "../../../src/core/reading.ts";
import { endsMatter, settlingOf } from "../../../src/mind/offline/settled.ts";

describe("that it is over", () => {
  it.each([
    ["آهان پیدا شد، دم در بود. ببخشید", "solved"],
    ["حل شد ممنون", "solved"],
    ["حل شد، پول برگشت", "solved"],
    ["خلاص انحلت المشكلة", "solved"],
    ["انحلت المشكلة البنك رجع المبلغ", "solved"],
    ["it's sorted now thanks", "solved"],
    ["the bank returned it, solved", "solved"],
    ["solved, thank you", "solved"],
    ["peyda shod mamnoon", "solved"],
    ["دیگه لازم نیست پیگیری کنید", "unneeded"],
    ["لا داعي للمتابعة", "unneeded"],
    ["please close the case", "unneeded"],
    ["پولم برگشت به حسابم", "money"],
    ["بانک پول رو برگردوند ممنون", "money"],
    ["رجع المبلغ شكرا", "money"],
    ["البنك رجع الفلوس", "money"],
    ["my refund has arrived, thanks", "money"],
    ["the bank has refunded me", "money"],
    ["poolam bargasht mersi", "money"],
    ["الان رسید مرسی", "goods"],
    ["رسید ممنون", "goods"],
    ["بسته‌ام همین الان رسید", "goods"],
    ["دیروز رسید دستم", "goods"],
    ["وصلني الطلب خلاص", "goods"],
    ["وصل الآن شكرا", "goods"],
    ["استلمت الطرد اليوم", "goods"],
    ["oh it just arrived, sorry!", "goods"],
    ["just arrived, thanks", "goods"],
    ["I got the parcel this morning", "goods"],
    ["alan resid mersi", "goods"],
  ] as const)("is heard in: %s", (text, settling) => {
    expect(settlingOf(text)).toBe(settling);
  });

  it.each([
    "بسته رسید ولی شکسته بود",
    "مشکل حل نشد",
    "رسید پرداخت رو فرستادم",
    "پولم برنگشت",
    "باید تا امروز برسه",
    "لسه ما وصل",
    "ما وصل الطلب",
    "لم يرجع المبلغ",
    "وصلت البضاعة غلط واللون مو اللي طلبته أبدا",
    "it arrived but broken",
    "has it arrived?",
    "I want it solved",
    "this needs to be sorted",
    "the money has not come back",
    "never mind",
    "بیخیال نمیخواد، ولش کن",
    "close my account",
    "it came on Tuesday with a different courier who wanted to see my passport first",
  ])("is not heard in: %s", (text) => {
    expect(settlingOf(text)).toBeNull();
  });
});

describe("that goods came", () => {
  const ends = (category: Category, told: string, askedWhen = false) =>
    endsMatter("goods", { category, told: [told, "it came yesterday"], askedWhen });

  it.each([
    "سفارش 44007 هنوز نرسیده",
    "بسته‌ام گم شده",
    "سفارشم دیر شده، کجاست؟",
    "طلبي رقم 44009 لم يصل",
    "وين طلبي؟ تأخر أسبوع",
    "ما وصلني شي",
    "order 44008 has not arrived",
    "where is my parcel?",
    "I paid last week and never received it",
    "sefaresham naresid",
  ])("ends a case in which only that was awaited: %s", (told) => {
    expect(ends("delivery", told)).toBe(true);
  });

  it.each([
    "گوشی شکسته رسید سفارش 44005",
    "رنگ مانتو اشتباهه",
    "دیر رسید و خراب بود",
    "پیک دیر اومد و بی ادب بود",
    "وصلني الجهاز مكسور رقم الطلب 44004",
    "وصل متأخر واللون غلط",
    "الطلب ناقص",
    "The vase from order 44003 arrived cracked",
    "it was late and the colour is wrong",
    "two items are missing from the box",
    "the courier was rude and late",
  ])("ends none in which something else is wrong: %s", (told) => {
    expect(ends("delivery", told)).toBe(false);
  });

  it("ends none that is of another kind, and none where we have just asked when", () => {
    expect(ends("product_defect", "it has not arrived")).toBe(false);
    expect(ends("refund_return", "the refund has not come")).toBe(false);
    expect(ends("delivery", "it has not arrived", true)).toBe(false);
  });
});

describe("that money came back", () => {
  it.each(["refund_return", "payment_billing", "cancellation"] as const)("ends a case of %s", (category) => {
    expect(endsMatter("money", { category, told: [], askedWhen: false })).toBe(true);
  });

  it("ends none of goods", () => {
    expect(endsMatter("money", { category: "product_defect", told: [], askedWhen: false })).toBe(false);
  });
});
