import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { codeIn, TONGUES } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

const WITHOUT_ORDER: Readonly<Record<string, string>> = {
  Persian: "سفارش من هنوز نرسیده",
  Arabic: "طلبي لم يصل حتى الآن",
  English: "my order never arrived",
  Finglish: "salam sefaresham naresid",
};

describe.each(TONGUES)("what a customer has said, in $name", (tongue) => {
  it("is not asked again: the order number is asked for once, then known", async () => {
    const customer = await desk.visitor();
    await customer.says(WITHOUT_ORDER[tongue.name] ?? "");
    const first = await customer.reply();
    const code = codeIn(first.text);
    const [asked] = await desk.turns(customer.id);
    expect(asked?.decision).toMatchObject({ kind: "ask" });
    expect(asked?.decision.reasons).toContain("asked order_id");

    await customer.says(tongue.digits("48217"));
    const second = await customer.reply();
    expect(second.author).toBe("bot");
    expect(second.text).toContain(tongue.digits("48217"));
    expect(second.text).not.toMatch(tongue.introduces);
    await customer.says(tongue.later);
    await customer.reply();

    const asking = (await desk.turns(customer.id)).flatMap(({ decision }) => decision.reasons);
    expect(asking.filter((reason) => reason === "asked order_id")).toHaveLength(1);
    expect((await desk.conversation(customer.id)).ticket?.code).toBe(code);
  });

  it("is not answered with the same words again", async () => {
    const customer = await desk.visitor();
    const replies: string[] = [];
    for (const text of [tongue.complaint, tongue.later, tongue.newTopic, tongue.later]) {
      await customer.says(text);
      replies.push((await customer.reply()).text);
    }
    const sentences = replies
      .flatMap((reply) => reply.split(/(?<=[.؟?])\s+/))
      .filter((text) => !/\d/.test(foldDigits(text)));
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

/** Sentences with a code, a time or an order may have to come again. */
const foldDigits = (text: string): string => text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, "0");
