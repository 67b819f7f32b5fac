import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

interface Known {
  readonly facts: readonly { readonly kind: string; readonly value: string }[];
}

describe.each([
  ["where is my order 1", "one moment", "45 678", "45678", "no wait, 45687", "45687"],
  ["سفارشم نرسیده", "یه لحظه", "۴۵ ۶۷۸", "۴۵۶۷۸", "نه، ۴۵۶۸۷", "۴۵۶۸۷"],
  ["لم يصل طلبي", "لحظة", "٤٥ ٦٧٨", "٤٥٦٧٨", "لا، ٤٥٦٨٧", "٤٥٦٨٧"],
])("asked for the order number: %s", (complaint, meanwhile, grouped, first, correction, right) => {
  it("an answer in groups of digits is one number, and a later one in its place corrects it", async () => {
    const customer = await desk.visitor();
    await customer.says(complaint);
    await customer.reply();
    await customer.says(grouped);
    expect((await customer.reply()).text).toContain(first);
    const sequence = await customer.says(correction);
    expect((await customer.reply()).text).toContain(right);
    expect((await desk.turnOf(customer.id, sequence)).decision.rule).toBe("complaint");
    const { body } = await desk.api.get<Known>(`/api/v1/conversations/${customer.id}`);
    expect(body.facts.filter(({ kind }) => kind === "order_id").map(({ value }) => value)).toEqual([right]);
  });

  it("a number alone answers it after another word, too", async () => {
    const customer = await desk.visitor();
    await customer.says(complaint);
    await customer.reply();
    await customer.says(meanwhile);
    await customer.reply();
    await customer.says(right);
    expect((await customer.reply()).text).toContain(right);
  });
});
