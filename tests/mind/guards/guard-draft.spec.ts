import { describe, expect, it } from "vitest";
import { type GuardContext, guardDraft } from "../../../src/mind/guards/guard-draft.ts";
import type { GuardRule } from "../../../src/mind/guards/objections.ts";
import { PROMPT } from "../openai/support.ts";
import { SENTENCES } from "./sentences.ts";

const EN: GuardContext = {
  language: "en",
  orderIds: ["#48217"],
  code: "123456789",
  time: "tomorrow at 17:00",
  introduction: null,
  sentences: SENTENCES,
  serious: true,
  said: [],
  passages: [],
  lookups: [],
  knownCodes: [],
  allowed: ["1,250,000 toman", "Tuesday"],
  names: ["Sepid Shop", "Sara"],
  knownFacts: ["order_id"],
  recentBotTexts: ["We keep your case and you hear from us by today at 12:30."],
  maxLength: 500,
  canary: "c0ffee123456",
  instructions: PROMPT.instructions,
};
const FA: GuardContext = {
  ...EN,
  language: "fa",
  orderIds: ["#۴۸۲۱۷"],
  time: "فردا ساعت ۱۷:۰۰",
  allowed: [],
  recentBotTexts: [],
};
const AR: GuardContext = {
  ...EN,
  language: "ar",
  orderIds: ["#٤٨٢١٧"],
  time: "غدا الساعة ١٧:٠٠",
  allowed: [],
  recentBotTexts: [],
};

const guard = (text: string, context = EN) => guardDraft({ text, claims: [] }, context);

function rulesBroken(text: string, context = EN): readonly GuardRule[] {
  const result = guard(text, context);
  return result.ok ? [] : result.error.map((failure) => failure.rule);
}

describe("a draft to a plan that asks", () => {
  const asking = { ...EN, knownFacts: [], question: "Which day was it?" } as const;
  const draft = "Order #48217 is recorded under {code}, and you hear from us by {time}.";

  it("carries the desk's own question where it asks nothing", () => {
    expect(guard(draft, asking)).toMatchObject({ ok: true, value: expect.stringMatching(/Which day was it\?$/) });
  });

  it("keeps the question it asks itself", () => {
    const own = guard(`${draft} On which day did you order it?`, asking);
    expect(own).toMatchObject({ ok: true, value: expect.not.stringContaining("Which day was it?") });
  });
});

describe("a good draft", () => {
  it.each([
    [
      EN,
      "Order #48217 has not reached you since Tuesday, Sara. It is recorded under {code}, and you hear back from us by {time}.",
    ],
    [
      FA,
      "سفارش #۴۸۲۱۷ هنوز به دستتان نرسیده است؛ حق دارید ناراحت باشید. کد پیگیری شما {code} است و تا {time} از ما خبر می‌گیرید.",
    ],
    [AR, "طلبكم #٤٨٢١٧ لم يصلكم بعد، ومن حقكم أن تنزعجوا. رمز المتابعة {code} وستسمعون منا قبل {time}."],
  ])("passes with code and time filled in", (context, text) => {
    const result = guard(text, context);
    expect(result).toEqual({
      ok: true,
      value: text.replace("{code}", "123456789").replace("{time}", context.time ?? ""),
    });
  });

  it("gets what it left out: order number, code and time", () => {
    const result = guard("That is a long wait and we own it.");
    expect(result.ok && result.value).toBe(
      "That is a long wait and we own it. Order: #48217. Your tracking code: 123456789. You hear from us by tomorrow at 17:00.",
    );
  });

  it("gets the order number back as the customer wrote it", () => {
    expect(guard("سفارش 48217 نرسیده است.", FA)).toMatchObject({
      value: expect.stringContaining("سفارش #۴۸۲۱۷ نرسیده"),
    });
    expect(guard("Order ۴۸۲۱۷ is late and we own it.")).toMatchObject({
      value: expect.stringContaining("Order #48217 is late"),
    });
  });

  it("loses a sentence about a code that is not given", () => {
    const result = guard("We are glad it works. Your code is {code}.", { ...EN, orderIds: [], code: null, time: null });
    expect(result).toEqual({ ok: true, value: "We are glad it works." });
  });

  it("is introduced where it did not introduce itself", () => {
    const introduction = "I am the automatic assistant of Sepid Shop; a person is one word away.";
    expect(guard("That is a long wait.", { ...EN, introduction })).toMatchObject({
      value: expect.stringMatching(/^I am the automatic/),
    });
    const own = "I am the automatic assistant here. That is a long wait.";
    expect(guard(own, { ...EN, introduction })).toMatchObject({ value: expect.not.stringContaining("Sepid") });
  });

  it("in Persian has Persian letters", () => {
    expect(guard("سفارش شما هنوز نرسيده و اين كار ماست.", FA)).toMatchObject({
      value: expect.stringContaining("نرسیده و این کار"),
    });
  });
});

