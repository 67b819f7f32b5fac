import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { codeIn, TONGUES } from "./tongues.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.stop());

const APOLOGY = /عذر|تقصیر|نعتذر|التقصير|apologise|our fault/;

describe.each(TONGUES)("a promise that was broken, in $name", (tongue) => {
  it("goes to people, with an honest word and a new time", async () => {
    const customer = await desk.visitor();
    await customer.says(tongue.complaint);
    const code = codeIn((await customer.reply()).text);
    const promise = (await desk.ticket(code)).clocks.find(({ kind }) => kind === "promise");
    expect(promise?.state).toBe("running");
    const left = new Date(promise?.dueAt ?? 0).getTime() - desk.clock.now().getTime();

    await desk.minutesPass(Math.ceil(left / 60_000));
    const apology = await customer.reply();
    expect(apology).toMatchObject({ author: "system", kind: "notice" });
    expect(apology.text).toMatch(APOLOGY);
    expect(apology.text).toContain(code);
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "promise_missed", botHelps: false },
    });
    const { clocks } = await desk.ticket(code);
    expect(clocks).toContainEqual({ ...promise, state: "missed" });
    expect(clocks.filter(({ state }) => state === "running").map(({ kind }) => kind)).toEqual(["first_response"]);
  });
});

describe("a promise that a person keeps", () => {
  it("is met, and its hour passes in silence", async () => {
    const customer = await desk.visitor();
    await customer.says("my order #48217 never came");
    const code = codeIn((await customer.reply()).text);
    await desk.agent("sara").says(customer.id, "Found it: it comes tomorrow.");
    await customer.reply();
    await desk.agent("sara").releases(customer.id);
    await customer.reply();
    expect((await desk.ticket(code)).clocks.map(({ kind, state }) => [kind, state])).toEqual([["promise", "met"]]);

    await desk.minutesPass(24 * 60);
    // Whatever the passing day had caused would stand before this answer.
    await customer.says("thank you");
    expect(await customer.reply()).toMatchObject({ author: "bot" });
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "bot" });
  });

  it("is made once: going on about the same thing moves no deadline", async () => {
    const customer = await desk.visitor();
    await customer.says("my order #48217 never came");
    const code = codeIn((await customer.reply()).text);
    const before = (await desk.ticket(code)).clocks;
    await desk.minutesPass(30);
    await customer.says("I am still waiting for the parcel of order #48217");
    const again = await customer.reply();
    expect(again.author).toBe("bot");
    expect((await desk.ticket(code)).clocks).toEqual(before);
  });
});

describe("a promise about a question that was broken", () => {
  it("goes to people with a ticket and a word, like any other", async () => {
    const customer = await desk.visitor();
    await customer.says("what are your opening hours?");
    expect((await customer.reply()).author).toBe("bot");
    expect((await desk.conversation(customer.id)).ticket).toBeNull();

    await desk.minutesPass(24 * 60);
    await desk.becomes(customer.id, ({ state }) => state === "queued", "queued");
    const apology = await customer.reply();
    expect(apology.text).toMatch(APOLOGY);
    const { ticket } = await desk.conversation(customer.id);
    expect(codeIn(apology.text)).toBe(ticket?.code);

    await customer.says("I want to talk to a person");
    expect((await customer.reply()).text).toContain(ticket?.code);
  });
});
