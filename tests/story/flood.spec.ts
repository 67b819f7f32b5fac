import { afterEach, describe, expect, it } from "vitest";
import { aDesk, type Desk, ENDLESS_BURST } from "../support/desk.ts";

const BUDGET = 5;

let desk: Desk;
afterEach(() => desk.stop());

async function start(turn: Readonly<Record<string, string>> = {}): Promise<void> {
  const env = { ...turn, CONTACT_MESSAGES_PER_MINUTE: String(BUDGET) };
  desk = await aDesk({ settings: { defaultLanguage: "en" }, env });
}

describe("a customer who sends more than the budget of a minute", () => {
  it("is told once, loses nothing, and is answered when the minute is over", async () => {
    await start(ENDLESS_BURST);
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
    await start(ENDLESS_BURST);
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
    await start();
    const loud = await desk.visitor();
    for (let n = 0; n <= BUDGET; n += 1) await loud.says("my order #48217 never arrived");
    const quiet = await desk.visitor();
    await quiet.says("my order #555 never arrived");
    expect((await quiet.reply()).text).toContain("#555");
  });
});
