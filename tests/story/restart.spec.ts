import { afterEach, describe, expect, it } from "vitest";
import { aDesk, type Desk, ENDLESS_BURST } from "../support/desk.ts";
import { codeIn } from "./tongues.ts";

let desk: Desk;
afterEach(() => desk.stop());

describe("a desk that stops and starts again", () => {
  it("answers the burst it stopped in, as one turn", async () => {
    desk = await aDesk({ env: ENDLESS_BURST });
    const customer = await desk.visitor();
    for (const text of ["hello", "my order #48217 never arrived", "please help"]) await customer.says(text);

    await desk.restart(async () => desk.clock.advance(2));
    const answer = await customer.reply();
    expect(answer.text).toContain("#48217");
    const turns = await desk.turns(customer.id);
    expect(turns.map(({ messageIds }) => messageIds.length)).toEqual([3]);
    expect(customer.unread).toEqual([]);
  });

  it("keeps owners, promises and the page as they were", async () => {
    desk = await aDesk();
    const waiting = await desk.visitor();
    await waiting.says("I want to talk to a person");
    await waiting.reply();
    const promised = await desk.visitor();
    await promised.says("my order #48217 never arrived");
    const code = codeIn((await promised.reply()).text);
    const before = await desk.conversation(waiting.id);

    await desk.restart();
    expect(await desk.conversation(waiting.id)).toEqual(before);
    expect((await desk.ticket(code)).clocks).toMatchObject([{ kind: "promise", state: "running" }]);
    expect(promised.unread).toEqual([]);
    await desk.agent("sara").says(waiting.id, "Hello, this is Sara.");
    expect(await waiting.reply()).toMatchObject({ author: "agent" });
  });

  it("breaks a promise honestly that ran out while it was away", async () => {
    desk = await aDesk();
    const customer = await desk.visitor();
    await customer.says("my order #48217 never arrived");
    const code = codeIn((await customer.reply()).text);
    await desk.restart(async () => desk.clock.advance(24 * 60));
    const apology = await customer.reply();
    expect(apology.text).toMatch(/apologise|our fault/);
    expect(apology.text).toContain(code);
  });
});
