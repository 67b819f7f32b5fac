import { describe, expect, it } from "vitest";
import type { Category, Language } from "../../../src/core/reading.ts";
import { offlineMind } from "../../../src/mind/offline/engine.ts";
import { reading, turn } from "./reading.ts";

describe("a late order", () => {
  it.each<[string, Language, string]>([
    ["سفارش #48217 رو یک هفته‌ست منتظرم، هنوز نرسیده", "fa", "#48217"],
    ["salam, sefaresham 48217 naresid", "fa-Latn", "48217"],
    ["طلبي رقم 48217 ما وصل", "ar", "48217"],
    ["My order 48217 still hasn't arrived", "en", "48217"],
    ["سفارشم به شماره ۴۸۲۱۷ نیومد", "fa", "۴۸۲۱۷"],
  ])("is understood: %s", (text, language, orderId) => {
    const read = reading(text);
    expect(read).toMatchObject({ language, category: "delivery", complaint: true, sentiment: "negative" });
    expect(read.facts.filter(({ kind }) => kind === "order_id").map(({ value }) => value)).toEqual([orderId]);
    expect(read.missing).toEqual([]);
    expect(read.redacted).toContain(orderId);
    expect(read.substance).toBe(3);
  });

  it("asks for the order number only while nobody has told it", () => {
    const told = { kind: "order_id", value: "48217", quote: "48217", confidence: 1 } as const;
    expect(reading("سفارشم هنوز نرسیده").missing).toEqual(["order_id"]);
    expect(reading("سفارشم هنوز نرسیده", { facts: [told] }).missing).toEqual([]);
  });
});

describe("the category", () => {
  it.each<[string, Category]>([
    ["دو تا گلدون خریده بودم، یکیش خرد شده رسید دستم", "product_defect"],
    ["کی پول مرجوعی کاپشن رو پس می‌دید؟", "refund_return"],
    ["کارمزد اضافه از کارتم کسر شده", "payment_billing"],
    ["اپلیکیشن ارور می‌ده و باز نمی‌شه", "account_technical"],
    ["پیک شما خیلی بی‌ادب بود", "staff_behaviour"],
    ["اشتراکم رو لغو کنید", "cancellation"],
    ["هزینه نصب کولر چقدره؟", "info_request"],
    ["دمتون گرم، کارتون عالی بود", "praise"],
    ["المندوب كان وقحاً معي", "staff_behaviour"],
    ["شاشة الجوال مكسورة من أول يوم", "product_defect"],
    ["خصمتوا المبلغ مرتين من بطاقتي", "payment_billing"],
    ["بغيت نلغي الاشتراك ديالي", "cancellation"],
    ["the blender arrived cracked", "product_defect"],
    ["please refund my shoes", "refund_return"],
    ["what are your opening hours?", "info_request"],
    ["ghooti shekaste resid dastam", "product_defect"],
    ["barname hang mikone va baz nemishe", "account_technical"],
  ])("of «%s» is %s", (text, category) => {
    expect(reading(text).category).toBe(category);
  });

  it.each([
    "می‌خوام با یک نفر حرف بزنم",
    "أريد التحدث مع موظف",
    "عايز اكلم حد",
    "I want to talk to a person",
    "mikham ba ye nafar harf bezanam",
  ])("of a request for a person is other, and it is no complaint: %s", (text) => {
    expect(reading(text)).toMatchObject({ category: "other", complaint: false, sentiment: "neutral" });
  });

  it.each(["سلام", "سلام وقت بخیر", "مرحبا", "hi there", "salam", "خیلی ممنون"])(
    "of smalltalk is other: %s",
    (text) => {
      expect(reading(text)).toMatchObject({
        category: "other",
        complaint: false,
        urgency: "low",
        heat: 0,
        substance: 0,
      });
    },
  );
});

describe("heat and substance are two things", () => {
  it("an insult alone is hot and empty", () => {
    expect(reading("بی‌شعورهای عوضی")).toMatchObject({ category: "abuse", heat: 3, substance: 0, complaint: false });
  });

  it("an insult with a problem is hot and can be acted on", () => {
    const read = reading("احمق‌ها سفارش #7741 رو ده روزه نرسوندید، نرسیده هنوز");
    expect(read).toMatchObject({ category: "delivery", heat: 3, substance: 3, complaint: true });
  });

  it("a calm defect report is negative without an unkind word", () => {
    expect(reading("The kettle does not turn on")).toMatchObject({ sentiment: "negative", complaint: true, heat: 0 });
  });

  it.each(["دستتون درد نکنه با این ارسالتون", "thanks for nothing, great job losing my parcel"])(
    "praise that means its opposite is a complaint: %s",
    (text) => {
      expect(reading(text)).toMatchObject({ sentiment: "negative", complaint: true });
    },
  );
});

