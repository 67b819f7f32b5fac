import { describe, expect, it } from "vitest";
import { reading } from "./reading.ts";

const MESSAGES = [
  "سفارش ۴۸۲۱۷ من هنوز نرسیده",
  "نمی‌تونم وارد حساب کاربری بشم، رمزم کار نمی‌کنه",
  "می‌خوام کالا رو پس بدم و پولم رو بگیرم",
  "این گوشی خراب شده و روشن نمی‌شه",
  "اگر جواب ندید از شما شکایت قانونی می‌کنم",
  "می‌خوام با پشتیبان انسانی صحبت کنم",
  "برداشت غیرمجاز از کارتم انجام شده",
  "پیک شما خیلی بی‌ادب بود و توهین کرد",
  "لطفاً اشتراکم رو کنسل کنید",
  "آدرس شعبه کرج کجاست",
] as const;

/** The same message, as another keyboard or another temper would have written it. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  "Arabic ي and ك": (text) => text.replaceAll("ی", "ي").replaceAll("ک", "ك"),
  "a space for the half-space": (text) => text.replaceAll("\u200c", " "),
  "no half-space": (text) => text.replaceAll("\u200c", ""),
  "ASCII digits": (text) => text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)),
  "Arabic digits": (text) =>
    text.replace(/[۰-۹]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x6f0 + 0x660)),
  "an emoji": (text) => `${text} 🙏`,
  politeness: (text) => `سلام، وقت بخیر. ${text}، ممنون از شما`,
  "bidi marks": (text) => `\u202b${text}\u202c`,
  "stretched letters": (text) => text.replace("س", "سسس"),
  harakat: (text) => text.replace("م", "مَ"),
};

describe.each(Object.entries(CHANGES))("%s", (_name, change) => {
  it.each(MESSAGES)("changes neither category, urgency nor flags of: %s", (text) => {
    const { category, urgency, flags } = reading(text);
    expect(reading(change(text))).toMatchObject({ category, urgency, flags });
  });
});

describe("an added insult", () => {
  it.each(MESSAGES.slice(0, 4))("turns up the heat and leaves the category: %s", (text) => {
    const calm = reading(text);
    const hot = reading(`${text} بی‌شعورها`);
    expect(hot.category).toBe(calm.category);
    expect(hot.flags).toEqual({ ...calm.flags, abusive: true });
    expect(hot.heat).toBe(3);
  });
});
