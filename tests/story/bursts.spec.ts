import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk, ENDLESS_BURST } from "../support/desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk({ env: ENDLESS_BURST });
});
afterAll(() => desk.stop());

describe("messages that arrive together", () => {
  it("are one turn, and one answer to all of them", async () => {
    const customer = await desk.visitor();
    for (const text of ["سلام", "سفارش #48217 من نرسیده", "مبلغ ۲۵۰ هزار تومان هم کم شده"]) await customer.says(text);
    await desk.burstEnds();

    const answer = await customer.reply();
    expect(answer.text).toContain("#48217");
    const [turn, ...more] = await desk.turns(customer.id);
    expect(more).toEqual([]);
    const said = (await desk.messages(customer.id)).filter((message) => message.author === "customer");
    expect(said.map((message) => message.text)).toHaveLength(3);
    expect(turn).toMatchObject({ outcome: "released", messageIds: said.map((message) => message.id) });
    expect(answer.turnId).toBe(turn?.id);
  });

  it("keep every order number as it was written", async () => {
    const customer = await desk.visitor();
    await customer.says("my order #48217 never came");
    await customer.says("and order AB-9913 is missing too");
    await desk.burstEnds();
    const { text } = await customer.reply();
    expect(text).toContain("#48217");
    expect(text).toContain("AB-9913");
  });

  it.each([
    ["سفارشم", "شماره 60606", "شکسته رسیده"],
    ["طلبي", "رقم 60606", "وصل مكسور"],
    ["my order", "no. 60606", "arrived broken"],
  ])("tell the order between them: %s / %s / %s", async (...pieces) => {
    const customer = await desk.visitor();
    for (const piece of pieces) await customer.says(piece);
    await desk.burstEnds();
    expect((await customer.reply()).text).toContain("60606");
  });

  it("are one message where the page sent the same one again", async () => {
    const customer = await desk.visitor();
    const first = await customer.says("my order #48217 never came", "the-same");
    expect(await customer.says("my order #48217 never came", "the-same")).toBe(first);
    await desk.burstEnds();
    await customer.reply();
    expect(await customer.says("my order #48217 never came", "the-same")).toBe(first);

    // A later message is answered; had the copy made a turn, its answer would stand before.
    const later = await customer.says("hello?", "another");
    await desk.burstEnds();
    await desk.turnOf(customer.id, later);
    const said = (await desk.messages(customer.id)).filter((message) => message.author === "customer");
    expect(said.map((message) => message.externalId)).toEqual(["the-same", "another"]);
    expect(await desk.turns(customer.id)).toHaveLength(2);
  });

  it("may come at the same moment, and none is lost", async () => {
    const customer = await desk.visitor();
    const sequences = await Promise.all(
      Array.from({ length: 12 }, (_, n) => customer.says(`line ${n} about my broken lamp`)),
    );
    expect([...sequences].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    await desk.burstEnds();
    await customer.reply();
    const said = (await desk.messages(customer.id)).filter((message) => message.author === "customer");
    const settled = (await desk.turns(customer.id)).flatMap((turn) => turn.messageIds);
    expect(settled).toEqual(said.map((message) => message.id));
  });
});