describe("the language", () => {
  it.each<[string, Language]>([
    ["پس پولم چی شد", "fa"],
    ["وين طلبي", "ar"],
    ["where is it", "en"],
    ["chera javab nemidid", "fa-Latn"],
    ["wo ist meine Bestellung", "other"],
    ["где мой заказ", "other"],
    ["momken akalem mowazaf", "other"],
  ])("of «%s» is %s", (text, language) => {
    expect(reading(text).language).toBe(language);
  });

  it.each(["48217", "👍", "…", ""])("of a text without letters is the conversation's: «%s»", (text) => {
    expect(reading(text, { knownLanguage: "ar" }).language).toBe("ar");
    expect(reading(text, { defaultLanguage: "en" }).language).toBe("en");
  });
});

describe("a few words", () => {
  it.each<[string, Language]>([
    ["موظف", "ar"],
    ["خلاص", "ar"],
    ["وصلت ٧ قطع فقط من ١٠", "ar"],
    ["موظف", "fa"],
    ["تمام", "fa"],
    ["iphone", "fa"],
  ])("without a telling sign stay in the conversation's language: «%s» in %s", (text, knownLanguage) => {
    expect(reading(text, { knownLanguage }).language).toBe(knownLanguage);
  });

  it.each<[string, Language, Language]>([
    ["سفارشم نرسیده", "ar", "fa"],
    ["پول من چی شد", "ar", "fa"],
    ["وين طلبي", "fa", "ar"],
    ["where is it", "fa", "en"],
  ])("that tell their language change it: «%s» in %s is %s", (text, knownLanguage, language) => {
    expect(reading(text, { knownLanguage }).language).toBe(language);
  });
});

describe("a complaint without an unkind word", () => {
  it.each<[string, Category]>([
    ["دو بار از کارتم پول کم شده، چرا؟ سفارش 5512", "payment_billing"],
    ["کد تخفیفم کار نکرد ولی پول کامل کم شد", "payment_billing"],
    ["۱۰ تا سفارش دادم فقط ۷ تاش رسیده", "delivery"],
    ["از ۵ تا فقط ۳ تا رسیده", "delivery"],
    ["مرسی بابت پیگیری ولی هنوز درست نشده", "other"],
    ["سایز ۴۲ سفارش دادم ۳۸ اومد", "product_defect"],
    ["پولم را می‌خواهم", "refund_return"],
    ["جواب بدید دیگه", "staff_behaviour"],
    ["چرا جواب نمیدید", "staff_behaviour"],
    ["من پارسال هم همین مشکل را داشتم", "other"],
    ["My order #48217 was supposed to be here a week ago. Where is it?", "delivery"],
    ["Only 7 of the 10 items arrived", "delivery"],
    ["I only received 2 of 5 shirts", "delivery"],
    ["We were supposed to get it Monday", "delivery"],
    ["faghat 3 ta resid", "delivery"],
    ["poolam chi shod", "refund_return"],
    ["I ordered size 42 and got 38", "product_defect"],
    ["nobody answers me", "staff_behaviour"],
    ["وصلت ٧ قطع فقط من ١٠", "delivery"],
    ["وين فلوسي من شهر وأنتم تماطلون", "refund_return"],
    ["طلبت مقاس ٤٢ ووصل ٣٨", "product_defect"],
    ["هذا استهتار! أنتم فاشلون وأريد نقودي", "refund_return"],
  ])("is one: «%s» (%s)", (text, category) => {
    const read = reading(text, { knownLanguage: text.includes("٧") ? "ar" : null });
    expect(read).toMatchObject({ complaint: true, sentiment: "negative", category });
    expect(read.substance).toBeGreaterThanOrEqual(1);
  });

  it.each([
    "فعلاً نمی‌دانم، فردا خبر می‌دهم",
    "I don't know yet, I'll tell you tomorrow",
    "بیست روز",
    "سفارش ۱۰ تا لیوان دادم",
    "فقط یک شماره فرستادم",
    "I was supposed to ask about your opening hours",
    "رسید، مشکل حل شد",
    "it arrived, problem solved",
    "وصل، انحلت المشكلة",
    "وصل الطلب خلال يومين فقط، شكرا",
  ])("is none: %s", (text) => expect(reading(text).complaint).toBe(false));

  it.each(["جواب بدید دیگه", "جواب بده", "بیست روزه"])("is no praise: %s", (text) => {
    expect(reading(text)).not.toMatchObject({ category: "praise" });
    expect(reading(text).sentiment).not.toBe("positive");
  });
});

