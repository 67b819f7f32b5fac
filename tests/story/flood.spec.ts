import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";

const BUDGET = 5;

let desk: Desk;
beforeEach(async () => {
  desk = await aDesk({
    settings: { defaultLanguage: "en" },
    env: { CONTACT_MESSAGES_PER_MINUTE: String(BUDGET), TURN_QUIET_MS: "400", TURN_MAX_WAIT_MS: "5000" },
  });
});
afterEach(() => desk.stop());

describe("a customer who sends more than the budget of a minute", () => {
  it("is told once, loses nothing, and is answered when the minute is over", async () => {
    const customer = await desk.visitor();
    for (let n = 1; n <= BUDGET * 2; n += 1) await customer.says(`order #4821${n} never arrived`);

    const notice = await customer.reply();
    expect(notice).toMatchObject({ author: "system", kind: "notice" });
    expect(notice.text).toMatch(/together|at once/);

    await desk.minutesPass(1);
    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    for (let n = 1; n <= BUDGET * 2; n += 1) expect(answer.text).toContain(`#4821${n}`);
    const said = (await desk.messages(customer.id)).filter(({ author }) => author === "customer");
    expect(said).toHaveLength(BUDGET * 2);
    expect((await desk.turns(customer.id)).flatMap((turn) => turn.messageIds)).toEqual(said.map(({ id }) => id));
    expect(customer.unread).toEqual([]);
  });

  it("is not told again within the hour", async () => {
    const customer = await desk.visitor();
    const flood = async () => {
      for (let n = 0; n <= BUDGET; n += 1) await customer.says(`my order #48217 is late, line ${n}`);
    };
    await flood();
    expect(await customer.reply()).toMatchObject({ author: "system" });
    await desk.minutesPass(1);
    expect(await customer.reply()).toMatchObject({ author: "bot" });
    await flood();
    await desk.minutesPass(1);
    expect(await customer.reply()).toMatchObject({ author: "bot" });
  });

  it("keeps nobody else waiting", async () => {
    const loud = await desk.visitor();
    for (let n = 0; n <= BUDGET; n += 1) await loud.says("my order #48217 never arrived");
    const quiet = await desk.visitor();
    await quiet.says("my order #555 never arrived");
    expect((await quiet.reply()).text).toContain("#555");
  });
});
