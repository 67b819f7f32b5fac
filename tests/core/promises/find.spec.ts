import { describe, expect, it } from "vitest";
import { findPromises } from "../../../src/core/promises/find.ts";

/** Sunday, 29 November 2026, 14:30 in Tehran (+03:30). */
const NOW = new Date("2026-11-29T11:00:00Z");
const OFFICE = {
  zone: "Asia/Tehran",
  hours: Object.fromEntries(["sat", "sun", "mon", "tue", "wed"].map((day) => [day, [["08:00", "16:00"]]])),
} as const;

/** As "29 17:00": day and wall clock in Tehran. */
function due(text: string): string[] {
  return findPromises(text, { now: NOW, schedule: OFFICE as never }).map(({ dueAt }) => {
    const wall = new Date(dueAt.getTime() + 3.5 * 3_600_000).toISOString();
    return `${wall.slice(8, 10)} ${wall.slice(11, 16)}`;
  });
}

describe("what an agent promises in English", () => {
  it.each([
    ["I will call you by 17:00.", "29 17:00"],
    ["We'll call you at 5 pm today", "29 17:00"],
    ["I'll get back to you by 5.", "29 17:00"],
    ["You will hear from us within 2 hours.", "29 16:30"],
    ["Our courier will deliver it tomorrow morning", "30 12:00"],
    ["We will refund it within 3 working days", "02 14:30"],
    ["I'll check and let you know in half an hour", "29 15:00"],
    ["A technician will come on Tuesday at 10", "01 10:00"],
    ["We will reply by the end of the day", "29 16:00"],
    ["I will send it tomorrow", "30 16:00"],
    ["We'll be in touch within an hour.", "29 15:30"],
    ["I'm calling you in 10 minutes", "29 14:40"],
    ["We will come this evening", "29 21:00"],
    ["Sorry for the wait. I will call you by 17:00. Thank you.", "29 17:00"],
  ])("%s", (text, time) => expect(due(text)).toEqual([time]));

  it.each([
    "Did the courier say he will deliver it tomorrow?",
    "You were told that we will call within an hour, and nobody did.",
    "I cannot promise a time before tomorrow.",
    "Your order was placed on Monday at 10.",
    "The shop opens tomorrow at 8.",
    "I will look into it.",
    "It will not arrive before Tuesday.",
    "Thank you for waiting two hours.",
    "If you send the photo today we will look at it.",
  ])("binds nobody: %s", (text) => expect(due(text)).toEqual([]));
});

describe("what an agent promises in Persian", () => {
  it.each([
    ["تا ساعت ۱۷ با شما تماس می‌گیرم.", "29 17:00"],
    ["امروز ساعت ۵ بعدازظهر زنگ می‌زنیم", "29 17:00"],
    ["تا دو ساعت دیگه خبرتون می‌کنم", "29 16:30"],
    ["فردا صبح سفارش را می‌فرستیم", "30 12:00"],
    ["حداکثر ظرف ۲۴ ساعت پاسخ شما را می‌دهیم.", "30 14:30"],
    ["نیم ساعت دیگه بهتون خبر میدم", "29 15:00"],
    ["سه‌شنبه ساعت ۱۰ تکنسین می‌آید.", "01 10:00"],
    ["تا آخر وقت امروز پیگیری می‌کنم", "29 16:00"],
    ["پس‌فردا مبلغ واریز خواهد شد.", "01 16:00"],
    ["شنبه بسته به دستتان می‌رسد.", "05 16:00"],
    ["حتما تا شب بهتون زنگ میزنم", "30 00:00"],
    ["از صبر شما ممنونم. تا فردا ساعت ۱۰:۳۰ نتیجه را اطلاع می‌دهم.", "30 10:30"],
  ])("%s", (text, time) => expect(due(text)).toEqual([time]));

  it.each([
    "می‌شود فردا ساعت ۱۰ منزل باشید؟",
    "گفتید تا فردا می‌رسد و نرسید.",
    "نمی‌توانم بگویم تا فردا می‌رسد.",
    "سفارش شما دیروز ساعت ۱۰ ثبت شد.",
    "پیگیری می‌کنم.",
    "دو ساعت منتظر ماندید، حق دارید.",
    "اگر امروز عکس بفرستید بررسی می‌کنیم.",
    "لطفاً فردا صبح با پشتیبانی تماس بگیرید.",
  ])("binds nobody: %s", (text) => expect(due(text)).toEqual([]));
});

describe("what an agent promises in Arabic", () => {
  it.each([
    ["سنتصل بكم قبل الساعة ١٧.", "29 17:00"],
    ["سأتواصل معك اليوم الساعة ٥ مساءً", "29 17:00"],
    ["سيصلك الرد خلال ساعتين", "29 16:30"],
    ["سنرسل الطلب غداً صباحاً", "30 12:00"],
    ["سوف نعيد المبلغ خلال ٣ أيام", "02 14:30"],
    ["راح نتصل فيك خلال ساعة", "29 15:30"],
    ["سيحضر الفني يوم الثلاثاء الساعة 10", "01 10:00"],
    ["سنوافيكم بالنتيجة نهاية اليوم", "29 16:00"],
    ["هنكلمك بكرة الساعة 11 الصبح", "30 11:00"],
  ])("%s", (text, time) => expect(due(text)).toEqual([time]));

  it.each([
    "هل ستكونون في البيت غداً؟",
    "قلتم إنكم ستتصلون خلال ساعة ولم يتصل أحد.",
    "لا أستطيع أن أعدكم بموعد قبل الغد.",
    "تم تسجيل الطلب أمس الساعة 10.",
    "سنتابع الموضوع.",
    "لن يصل الطلب قبل الثلاثاء.",
    "السيارة في الورشة منذ ساعتين.",
  ])("binds nobody: %s", (text) => expect(due(text)).toEqual([]));
});

it("finds each of several, once", () => {
  expect(due("I will call you by 17:00. We will refund it tomorrow. We'll call you at 17:00.")).toEqual([
    "29 17:00",
    "30 16:00",
  ]);
});

it("reads any text to its end", () => {
  expect(due(`${"a".repeat(20_000)} I will call within ${"9".repeat(4_000)} hours`)).toEqual([]);
});
