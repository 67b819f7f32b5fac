import { afterEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { nextTime } from "../support/desk-clock.ts";

let desk: Desk;
afterEach(() => desk.stop());

async function sarasCustomer() {
  const customer = await desk.visitor();
  await customer.says("my order #48217 never came");
  await customer.reply();
  await desk.agent("sara").says(customer.id, "Hello, this is Sara.");
  await customer.reply();
  return customer;
}

describe("an agent who leaves a customer unanswered", () => {
  it("is marked after 15 minutes; after 15 more the customer is queued again, and told", async () => {
    desk = await aDesk();
    const customer = await sarasCustomer();
    await desk.turnOf(customer.id, await customer.says("so where is it?"));

    await desk.minutesPass(15);
    const idle = await desk.becomes(customer.id, ({ state }) => state === "human_idle", "human_idle");
    expect(idle.owner).toMatchObject({ kind: "agent", agentId: "sara", reason: "lease_expired" });
    expect(customer.unread).toEqual([]);

    await desk.minutesPass(15);
    const told = await customer.reply();
    expect(told).toMatchObject({ author: "system", kind: "notice" });
    expect(told.text).toMatch(/another colleague/i);
    const queued = await desk.conversation(customer.id);
    expect(queued).toMatchObject({ state: "queued", epoch: idle.epoch + 1, owner: { reason: "agent_away" } });
    expect(queued.owner.promisedAt).not.toBeNull();
  });

  it("keeps the customer by answering in time", async () => {
    desk = await aDesk();
    const customer = await sarasCustomer();
    await desk.turnOf(customer.id, await customer.says("so where is it?"));
    await desk.minutesPass(15);
    const idle = await desk.becomes(customer.id, ({ state }) => state === "human_idle", "human_idle");

    await desk.agent("sara").says(customer.id, "On its way, tomorrow before noon.");
    const back = await desk.conversation(customer.id);
    expect(back).toMatchObject({ state: "human", epoch: idle.epoch + 1, owner: { agentId: "sara" } });
  });

  it("loses nothing while the desk is closed", async () => {
    const day = [["08:00", "16:00"]] as const;
    desk = await aDesk({ settings: { hours: { wed: day, sat: day } } });
    await desk.at("wed 15:50");
    const customer = await sarasCustomer();
    await desk.turnOf(customer.id, await customer.says("so where is it?"));
    const opens = nextTime(desk.clock.now(), "sat 8:00");

    await desk.at("wed 23:00");
    await desk.at("sat 8:10");
    await desk.becomes(customer.id, ({ state }) => state === "human_idle", "human_idle");
    const lost = (await desk.transitions(customer.id)).find(({ reason }) => reason === "lease_expired");
    expect(new Date(lost?.at ?? 0).getTime()).toBeGreaterThan(opens.getTime());
  });
});

describe("a customer who only greeted before the agent left", () => {
  it("has a ticket in the queue, and is answered when asking for a person", async () => {
    desk = await aDesk();
    const customer = await desk.visitor();
    await customer.says("hello");
    await customer.reply();
    await desk.agent("sara").takes(customer.id);
    await desk.minutesPass(15);
    await desk.becomes(customer.id, ({ state }) => state === "human_idle", "human_idle");
    await desk.minutesPass(15);
    await customer.reply();
    const { ticket } = await desk.becomes(customer.id, ({ state }) => state === "queued", "queued");

    await customer.says("I want to talk to a person");
    expect((await customer.reply()).text).toContain(ticket?.code ?? "a tracking code");
  });
});
