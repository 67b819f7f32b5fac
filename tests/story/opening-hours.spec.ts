import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { nextTime } from "../support/desk-clock.ts";
import { TONGUES } from "./tongues.ts";

const DAY = [["08:00", "16:00"]] as const;
const HOURS = { sat: DAY, sun: DAY, mon: DAY, tue: DAY, wed: DAY };

let desk: Desk;
beforeEach(async () => {
  desk = await aDesk({ settings: { hours: HOURS, zone: "Asia/Tehran", firstReplyMinutes: 30 } });
});
afterEach(() => desk.stop());

describe.each(TONGUES)("a desk that is closed, in $name", (tongue) => {
  it("tells when it opens, once, helps on, and hands over to people when it has opened", async () => {
    await desk.at("wed 22:10");
    const opening = nextTime(desk.clock.now(), "sat 8:00");
    const customer = await desk.visitor();

    await customer.says(tongue.asksForPerson);
    const notice = await customer.reply();
    expect(notice).toMatchObject({ author: "system", kind: "notice" });
    expect(notice.text).toContain(tongue.digits("08:00"));
    const queued = await desk.conversation(customer.id);
    expect(queued).toMatchObject({ state: "queued", owner: { botHelps: true, reason: "asked_for_human" } });
    const due = new Date(opening.getTime() + 30 * 60_000).toISOString();
    expect(queued.owner.promisedAt).toBe(due);
    const { clocks } = await desk.ticket(queued.ticket?.code ?? "");
    expect(clocks).toContainEqual({ kind: "first_response", dueAt: due, state: "running" });

    await customer.says(tongue.complaint);
    const help = await customer.reply();
    expect(help).toMatchObject({ author: "bot", epoch: queued.epoch });
    expect(help.text).toContain(tongue.order);
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", epoch: queued.epoch });

    await desk.at("sat 8:00");
    const open = await desk.becomes(customer.id, ({ owner }) => !owner.botHelps, "left by the bot");
    expect(open).toMatchObject({ state: "queued", epoch: queued.epoch + 1, owner: { reason: "desk_opened" } });
    const turn = await desk.turnOf(customer.id, await customer.says(tongue.later));
    expect(turn.decision).toMatchObject({ kind: "none", rule: "queue-owns" });
    expect(customer.unread).toEqual([]);
    const running = (await desk.ticket(queued.ticket?.code ?? "")).clocks.filter(({ state }) => state === "running");
    expect(running).toContainEqual({ kind: "first_response", dueAt: due, state: "running" });
  });
});

describe("a desk that closes", () => {
  it("says so once to those in the queue, and the bot helps on", async () => {
    await desk.at("wed 15:50");
    const customer = await desk.visitor();
    await customer.says("I want to talk to a person");
    await customer.reply();
    const queued = await desk.conversation(customer.id);
    expect(queued).toMatchObject({ state: "queued", owner: { botHelps: false } });
    expect(queued.owner.promisedAt).toBe(
      new Date(nextTime(desk.clock.now(), "sat 8:20").getTime() + secondsPast(queued.owner.promisedAt)).toISOString(),
    );

    await desk.at("wed 16:30");
    await customer.says("my order #48217 never came");
    const closed = await customer.reply();
    expect(closed).toMatchObject({ author: "system", kind: "notice" });
    expect(closed.text).toContain("08:00");
    expect((await customer.reply()).text).toContain("#48217");

    await customer.says("and order #48218 is broken");
    const help = await customer.reply();
    expect(help).toMatchObject({ author: "bot" });
    expect(help.text).toContain("#48218");
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", owner: { botHelps: true } });
  });
});

/** The desk counts from the second the customer wrote. */
function secondsPast(iso: string | null): number {
  return new Date(iso ?? 0).getTime() % 60_000;
}
