import { describe, expect, it } from "vitest";
import { saysSettled } from "../../../src/mind/offline/settled.ts";

describe("that it is over", () => {
  it.each([
    "آهان پیدا شد، دم در بود. ببخشید",
    "دیگه لازم نیست پیگیری کنید",
    "حل شد ممنون",
    "وصلني الطلب خلاص",
    "لا داعي للمتابعة",
    "خلاص انحلت المشكلة",
    "oh it just arrived, sorry!",
    "please close the case",
    "it's sorted now thanks",
    "peyda shod mamnoon",
  ])("is heard in: %s", (text) => {
    expect(saysSettled(text)).toBe(true);
  });

  it.each([
    "بسته رسید ولی شکسته بود",
    "مشکل حل نشد",
    "رسید پرداخت رو فرستادم",
    "لسه ما وصل",
    "وصلت البضاعة غلط واللون مو اللي طلبته أبدا",
    "it arrived but broken",
    "has it arrived?",
    "never mind",
    "close my account",
    "it came on Tuesday with a different courier who wanted to see my passport first",
  ])("is not heard in: %s", (text) => {
    expect(saysSettled(text)).toBe(false);
  });
});