describe("facts", () => {
  const kinds = (text: string) => reading(text).facts.map(({ kind, value }) => `${kind}: ${value}`);

  it("are quoted exactly as written", () => {
    expect(kinds("دیروز ۲۵۰ هزار تومان برای هدفون دادم، سفارش A-۱۲۰۹")).toEqual(
      expect.arrayContaining(["date: دیروز", "amount: ۲۵۰ هزار تومان", "product: هدفون", "order_id: A-۱۲۰۹"]),
    );
    expect(kinds("I paid $40 on 12 March for order #88-1")).toEqual(
      expect.arrayContaining(["amount: $40", "date: 12 March"]),
    );
    expect(kinds("دفعت ٥٠٠ ريال قبل أسبوعين في الرياض")).toEqual(
      expect.arrayContaining(["amount: ٥٠٠ ريال", "duration: أسبوعين", "place: الرياض"]),
    );
  });

  it.each<[string, string]>([
    ["یک هفته است", "یک هفته"],
    ["یک هفته‌ست منتظرم", "یک هفته"],
    ["یک هفته ست", "یک هفته"],
    ["۳ هفته‌است", "۳ هفته"],
    ["دو ماهست", "دو ماه"],
    ["دو ماه است", "دو ماه"],
    ["بیست روز", "بیست روز"],
    ["سه روزه منتظرم", "سه روز"],
    ["se rooze montazeram", "se rooz"],
  ])("say a duration without the verb that hangs on it: «%s» is «%s»", (text, value) => {
    const told = reading(text).facts.find(({ kind }) => kind === "duration");
    expect(told).toMatchObject({ value, quote: value });
    expect(text).toContain(told?.quote);
  });

  it.each([
    "مهلت مرجوعی چند روزه؟",
    "كم يوم ياخذ الإرجاع؟",
    "mohlate marjooi chand rooze?",
    "how many days does it take?",
  ])("a question for how long tells no duration: «%s»", (text) => {
    expect(reading(text).facts).toEqual([]);
  });

  it.each<[string, string]>([
    ["سفارش 991-22 نرسیده", "991-22"],
    ["order AB-991-22 please", "AB-991-22"],
    ["طلبي ٩٩١-٢٢", "٩٩١-٢٢"],
    ["sefaresham naresid 48217", "48217"],
    ["سفارشم هنوز نرسیده 48217", "48217"],
    ["طلبي ما وصل 48217", "48217"],
    ["my order never arrived, 48217", ""],
    ["my order never arrived 48217", "48217"],
    ["48217\nسفارشمه\nهنوز نیومده", "48217"],
    ["my order is late\n123456", "123456"],
    ["2024\nhappy new year", ""],
    ["طلبيتي ما وصلت للحين رقمها 9981", "9981"],
    ["شمارهٔ سفارش بنده ۷۷۴۱۰ است", "۷۷۴۱۰"],
    ["my order arrived 100 percent ruined", ""],
    ["I will order 2-3 more", ""],
    ["سفارشم نرسیده کد رهگیری 123456780123", ""],
  ])("name an order as the customer writes it: «%s» is «%s»", (text, value) => {
    expect(reading(text).facts.find(({ kind }) => kind === "order_id")?.value ?? "").toBe(value);
  });

  it("know the right number of an order whose wrong one was told before", () => {
    const told = { kind: "order_id", value: "#18812", quote: "#18812", confidence: 1 } as const;
    const orders = (text: string, facts: readonly (typeof told)[]) =>
      reading(text, { facts })
        .facts.filter(({ kind }) => kind === "order_id")
        .map(({ value }) => value);
    expect(orders("sorry, not 18812, I meant 18821", [told])).toEqual(["18821"]);
    expect(orders("ببخشید منظورم ۱۸۸۲۱ بود", [told])).toEqual(["۱۸۸۲۱"]);
    expect(orders("sorry, I meant 18821 people", [])).toEqual([]);
  });

  it("do not take a tracking code, an amount or a card for an order number", () => {
    expect(kinds("123456780").filter((fact) => fact.startsWith("order_id"))).toEqual([]);
    expect(kinds("سفارشم 250000 تومان بود").filter((fact) => fact.startsWith("order_id"))).toEqual([]);
    expect(kinds("order paid with 6037 9912 7306 3978").filter((fact) => fact.startsWith("order_id"))).toEqual([]);
  });

  it("take a bare number for the order when we have just asked for it", () => {
    const history = [{ author: "bot", text: "لطفاً شماره سفارش را بفرمایید." }] as const;
    expect(reading("۴۸۲۱۷", { history }).facts).toEqual([
      { kind: "order_id", value: "۴۸۲۱۷", quote: "۴۸۲۱۷", confidence: 0.6 },
    ]);
    expect(reading("۴۸۲۱۷").facts).toEqual([]);
    expect(reading("123456780", { history }).facts).toEqual([]);
  });

  const orders = (text: string | readonly string[], known: Parameters<typeof reading>[1] = {}) =>
    reading(text, known)
      .facts.filter(({ kind }) => kind === "order_id")
      .map(({ value }) => value);
  const asked = [
    ["fa", "شمارهٔ سفارشتان چیست؟"],
    ["ar", "هل ترسلون رقم الطلب من فضلكم؟"],
    ["en", "Which order number is this about?"],
  ] as const;

  it.each(asked)("take digits in groups for one number when it was asked for, in %s", (_language, question) => {
    const history = [{ author: "bot", text: question }] as const;
    expect(orders("45 678", { history })).toEqual(["45678"]);
    expect(orders("۴۵ ۶۷۸", { history })).toEqual(["۴۵۶۷۸"]);
    expect(orders("٤٥-٦٧٨", { history })).toEqual(["٤٥٦٧٨"]);
    expect(orders("45 678")).toEqual([]);
    expect(orders("0912 345 6789", { history })).toEqual([]);
    expect(orders("123 456 780", { history })).toEqual([]);
    expect(orders("2 3", { history })).toEqual([]);
  });

  it.each(asked)(
    "take a number alone for an earlier question that nobody has answered, in %s",
    (_language, question) => {
      const history = [
        { author: "bot", text: question },
        { author: "customer", text: "…" },
        { author: "bot", text: "OK." },
      ] as const;
      const known = { kind: "order_id", value: "60606", quote: "60606", confidence: 1 } as const;
      expect(orders("77777", { history })).toEqual(["77777"]);
      expect(orders("77777", { history, facts: [known] })).toEqual([]);
      expect(orders("77777 people", { history })).toEqual([]);
    },
  );

  it.each([
    [["سفارشم", "شماره 60606", "شکسته رسیده"], "60606"],
    [["طلبي", "رقم 60606", "وصل مكسور"], "60606"],
    [["my order", "no. 60606", "arrived broken"], "60606"],
    [["سفارشم شکسته", "خونه شماره 60606"], ""],
    [["my order is broken", "it cost 60606 in all"], ""],
    [["طلبي مكسور", "بيتي رقم 60606"], ""],
  ])("find the number of an order told in pieces: %j", (pieces, value) => {
    expect(orders(pieces)[0] ?? "").toBe(value);
  });
});

describe("the engine", () => {
  it("reads all messages of the turn as one, and drafts nothing", async () => {
    const answer = await offlineMind.respond(turn(["سلام", "سفارش 5512", "نرسیده"]), new AbortController().signal);
    expect(answer).toMatchObject({ ok: true, value: { draft: null, tokens: { input: 0, cached: 0, output: 0 } } });
    if (!answer.ok) return;
    expect(answer.value.reading).toMatchObject({ category: "delivery", engine: "offline" });
    expect(answer.value.reading.facts.map(({ value }) => value)).toContain("5512");
  });

  it("sums up without greeting and without personal data, in at most 200 characters", () => {
    const { summary } = reading(`سلام وقت بخیر\nشماره من 09123456789، سفارشم نرسیده ${"و هنوز منتظرم ".repeat(40)}`);
    expect(summary.length).toBeLessThanOrEqual(200);
    expect(summary).not.toContain("0912");
    expect(summary).not.toContain("وقت بخیر");
    expect(summary).toContain("نرسیده");
  });
});
