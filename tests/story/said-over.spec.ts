import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { codeIn } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

/** A customer with an open case, whose answer is read. */
async function withCase(complaint: string) {
  const customer = await desk.visitor();
  await customer.says(complaint);
  return { customer, code: codeIn((await customer.reply()).text) };
}

describe("a customer who says by themselves that it has come", () => {
  it.each([
    ["سفارش 44007 هنوز نرسیده", "الان رسید مرسی"],
    ["طلبي رقم 44009 لم يصل", "وصل الآن شكرا"],
    ["order 44008 has not arrived", "just arrived, thanks"],
    ["دفعت ولم يرجع المبلغ رقم الطلب 44010", "انحلت المشكلة البنك رجع المبلغ"],
    ["you charged me twice for order 44011", "the bank returned it, solved"],
    ["پول دو بار از حسابم کم شد سفارش 44012", "حل شد، پول برگشت"],
  ])("closes the case that waited for it: %s · %s", async (complaint, over) => {
    const { customer, code } = await withCase(complaint);
    await customer.says(over);
    expect((await customer.reply()).text).toContain(code);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
  });

  it.each([
    ["The vase from order 44003 arrived cracked", "it came yesterday"],
    ["The vase from order 44003 arrived cracked", "It arrived on Sunday"],
    ["وصلني الجهاز مكسور رقم الطلب 44004", "وصلني أمس"],
    ["گوشی شکسته رسید سفارش 44005", "دیروز رسید دستم"],
    ["رنگ مانتو اشتباهه سفارش 44006", "امروز رسید دستم"],
  ])("closes nothing where it is what came that is wrong: %s · %s", async (complaint, came) => {
    const { customer, code } = await withCase(complaint);
    await customer.says(came);
    expect((await customer.reply()).author).toBe("bot");
    expect(await desk.ticket(code)).toMatchObject({ status: "new" });
  });
});

describe.each([
  [
    "cancellation_withdrawn",
    /not to be cancelled|do not cancel|no cancellation/,
    "please cancel order 55121",
    ["Actually wait, don't cancel it", "yes keep the order please"],
  ],
  [
    "cancellation_withdrawn",
    /لغو نشود|لغو نمی‌خواهید/,
    "می‌خوام سفارش 55120 رو لغو کنم",
    ["نه صبر کنید لغو نکنید", "پشیمون شدم لغو نکنید"],
  ],
  ["cancellation_withdrawn", /لا يُلغى|لا إلغاء|لا تريدون الإلغاء/, "أريد إلغاء الطلب رقم 55122", ["لا، لا تلغوه"]],
  [
    "return_withdrawn",
    /not to go ahead|no return|nothing goes back/,
    "I want to return order 55123",
    ["changed my mind, I'll keep it"],
  ],
] as const)("a customer who takes a wish back: %s %s", (reason, noted, wish, words) => {
  it.each(words)("is given to a person at once, and told that just this is noted: %s", async (said) => {
    const { customer, code } = await withCase(wish);
    await customer.says(said);
    const { text } = await customer.reply();
    expect(text).toMatch(noted);
    expect(text).toContain(code);
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", owner: { reason } });
  });
});

describe.each([
  ["order 44008 has not arrived", "never mind, forget it", /^.*\?$/, "yes", "close the case", /as you wished|closed/],
  [
    "The vase from order 44003 arrived cracked",
    "I'll keep it, never mind",
    /\?$/,
    "yes please close it",
    "close the case",
    /as you wished|closed/,
  ],
  ["سفارش 44007 هنوز نرسیده", "بیخیال نمیخواد، ولش کن", /؟$/, "آره ببندید", "پرونده را ببندید", /بسته شد/],
  ["طلبي رقم 44009 لم يصل", "لا خلاص خلوه", /؟$/, "نعم أغلقوه", "أغلقوا الملف", /أُغلق|مغلق/],
] as const)("a customer who lets it go: %s · %s", (complaint, resigned, question, yes, closing, closedWords) => {
  it("is asked once whether it shall be closed, and a yes closes it, not as solved", async () => {
    const { customer, code } = await withCase(complaint);
    await customer.says(resigned);
    const asked = await customer.reply();
    expect(asked.text).toMatch(question);
    expect(asked.buttons.map(({ id }) => id)).toEqual(["confirm:yes", "confirm:no"]);
    expect(await desk.ticket(code)).toMatchObject({ status: "new" });
    await customer.says(yes);
    expect((await customer.reply()).text).toMatch(closedWords);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
  });

  it("keeps it open with a no, and is told the words that close it; they do", async () => {
    const { customer, code } = await withCase(complaint);
    await customer.says(resigned);
    await customer.reply();
    await customer.taps("confirm:no");
    expect((await customer.reply()).text).toContain(closing);
    await customer.says(resigned);
    const again = await customer.reply();
    expect(again.text).not.toMatch(/[?؟]/);
    expect(await desk.ticket(code)).toMatchObject({ status: "new" });
    await customer.says(closing);
    expect((await customer.reply()).text).toMatch(closedWords);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
  });
});

describe.each(["never mind", "بیخیال", "خلوه خلاص"])("without a case, «%s»", (said) => {
  it("gets a friendly word and no question", async () => {
    const customer = await desk.visitor();
    await customer.says(said);
    const { text } = await customer.reply();
    expect(text).not.toMatch(/[?؟]/);
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "bot", ticket: null });
  });
});
