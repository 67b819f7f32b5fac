import { describe, expect, it } from "vitest";
import { isGreetingOrThanks, saysNo, saysYes } from "../../../src/mind/offline/intentions.ts";

describe("the answer to «is it resolved?»", () => {
  const YES = [
    "بله",
    "آره ممنون",
    "حل شد، مرسی",
    "بله حل شد",
    "نعم",
    "ايوه شكرا",
    "yes",
    "Yes, thank you!",
    "all good now",
    "رسید، مشکل حل شد",
    "it arrived, problem solved",
    "وصل، انحلت المشكلة",
    "resid, moshkel hal shod",
    "bale",
    "are mersi",
    "👍",
  ];
  const NO = [
    "نه",
    "خیر",
    "نه هنوز",
    "حل نشده",
    "لا",
    "لسه",
    "لا، لم تحل المشكلة",
    "no",
    "Not yet.",
    "still not working",
    "na hanooz",
    "👎",
  ];
  const NEITHER = [
    "",
    "بله ولی پول کامل برنگشت",
    "نمی‌دونم",
    "فعلاً نمی‌دانم، فردا خبر می‌دهم",
    "I don't know yet, I'll tell you tomorrow",
    "رسید ولی شکسته بود",
    "yes but it broke again",
    "when?",
    "48217",
    "سلام",
    "نعم لكن لم يصل",
    "آره سفارش جدیدم نرسیده",
  ];

  it.each(YES)("is yes: %s", (text) => {
    expect([saysYes(text), saysNo(text)]).toEqual([true, false]);
  });

  it.each(NO)("is no: %s", (text) => {
    expect([saysYes(text), saysNo(text)]).toEqual([false, true]);
  });

  it.each(NEITHER)("is neither, so somebody asks again: «%s»", (text) => {
    expect([saysYes(text), saysNo(text)]).toEqual([false, false]);
  });
});

describe("a greeting or thanks", () => {
  it.each([
    "سلام",
    "سلام، خسته نباشید",
    "مرسی از شما",
    "السلام عليكم ورحمة الله وبركاته",
    "شكرا جزيلا",
    "hello!",
    "thanks a lot",
    "salam khaste nabashid",
    "bye",
  ])("is only that: %s", (text) => expect(isGreetingOrThanks(text)).toBe(true));

  it.each(["سلام سفارشم نرسیده", "ممنون ولی خراب بود", "hello where is my order", "مرحبا وين طلبي", "سفارش", ""])(
    "is more than that: «%s»",
    (text) => expect(isGreetingOrThanks(text)).toBe(false),
  );
});
