import { describe, expect, it } from "vitest";
import { letsGo, wishTakenBack, withdrawalIn } from "../../../src/mind/offline/withdrawn.ts";

describe("a wish taken back", () => {
  it.each([
    ["نه صبر کنید لغو نکنید", "cancellation"],
    ["پشیمون شدم لغو نکنید", "cancellation"],
    ["نمی‌خوام لغو بشه", "cancellation"],
    ["از لغو منصرف شدم", "cancellation"],
    ["لا، لا تلغوه", "cancellation"],
    ["ما أبغى الإلغاء خلاص", "cancellation"],
    ["أوقفوا الإلغاء لو سمحتم", "cancellation"],
    ["Actually wait, don't cancel it", "cancellation"],
    ["please do not cancel my order", "cancellation"],
    ["stop the cancellation please", "cancellation"],
    ["na laghv nakonid", "cancellation"],
    ["لحظة غيرت رأيي لا تلغوا الطلب فقط عجّلوا الشحن", "cancellation"],
    ["don't cancel my order after all, just send it sooner please", "cancellation"],
    ["دیگه مرجوعش نمی‌کنم", "return"],
    ["نمی‌خوام پسش بدم", "return"],
    ["لا أريد الإرجاع", "return"],
    ["I don't want to return it", "return"],
    ["پشیمون شدم", "either"],
    ["نظرم عوض شد، نگهش می‌دارم", "either"],
    ["غيّرت رأيي", "either"],
    ["خلوه", "either"],
    ["yes keep the order please", "either"],
    ["I changed my mind", "either"],
    ["never mind", "let-go"],
    ["بیخیال ولش کن", "let-go"],
    ["معلش انسوا الموضوع", "let-go"],
  ] as const)("is heard in: %s", (text, withdrawal) => {
    expect(withdrawalIn(text)).toBe(withdrawal);
  });

  it.each([
    "چرا لغو نکردید",
    "لطفا لغو کنید",
    "پشیمون شدم، لغوش کنید",
    "نظرم عوض شد، به جاش آبی می‌خوام",
    "ليش ما تلغوه؟",
    "لماذا لا تلغون الطلب؟",
    "غيرت رأيي، ألغوه",
    "why don't you cancel it?",
    "if you don't cancel it I will complain",
    "you did not cancel my order",
    "I changed my mind, please cancel it",
    "changed my mind, I want blue instead",
    "don't cancel this one, cancel the other order",
    "they keep it and send nothing",
    "keep the order number 44008 for later",
  ])("is not heard in: %s", (text) => {
    expect(withdrawalIn(text)).toBeNull();
  });

  it("is the one the case is about, or one that was told before", () => {
    expect(wishTakenBack("either", "cancellation", [])).toBe("cancellation");
    expect(wishTakenBack("either", "refund_return", [])).toBe("return");
    expect(wishTakenBack("let-go", "cancellation", [])).toBe("cancellation");
    expect(wishTakenBack("let-go", "refund_return", ["the refund has not come"])).toBeNull();
    expect(wishTakenBack("either", "delivery", ["then cancel it"])).toBeNull();
    expect(wishTakenBack("cancellation", "delivery", ["where is it", "then cancel it"])).toBe("cancellation");
    expect(wishTakenBack("cancellation", "delivery", ["where is it"])).toBeNull();
  });
});

describe("letting it go", () => {
  it.each([
    "بیخیال نمیخواد، ولش کن",
    "بی‌خیال",
    "مهم نیست ولش کنید ممنون",
    "never mind, forget it",
    "I'll keep it, never mind",
    "it doesn't matter anymore",
    "لا خلاص خلوه",
    "معلش انسوا الموضوع",
    "ما عليه، ما يهم",
    "bikhial, velesh kon",
  ])("is heard in: %s", (text) => {
    expect(letsGo(text)).toBe(true);
  });

  it.each([
    "بیخیال نمی‌شم تا پولم رو بدید",
    "بیخیال شماها، هنوز نرسیده",
    "خدمات شما مهم نیست براتون؟",
    "معلش بس لسه ما وصل",
    "خلوه عندكم، أريد المبلغ",
    "ما يهم السبب، رجعوا فلوسي",
    "never mind the box, the phone is broken",
    "forget it, I want my money back",
    "I don't mind waiting",
    "does it matter?",
  ])("is not heard in: %s", (text) => {
    expect(letsGo(text)).toBe(false);
  });
});
