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
