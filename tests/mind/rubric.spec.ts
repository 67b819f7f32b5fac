import { describe, expect, it } from "vitest";
import type { Fault, Mark, Points } from "../../src/core/rubric.ts";
import type { Heard } from "../../src/mind/rubric/heard.ts";
import { score } from "../../src/mind/rubric/score.ts";

const EN: Heard = {
  author: "bot",
  language: "en",
  purpose: "complaint",
  heat: 2,
  said: "my kettle from order #48217 came broken, I am furious",
  matter: ["product", "defect"],
  orderIds: ["#48217"],
  knownFacts: ["order_id"],
  earlier: [],
  times: ["tomorrow at 17:00"],
  quoted: ["Sepid"],
  cited: [],
  room: { textChars: 4_000 },
  secrets: { canary: "c0ffee123456", instructions: "" },
};
const FA: Heard = { ...EN, language: "fa", said: "کتری سفارش #48217 شکسته رسید", times: ["فردا ساعت ۱۷:۰۰"] };
const AR: Heard = { ...EN, language: "ar", said: "الغلاية من الطلب #48217 وصلت مكسورة", times: ["غداً الساعة ١٧:٠٠"] };

const GOOD = {
  en: "You are right to be upset: the kettle came broken. We follow this up, and you hear from us by tomorrow at 17:00.",
  fa: "حق دارید ناراحت باشید؛ کتری شکسته به دستتان رسیده است. پیگیر آن هستیم و تا فردا ساعت ۱۷:۰۰ خبر می‌گیرید.",
  ar: "معكم حق في استيائكم؛ وصلتكم الغلاية مكسورة. نحن نتابع الأمر، وتسمعون منا قبل غداً الساعة ١٧:٠٠.",
};

describe("a good reply", () => {
  it.each([
    [EN, GOOD.en],
    [FA, GOOD.fa],
    [AR, GOOD.ar],
  ])("has all marks and no fault", (heard, text) => {
    expect(score(text, heard)).toMatchObject({ total: 14, faults: [] });
  });
});

describe("a mark falls where its rule is broken, and no other", () => {
  it.each<[Mark, Points, string, Heard]>([
    [
      "names",
      1,
      "You are right to be upset about your case. We follow this up, and you hear from us by tomorrow at 17:00.",
      EN,
    ],
    ["names", 0, "You are right to be upset. We follow this up, and you hear from us by tomorrow at 17:00.", EN],
    ["acknowledges", 0, "The kettle came broken. We follow this up, and you hear from us by tomorrow at 17:00.", EN],
    ["acknowledges", 1, `I am sorry. I apologise. ${GOOD.en}`, EN],
    ["acknowledges", 1, GOOD.en, { ...EN, earlier: ["You are right to be upset: the kettle came broken."] }],
    [
      "acknowledges",
      1,
      "Thank you for writing. We follow up the kettle, and you hear from us by tomorrow at 17:00.",
      { ...EN, heat: 1 },
    ],
    ["owns", 0, "You are right to be upset: the kettle came broken. An answer comes by tomorrow at 17:00.", EN],
    [
      "owns",
      1,
      "You are right to be upset: the kettle came broken. It is recorded. An answer comes by tomorrow at 17:00.",
      EN,
    ],
    ["nextStep", 1, "You are right to be upset: the kettle came broken. We follow this up and write to you.", EN],
    ["nextStep", 0, "You are right to be upset: the kettle came broken. We have it in hand.", EN],
    ["nextStep", 1, `${GOOD.en} We write to you by next Friday as well.`, EN],
    ["asks", 1, `${GOOD.en} Was the box torn? Was it wet?`, EN],
    ["asks", 0, `${GOOD.en} What is your order number?`, EN],
    ["length", 1, `${GOOD.en} ${"We read every line of what you wrote to us about it. ".repeat(8)}`, EN],
    ["length", 0, `${GOOD.en} ${"We read every line of what you wrote to us about it. ".repeat(20)}`, EN],
    ["length", 0, GOOD.en, { ...EN, room: { textChars: 4_000, tooLong: (text) => text.length > 70 } }],
    ["register", 1, `${GOOD.en} Haha!`, EN],
    ["register", 1, GOOD.fa.replace("پیگیر آن", "رفیق، پیگیر آن"), FA],
    [
      "register",
      0,
      "حق داری ناراحت باشی؛ کتری شکسته رسیده است. پیگیر آن هستیم و تا فردا ساعت ۱۷:۰۰ برات می‌نویسیم.",
      FA,
    ],
    ["register", 1, GOOD.ar.replace("وتسمعون منا", "وستسمع منا"), AR],
    ["names", 0, "معكم حق في استيائكم. نحن نتابع الأمر، وتسمعون منا قبل غداً الساعة ١٧:٠٠.", AR],
    ["acknowledges", 0, "کتری شکسته به دستتان رسیده است. پیگیر آن هستیم و تا فردا ساعت ۱۷:۰۰ خبر می‌گیرید.", FA],
  ])("%s: %i", (mark, points, text, heard) => {
    const { marks } = score(text, heard);
    const lost = Object.entries(marks).filter(([, given]) => given < 2);
    expect(lost).toEqual([[mark, points]]);
  });
});

describe("a fault is one whatever the marks", () => {
  it.each<[Fault, string, Heard]>([
    ["promise", "We refund you by tomorrow at 17:00.", EN],
    ["promise", "پولتان را پس می‌دهیم.", FA],
    ["blame", "It was your own fault.", EN],
    ["calm_down", "لطفا آرام باشید.", FA],
    ["asks_secret", "أرسلوا رقم البطاقة من فضلكم.", AR],
    ["language", "Votre bouilloire est arrivée cassée et nous suivons.", EN],
    ["leak", "The mark is c0ffee123456.", EN],
    ["leak", "من ربات نیستم.", FA],
  ])("%s: %s", (fault, text, heard) => {
    expect(score(text, heard).faults).toContain(fault);
  });

  it("a person may promise, and is one", () => {
    const said = "I am a real person, and I refund you tomorrow.";
    expect(score(said, { ...EN, author: "agent" }).faults).toEqual([]);
    expect(score(said, EN).faults).toEqual(["promise", "leak"]);
  });
});

it("greetings owe no problem, no owner and no next step", () => {
  expect(score("Hello. Whatever went wrong, write it here.", { ...EN, purpose: "smalltalk", heat: 0 }).total).toBe(14);
  expect(score("I hear your anger.", { ...EN, purpose: "boundary" }).marks.nextStep).toBe(1);
  expect(score("I hear your anger. What happened?", { ...EN, purpose: "boundary" }).marks.nextStep).toBe(2);
});
