import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isCode, makeCode } from "../../src/core/tracking-code.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { codeIn } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

async function aCase(): Promise<{ readonly customer: Visitor; readonly code: string }> {
  const customer = await desk.visitor();
  await customer.says("my order #48217 never came, my number is 09121234567");
  return { customer, code: codeIn((await customer.reply()).text) };
}

/** Codes that could exist and do not. */
function wrongCodes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => makeCode(11_111_111 + n));
}

describe("the status of a case", () => {
  it("is told to whoever has the code, without a word about its owner", async () => {
    const { code } = await aCase();
    const stranger = await desk.visitor();
    await stranger.says(code);
    const status = await stranger.reply();
    expect(status).toMatchObject({ author: "system", kind: "notice" });
    expect(status.text).toContain(code);
    for (const personal of ["48217", "0912", "never came"]) expect(status.text).not.toContain(personal);
    expect(await desk.conversation(stranger.id)).toMatchObject({ ticket: null, state: "bot" });
  });

  it.each(["بسته ۹ رقم نیست", "کد من CODE است", "CODE?", "وضعیت CODE چی شد", "#CODE"])(
    "is found inside a sentence, in any digits: %s",
    async (sentence) => {
      const { customer, code } = await aCase();
      const persian = code.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
      const asks = sentence.includes("CODE");
      await customer.says(sentence.replace("CODE", persian));
      const answer = await customer.reply();
      if (asks) expect(answer.text).toContain(code);
      expect(answer.author).toBe(asks ? "system" : "bot");
    },
  );

  it("is told in every state, also while a person speaks", async () => {
    const { customer, code } = await aCase();
    await desk.agent("sara").says(customer.id, "Hello, this is Sara.");
    await customer.reply();
    const { epoch } = await desk.conversation(customer.id);
    await customer.says(code);
    expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "human", epoch });
  });
});

describe.each([
  [
    "my order #48217 never came",
    ["what is my tracking code?", "what is the status?", "did you assign someone?"],
    /newly registered/,
  ],
  ["سفارش 44007 هنوز نرسیده", ["کد پیگیریم چی بود؟", "وضعیت پرونده‌ام چیه؟"], /تازه|ثبت/],
  ["طلبي رقم 44009 لم يصل", ["ما هو رقم المتابعة؟"], /جديد|سُجّل|مسجّل/],
] as const)("who asks after their own case without its code: %s", (complaint, questions, status) => {
  it.each(questions)("is told the code, the status and the time of the next word: %s", async (question) => {
    const customer = await desk.visitor();
    await customer.says(complaint);
    const code = codeIn((await customer.reply()).text);
    await customer.says(question);
    const { author, text } = await customer.reply();
    expect(author).toBe("system");
    expect(text).toContain(code);
    expect(text).toMatch(status);
    expect(text).toMatch(/\p{Nd}\p{Nd}:\p{Nd}\p{Nd}/u);
  });
});

describe("somebody who tries codes", () => {
  it("is stopped for an hour after five wrong ones, also for a right one", async () => {
    const { code } = await aCase();
    const stranger = await desk.visitor();
    for (const wrong of wrongCodes(5)) {
      expect(isCode(wrong)).toBe(true);
      await stranger.says(wrong);
      expect((await stranger.reply()).text).not.toContain(wrong);
    }
    await stranger.says(code);
    const limited = await stranger.reply();
    expect(limited.text).not.toContain(code);
    expect((await desk.turns(stranger.id)).at(-1)?.decision.rule).toBe("status-limited");

    await desk.minutesPass(61);
    await stranger.says(code);
    expect((await stranger.reply()).text).toContain(code);
  });

  it("does not disturb anybody else", async () => {
    const guesser = await desk.visitor();
    for (const wrong of wrongCodes(6)) {
      await guesser.says(wrong);
      await guesser.reply();
    }
    const { customer, code } = await aCase();
    await customer.says(code);
    expect((await customer.reply()).text).toContain(code);
  });
});

describe("many codes at once", () => {
  it("tell a guesser nothing: they count before any of them is answered", async () => {
    const { code } = await aCase();
    const guesser = await desk.visitor();
    await guesser.says([...wrongCodes(30), code].join(" "));
    expect((await guesser.reply()).text).not.toContain(code);
    await desk.turnOf(guesser.id, await guesser.says("hello"));
    expect(guesser.unread.filter(({ author }) => author === "system")).toEqual([]);
  });

  it("tell a guesser nothing who complains beside them", async () => {
    const { code } = await aCase();
    const guesser = await desk.visitor();
    await guesser.says(`my parcel never arrived and nobody answers me ${[...wrongCodes(30), code].join(" ")}`);
    expect((await guesser.reply()).text).not.toContain(code);
  });

  it("of the customer's own are each answered once", async () => {
    const [first, second] = [await aCase(), await aCase()];
    await first.customer.says(`${first.code} ${second.code} ${first.code} ${wrongCodes(1)}`);
    const texts = (await first.customer.replies(3)).map(({ text }) => text);
    expect(texts[0]).toContain(first.code);
    expect(texts[1]).toContain(second.code);
    expect(texts[2]).not.toMatch(/\d{9}/);
    await desk.turnOf(first.customer.id, await first.customer.says("hello"));
    expect(first.customer.unread.filter(({ author }) => author === "system")).toEqual([]);
  });
});
