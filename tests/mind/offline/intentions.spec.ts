import { describe, expect, it } from "vitest";
import { isGreetingOrThanks, saysNo, saysYes } from "../../../src/mind/offline/intentions.ts";
import { isWordless, talkOf, wishedLanguage } from "../../../src/mind/offline/small-talk.ts";

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

describe("what is said to whoever answers", () => {
  it.each([
    "are you a bot?",
    "am I talking to a human?",
    "hi, are you a real person or a robot?",
    "تو رباتی؟",
    "شما آدمی یا ربات؟",
    "سلام، شما ربات هستید یا آدم؟",
    "هل أنت روبوت؟",
    "انت بوت ولا انسان؟",
    "robot hasti?",
    "shoma robati ya adam?",
  ])("asks whether a machine answers: %s", (text) => expect(talkOf(text)).toBe("bot"));

  it.each([
    "I want a human",
    "can I talk to a human",
    "your robot vacuum is broken",
    "the bot did not understand me",
    "are you a bot? I want a human",
    "می‌خوام با آدم حرف بزنم",
    "ربات جاروبرقی خرابه",
    "ادمین هست؟",
    "أريد أن أتحدث مع إنسان",
    "adam mikham",
  ])("does not ask that: %s", (text) => expect(talkOf(text)).not.toBe("bot"));

  it.each([
    ["presence", ["hello??", "are you there?", "کسی هست؟", "الو؟", "هل من أحد؟", "kasi hast?"]],
    ["wellbeing", ["how are you?", "hi, how are you doing today?", "حالتون چطوره؟", "كيف حالك؟", "haletoon chetore?"]],
    ["thanks", ["طيب شكرا", "ok thanks", "باشه ممنون", "thank you so much"]],
    ["noted", ["👍", "👍🏽", "ok", "باشه", "حسنا", "bashe"]],
    [null, ["hello", "سلام", "bye", "خداحافظ", "yes", "بله", "👎", "ok but where is my order?", "ممنون ولی نرسید"]],
  ] as const)("is %s", (kind, texts) => {
    for (const text of texts) expect(talkOf(text), text).toBe(kind);
  });

  it.each([
    ["fa", ["فارسی جواب بده", "farsi benevis", "reply in Persian please", "بالفارسي لو سمحت"]],
    ["ar", ["عربي", "ممكن تردون بالعربي؟", "arabi javab bede", "can you answer in Arabic?"]],
    ["en", ["english", "OK English please", "میشه انگلیسی صحبت کنید؟", "ممكن بالانجليزي؟"]],
    [
      null,
      ["english or farsi?", "I don't speak english", "the manual is in english", "دفترچه فارسی نداره", "کلاس انگلیسی"],
    ],
  ] as const)("wishes for %s", (language, texts) => {
    for (const text of texts) expect(wishedLanguage(text), text).toBe(language);
  });

  it("may be nothing but a question mark", () => {
    expect(["?", "؟؟", " ?! ", "...?"].filter(isWordless)).toHaveLength(4);
    expect(["", "...", "!", "why?"].filter(isWordless)).toEqual([]);
  });
});