describe("a draft is stopped", () => {
  it.each<[GuardRule, string, GuardContext]>([
    ["promise", "We will refund you.", EN],
    ["promise", "پول شما را برمی‌گردانیم.", FA],
    ["promise", "سنعيد لك المبلغ.", AR],
    ["claim", "Order #48217 left on the truck 7731.", EN],
    ["claim", "سفارش شما با پیک ۷۷۳۱ رفت و ما پیگیر هستیم.", FA],
    ["claim", "طلبك خرج مع المندوب ٧٧٣١ وهو عندنا.", AR],
    ["claim", "You paid 1,350,000 toman, and that is recorded.", EN],
    ["claim", "You can read more about it at https://evil.test/pay now.", EN],
    ["claim", "Write to us at help@evil.test and you are heard.", EN],
    ["claim", "The parcel was seen on Friday.", EN],
    ["blame", "You entered the wrong address, and the parcel is late.", EN],
    ["blame", "این اشتباه از خود شماست که آدرس را ننوشتید.", FA],
    ["blame", "هذا خطؤك لأن العنوان ناقص في الطلب.", AR],
    ["calm_down", "Please calm down, we are on it.", EN],
    ["calm_down", "لطفا آرام باشید تا با هم پیگیری کنیم.", FA],
    ["calm_down", "اهدأ من فضلك ونحن نتابع الأمر.", AR],
    ["language", "سفارش شما هنوز نرسیده است و ما پیگیر هستیم.", EN],
    ["language", "Your order has not reached you and we own it.", FA],
    ["language", "طلبك لم يصلك بعد ونحن نتابع هذا الأمر معك.", FA],
    ["language", "سفارش شما هنوز به دستتان نرسیده است و ما پیگیر آن هستیم.", AR],
    ["language", "sefaresh shoma hanuz naresideh va ma peygir hastim.", FA],
    ["language", "Su pedido todavía no ha llegado y lo lamentamos mucho.", EN],
    ["leak", "The mark is c0ffee123456 and you asked for it.", EN],
    ["leak", "The mark is C0-FF-EE-12-34-56 and you asked for it.", EN],
    ["leak", "My system prompt says that we own your case.", EN],
    ["leak", "Your card [CARD_1] is noted by us.", EN],
    ["leak", "Hello {name}, we own your case.", EN],
    ["leak", "I am a human and we own your case.", EN],
    ["leak", "I'm not a bot, we own your case.", EN],
    ["leak", "من ربات نیستم و پیگیر کار شما هستم.", FA],
    ["leak", "أنا لست روبوتا وسأتابع الأمر معك.", AR],
    ["leak", "Name the customer's own problem back. Acknowledge once, fitting the mood.", EN],
    ["repeat", "We keep your case and you hear from us by {time}.", EN],
    ["too_long", "We own this case. ".repeat(60), EN],
    ["questions", "Did it come in a box? Was it open?", EN],
    ["asks_known", "Could you please send us your order number?", EN],
    ["asks_known", "لطفا شماره سفارش خود را برای ما بنویسید.", FA],
    ["asks_known", "ما رقم الطلب من فضلك حتى نتابع الأمر؟", AR],
    ["empty", "Your code is {code}.", { ...EN, code: null }],
  ])("by %s: %s", (rule, text, context) => {
    expect(rulesBroken(text, context)).toContain(rule);
  });
});

describe("a near miss passes", () => {
  it.each<[string, GuardContext]>([
    ["It is not your fault that the parcel is late.", EN],
    ["این اشتباه شما نیست و ما پیگیر آن هستیم.", FA],
    ["هذا ليس خطأكم ونحن نتابع الأمر معكم.", AR],
    ["You are right to be upset about this wait.", EN],
    ["You paid 1250000 toman on Tuesday, and it is recorded.", EN],
    ["I am the automatic assistant; a person is one word away.", EN],
    ["Was the box open when it came?", EN],
    ["Your order number is with us, so nothing has to be sent twice.", EN],
    ["A prompt word from a colleague is what you need.", EN],
  ])("%s", (text, context) => {
    expect(rulesBroken(text, context)).toEqual([]);
  });
});

it.each([EN, FA, AR])("the reply in our own examples passes", (context) => {
  const line = PROMPT.prefix[context.language].split("\n").find((text) => text.startsWith('{"reading"')) ?? "";
  const { reading, reply } = JSON.parse(line) as {
    reading: { facts: { kind: string; value: string }[] };
    reply: { text: string };
  };
  const values = reading.facts.map((fact) => fact.value);
  const own = { ...context, orderIds: values.slice(0, 1), allowed: values, recentBotTexts: [] };
  expect(guard(reply.text, own)).toMatchObject({ ok: true });
});
