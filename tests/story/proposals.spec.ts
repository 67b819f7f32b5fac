import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anAnswer, SAID } from "../mind/openai/support.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import { TONGUES } from "./tongues.ts";

let desk: Desk;
let drafts: ReturnType<typeof draftsAt>;
beforeAll(async () => {
  desk = await aDesk();
  drafts = draftsAt(desk);
});
afterAll(() => desk.stop());

/** A customer whom Sara answers, and who has said one thing more. */
async function answered(later: string) {
  const customer = await desk.visitor();
  await customer.says("hello");
  await customer.reply();
  await desk.agent("sara").takes(customer.id);
  const sequence = await customer.says(later);
  await desk.turnOf(customer.id, sequence);
  return customer;
}
const proposed = async (id: string) => {
  const draft = await drafts.of(id);
  if (draft?.kind !== "proposal") throw new Error("Nothing is proposed.");
  return draft;
};
const endOf = async (draftId: string) => (await drafts.all()).find(({ id }) => id === draftId);

describe.each(TONGUES)("in $name, while a person answers", ({ complaint, order, later, script, never, introduces }) => {
  it("each turn of the customer brings a proposal, a summary and what to do next; nothing is sent", async () => {
    const customer = await answered(complaint);
    const draft = await proposed(customer.id);
    expect(draft).toMatchObject({ state: "pending", lane: null, reasons: [] });
    expect(draft.text).toContain(order);
    expect(draft.text).toMatch(script);
    expect(draft.text).not.toMatch(never);
    expect(draft.text).not.toMatch(introduces);
    expect(draft.summary).toContain("48217");
    expect(draft.nextAction).not.toBe("");
    expect((await desk.turns(customer.id)).at(-1)?.decision.kind).toBe("none");
    expect(customer.unread).toEqual([]);

    await desk.turnOf(customer.id, await customer.says(later));
    const newer = await proposed(customer.id);
    expect(newer.id).not.toBe(draft.id);
    expect(await endOf(draft.id)).toMatchObject({ state: "withdrawn" });
  });
});

describe("what became of a proposal", () => {
  it("is read from what the agent really sent: the same, something grown out of it, another thing", async () => {
    const edits = [
      ["sent", (text: string) => `  ${text} `],
      ["edited", (text: string) => `${text} I shall call you myself, Sara.`],
      ["rejected", () => "Hi! One moment please."],
    ] as const;
    for (const [state, edit] of edits) {
      const customer = await answered("my order #48217 never arrived");
      const draft = await proposed(customer.id);
      const { message } = await desk.agent("sara").says(customer.id, edit(draft.text));
      const end = await endOf(draft.id);
      expect(end).toMatchObject({ state, decidedBy: "sara" });
      expect(end?.messageId).toBe(state === "rejected" ? null : message.id);
      expect(await drafts.of(customer.id)).toBeNull();
    }
  });

  it("is that it was put away, where the agent says so: the conversation stays where it is", async () => {
    const customer = await answered("my order #48217 never arrived");
    const draft = await proposed(customer.id);
    const { epoch } = await desk.conversation(customer.id);
    const { body } = await drafts.decide(customer.id, "reject");
    expect(body).toMatchObject({ conversation: { state: "human", epoch }, draft: { id: draft.id, state: "rejected" } });
    const again = await drafts.decide(customer.id, "reject");
    expect([again.status, again.body.error.code]).toEqual([409, "illegal_transition"]);
  });

  it("is that it was withdrawn, where the bot answers again", async () => {
    const customer = await answered("my order #48217 never arrived");
    const draft = await proposed(customer.id);
    await desk.agent("sara").releases(customer.id);
    expect(await endOf(draft.id)).toMatchObject({ state: "withdrawn" });
  });
});

describe("a hand-over", () => {
  it("comes with a proposal for the one who takes it", async () => {
    const customer = await desk.visitor();
    await customer.says("my order #48217 is two weeks late and I want to talk to a person");
    await customer.reply();
    expect(await proposed(customer.id)).toMatchObject({ text: expect.stringContaining("#48217") });
  });

  it("for somebody's life has no words ready: a person finds their own", async () => {
    const customer = await desk.visitor();
    await customer.says("I want to kill myself");
    await customer.reply();
    expect(await proposed(customer.id)).toMatchObject({ text: "", nextAction: "grave.crisis" });
  });
});

describe("a proposal on request", () => {
  it("is thought out by the model where one is set, which is asked at no other time while a person answers", async () => {
    const server = new LLMock({ port: 0 });
    await server.start();
    const reply = { text: "Order #48217 has not reached you. I ask the carrier and you hear from us by {time}." };
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer({}, reply)) });
    const thinking = await aDesk({ env: { OPENAI_BASE_URL: `${server.url}/v1` } });
    try {
      const at = draftsAt(thinking);
      const customer = await thinking.visitor();
      await thinking.agent("sara").takes(customer.id);
      await thinking.turnOf(customer.id, await customer.says(SAID));
      expect(server.getRequests()).toHaveLength(0);
      const { body } = await at.decide(customer.id, "propose");
      expect(body.draft).toMatchObject({ kind: "proposal", text: expect.stringContaining("ask the carrier") });
      expect(server.getRequests()).toHaveLength(1);
      expect(customer.unread).toEqual([]);
    } finally {
      await thinking.stop();
      await server.stop();
    }
  });

  it("is made by the desk's own words without a model, and is refused where the bot answers itself", async () => {
    const customer = await answered("my order #48217 never arrived");
    await drafts.decide(customer.id, "reject");
    const { body } = await drafts.decide(customer.id, "propose");
    expect(body.draft).toMatchObject({ state: "pending", text: expect.stringContaining("#48217") });
    await desk.agent("sara").releases(customer.id);
    const refused = await drafts.decide(customer.id, "propose");
    expect([refused.status, refused.body.error.code]).toEqual([409, "illegal_transition"]);
  });
});
