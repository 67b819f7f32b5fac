import { describe, expect, it } from "vitest";
import { asksOfOwnCase } from "../../../src/mind/offline/own-case.ts";

describe("a question about one's own case", () => {
  it.each([
    "کد پیگیریم چی بود؟",
    "کد پیگیری من چیه",
    "شماره پرونده‌ام رو گم کردم",
    "وضعیت پرونده‌ام چیه؟",
    "وضعیت شکایتم چطوره؟",
    "پرونده‌ام به کسی سپرده شد؟",
    "ما هو رقم المتابعة؟",
    "نسيت رقم المتابعة",
    "ما حالة الملف؟",
    "شو وضع الشكوى؟",
    "هل عينتم أحدا للمتابعة؟",
    "what is my tracking code?",
    "I lost my case number",
    "what is the status?",
    "what's the status of my complaint?",
    "did you assign someone?",
    "is anyone working on my case?",
    "code peygirim chi bood?",
  ])("is heard in: %s", (text) => {
    expect(asksOfOwnCase(text)).toBe(true);
  });

  it.each([
    "کد رهگیری پست چیه؟",
    "کد تخفیفم کار نمی‌کنه",
    "وضعیت سفارش 44007 چیه؟",
    "شماره پرونده بیمه رو لازم دارم برای دادگاه و کسی جواب نمی‌ده",
    "ما هو رقم الطلب؟",
    "ما حالة الطلب؟",
    "متى يصل طلبي؟",
    "رقم تتبع الشحنة من فضلكم",
    "what is the status of my order?",
    "what is my tracking number from the post?",
    "what is the discount code?",
    "someone assigned my parcel to another driver",
    "the tracking code on your site does not work and nobody helps",
  ])("is not heard in: %s", (text) => {
    expect(asksOfOwnCase(text)).toBe(false);
  });
});
