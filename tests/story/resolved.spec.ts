import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { codeIn, TONGUES, type Tongue } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

/** A complaint that Sara answered and holds solved; the customer has been asked. */
async function asked(tongue: Tongue): Promise<{ readonly customer: Visitor; readonly code: string }> {
  const customer = await desk.visitor();
  await customer.says(tongue.complaint);
  const code = codeIn((await customer.reply()).text);
  await desk.agent("sara").says(customer.id, tongue.agentHello);
  await customer.reply();
  await desk.agent("sara").resolves(customer.id);
  const question = await customer.reply();
  expect(question).toMatchObject({ author: "system", kind: "survey" });
  expect(question.text).toMatch(tongue.script);
  expect(question.text).toContain(code);
  expect(question.buttons.map(({ id }) => id)).toEqual(["confirm:yes", "confirm:no"]);
  expect(await desk.ticket(code)).toMatchObject({ status: "resolved" });
  return { customer, code };
}

describe.each(TONGUES)("a customer who is asked in $name whether it is solved", (tongue) => {
  it("closes it with a yes; the next topic is the bot's, with a ticket of its own", async () => {
    const { customer, code } = await asked(tongue);
    const before = await desk.conversation(customer.id);

    await customer.says(tongue.yes);
    const thanks = await customer.reply();
    expect(thanks).toMatchObject({ author: "system", kind: "notice" });
    expect(thanks.text).toContain(code);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
    expect((await desk.transitions(customer.id)).at(-1)).toMatchObject({
      from: "human",
      to: "bot",
      reason: "confirmed",
    });
    const after = await desk.conversation(customer.id);
    expect(after).toMatchObject({ state: "bot", epoch: before.epoch + 1, episode: before.episode + 1, ticket: null });

    await customer.says(tongue.newTopic);
    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    expect(codeIn(answer.text)).not.toBe(code);
    expect(answer.text).not.toContain(tongue.order);
  });

  it("opens it again with a no, and gets the same person back", async () => {
    const { customer, code } = await asked(tongue);

    await customer.says(tongue.no);
    const notice = await customer.reply();
    expect(notice).toMatchObject({ author: "system", kind: "notice" });
    expect(notice.text).toContain(code);
    expect(await desk.ticket(code)).toMatchObject({ status: "open" });
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "human",
      owner: { agentId: "sara", reason: "reopened" },
    });
  });
});

describe.each(TONGUES)("the words of the buttons, typed in $name", (tongue) => {
  it.each([
    ["confirm:yes", "closed"],
    ["confirm:no", "open"],
  ])("mean the same as the press: %s", async (button, status) => {
    const { customer, code } = await asked(tongue);
    const label = customer.page.at(-1)?.buttons.find(({ id }) => id === button)?.label ?? "";
    await customer.says(label);
    await customer.reply();
    expect(await desk.ticket(code)).toMatchObject({ status });
  });
});

describe("the buttons under the question", () => {
  const [persian] = TONGUES;
  if (!persian) throw new Error("no tongues");

  it("close it", async () => {
    const { customer, code } = await asked(persian);
    await customer.taps("confirm:yes");
    expect((await customer.reply()).text).toContain(code);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
  });

  it("open it again", async () => {
    const { customer, code } = await asked(persian);
    await customer.taps("confirm:no");
    await customer.reply();
    expect(await desk.ticket(code)).toMatchObject({ status: "open" });
  });
});

describe("while the desk is closed", () => {
  afterEach(() => desk.api.put("/api/v1/settings", { hours: null }));

  it("a no goes to the queue, and the bot helps until somebody is there", async () => {
    const [, , english] = TONGUES;
    if (!english) throw new Error("no tongues");
    await desk.api.put("/api/v1/settings", { hours: { wed: [["08:00", "16:00"]] } });
    await desk.at("wed 15:00");
    const { customer, code } = await asked(english);
    await desk.at("wed 17:00");
    await customer.says(english.no);
    await customer.reply();
    expect(await desk.ticket(code)).toMatchObject({ status: "open" });
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "reopened", botHelps: true },
    });
  });
});

describe("a ticket nobody answers for", () => {
  it("is closed after three days as abandoned, without a word", async () => {
    const [, , english] = TONGUES;
    if (!english) throw new Error("no tongues");
    const { customer, code } = await asked(english);
    await desk.minutesPass(72 * 60 + 1);
    await desk.becomes(customer.id, ({ state }) => state === "bot", "the bot's again");
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
    expect((await desk.transitions(customer.id)).at(-1)).toMatchObject({ reason: "abandoned", noticeMessageId: null });
    expect(customer.unread).toEqual([]);
  });
});
