import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import { codeIn, TONGUES, type Tongue } from "./tongues.ts";

let desk: Desk;
let drafts: ReturnType<typeof draftsAt>;
beforeAll(async () => {
  desk = await aDesk({ settings: { organisation: "Sepid" } });
  drafts = draftsAt(desk);
});
afterAll(() => desk.stop());

/** Somebody a person looks after, who has complained: the answer is held, and they have been told. */
async function held({ complaint }: Pick<Tongue, "complaint"> = TONGUES[0] as Tongue) {
  const customer = await desk.visitor();
  await drafts.vip((await desk.conversation(customer.id)).contact.id);
  await customer.says(complaint);
  const notice = await customer.reply();
  const draft = await drafts.of(customer.id);
  if (!draft) throw new Error("No draft waits.");
  return { customer, notice, draft };
}
const stateOf = async (id: string) => (await desk.conversation(id)).state;
const movesOf = async (id: string) => (await desk.transitions(id)).map(({ to, reason, actor }) => [to, reason, actor]);
const lastDraft = async (id: string) => (await drafts.all()).find(({ conversationId }) => conversationId === id);

describe.each(TONGUES)("in $name, an answer a person has to look at", (tongue) => {
  it("is held; the customer hears at once that it comes, by when, and the code", async () => {
    const { customer, notice, draft } = await held(tongue);
    expect(notice).toMatchObject({ author: "system", kind: "notice" });
    expect(notice.text).toMatch(tongue.introduces);
    expect(notice.text).toMatch(tongue.script);
    expect(notice.text).not.toMatch(tongue.never);
    const conversation = await desk.conversation(customer.id);
    expect(conversation).toMatchObject({ state: "bot_review", owner: { kind: "review", reason: "vip" } });
    expect(conversation.owner.promisedAt).not.toBeNull();
    expect(codeIn(notice.text)).toBe(conversation.ticket?.code);
    expect(draft).toMatchObject({ kind: "review", lane: "approve", state: "pending", epoch: conversation.epoch });
    expect(draft.reasons).toEqual(["vip", "vip"]);
    expect(draft.text).toContain(tongue.order);
    // The notice has introduced the bot and given the code.
    expect(draft.text).not.toMatch(tongue.introduces);
    expect(draft.text).not.toContain(conversation.ticket?.code ?? "no code");
    expect((await desk.turns(customer.id)).at(-1)?.decision).toMatchObject({ kind: "hold", rule: "review-vip" });
    const ticket = await desk.ticket(conversation.ticket?.code ?? "");
    expect(ticket.clocks).toContainEqual(expect.objectContaining({ kind: "promise", state: "running" }));
  });

  it("goes out as the bot's words once approved, and the bot answers on", async () => {
    const { customer, draft } = await held(tongue);
    const { epoch } = await desk.conversation(customer.id);
    const answer = await drafts.decide(customer.id, "approve", { ifEpoch: epoch });
    expect(answer).toMatchObject({ status: 200, body: { conversation: { state: "bot", epoch: epoch + 1 } } });
    expect(await customer.reply()).toMatchObject({ author: "bot", text: draft.text, epoch: epoch + 1 });
    expect(await lastDraft(customer.id)).toMatchObject({ state: "sent", decidedBy: "sara", finalText: null });
    expect(await movesOf(customer.id)).toEqual([
      ["bot_review", "vip", "bot"],
      ["bot", "review_approved", "sara"],
    ]);
    expect(await drafts.of(customer.id)).toBeNull();
  });

  it("goes out in the words of the one who edited it, still as the bot's", async () => {
    const { customer, draft } = await held(tongue);
    const { body } = await drafts.decide(customer.id, "edit", { text: tongue.agentHello });
    expect(body.draft).toMatchObject({ state: "edited", text: draft.text, finalText: tongue.agentHello });
    expect(await customer.reply()).toMatchObject({ author: "bot", text: tongue.agentHello });
    expect(await stateOf(customer.id)).toBe("bot");
  });

  it("is not sent when rejected: the customer is in the queue, and told", async () => {
    const { customer, draft } = await held(tongue);
    await drafts.decide(customer.id, "reject", { reason: "too cold" });
    const told = await customer.reply();
    expect(told).toMatchObject({ author: "system", kind: "notice" });
    expect(told.text).toMatch(tongue.script);
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "review_rejected" },
    });
    expect(customer.page.map(({ text }) => text)).not.toContain(draft.text);
    expect(await lastDraft(customer.id)).toMatchObject({ state: "rejected", decidedBy: "sara" });
  });

  it("is withdrawn by a new message, whose own answer is looked at as strictly and owes what was owed", async () => {
    const { customer } = await held(tongue);
    const before = await desk.conversation(customer.id);
    await customer.says(tongue.later);
    await customer.reply();
    const now = await desk.becomes(customer.id, ({ epoch }) => epoch === before.epoch + 2, "held again");
    expect(now).toMatchObject({ state: "bot_review", ticket: { code: before.ticket?.code } });
    const mine = (await drafts.all()).filter(({ conversationId }) => conversationId === customer.id);
    expect(mine.map(({ state }) => state)).toEqual(["pending", "withdrawn"]);
    expect(mine[0]?.text).toContain(tongue.order);
    expect((await movesOf(customer.id)).slice(-2)).toEqual([
      ["bot", "customer_wrote", "bot"],
      ["bot_review", "vip", "bot"],
    ]);
  });
});

describe("a held answer", () => {
  it("that its rejecter takes makes them the one who answers; no notice stands between", async () => {
    const { customer } = await held();
    const { body } = await drafts.decide(customer.id, "reject", { take: true });
    expect(body.conversation).toMatchObject({ state: "human", owner: { agentId: "sara" } });
    await desk.agent("sara").says(customer.id, "سلام، سارا هستم.");
    expect(await customer.reply()).toMatchObject({ author: "agent" });
  });

  it("nobody looks at for 15 working minutes leaves the customer in the queue, with the time they were told", async () => {
    const { customer, draft } = await held();
    const { owner } = await desk.conversation(customer.id);
    await desk.minutesPass(15);
    expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
    const queued = await desk.conversation(customer.id);
    expect(queued).toMatchObject({ state: "queued", owner: { reason: "review_timeout" } });
    expect(queued.owner.promisedAt).toBe(owner.promisedAt);
    expect(await lastDraft(customer.id)).toMatchObject({ id: draft.id, state: "expired", decidedBy: "system" });
  });

  it("is not sent after an agent has spoken or taken over", async () => {
    for (const act of ["says", "takes"] as const) {
      const { customer, draft } = await held();
      await desk.agent("reza")[act](customer.id, "من پیگیر هستم.");
      expect(await lastDraft(customer.id)).toMatchObject({ id: draft.id, state: "withdrawn", decidedBy: "reza" });
      const late = await drafts.decide(customer.id, "approve");
      expect([late.status, late.body.error.code]).toEqual([409, "illegal_transition"]);
      expect(await stateOf(customer.id)).toBe("human");
    }
  });

  it("stays while the customer only asks for the status, which is answered", async () => {
    const { customer, notice, draft } = await held();
    const sequence = await customer.says(codeIn(notice.text));
    expect(await customer.reply()).toMatchObject({ author: "system" });
    await desk.turnOf(customer.id, sequence);
    expect(await drafts.of(customer.id)).toMatchObject({ id: draft.id, state: "pending" });
  });

  it("still answers the complaint when the customer said no more than thanks meanwhile", async () => {
    const { customer, draft } = await held();
    await customer.says("ممنون");
    await customer.reply();
    const next = await desk.until(async () => {
      const now = await drafts.of(customer.id);
      return now && now.id !== draft.id ? now : undefined;
    }, "another draft");
    expect(next.text).toContain("#48217");
    await drafts.decide(customer.id, "approve");
    expect((await customer.reply()).text).toBe(next.text);
  });

  it("goes to a person at once when the customer asks for one", async () => {
    const { customer } = await held();
    await customer.says("می‌خوام با یک نفر حرف بزنم");
    await customer.reply();
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "asked_for_human" },
    });
  });

  it("whose day has passed is not sent as it stands, for its times would lie; edited it is", async () => {
    const day = [["08:00", "16:00"]] as const;
    await desk.api.put("/api/v1/settings", { hours: { sat: day, sun: day, mon: day, tue: day, wed: day } });
    await desk.at("wed 15:55");
    const late = await held();
    await desk.at("sat 8:01");
    expect(await drafts.of(late.customer.id)).toMatchObject({ outdated: true });
    const refused = await drafts.decide(late.customer.id, "approve");
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"]);
    expect((await drafts.decide(late.customer.id, "edit", { text: "امروز خبر می‌دهیم." })).status).toBe(200);
    expect(await late.customer.reply()).toMatchObject({ author: "bot", text: "امروز خبر می‌دهیم." });
    await desk.api.put("/api/v1/settings", { hours: null });
  });

  it("is decided about once: the same request again gets the same answer", async () => {
    const { customer, draft } = await held();
    const key = { "idempotency-key": `approve-${draft.id}` };
    const path = `/api/v1/conversations/${customer.id}/draft/approve`;
    const first = await desk.api.post(path, { agentId: "sara" }, key);
    expect(await desk.api.post(path, { agentId: "sara" }, key)).toEqual(first);
    const other = await desk.api.post<{ error: { code: string } }>(path, { agentId: "reza" }, key);
    expect([other.status, other.body.error.code]).toEqual([409, "idempotency_conflict"]);
    await customer.reply();
    expect((await desk.messages(customer.id)).filter(({ author }) => author === "bot")).toHaveLength(1);
  });

  it("is nowhere on the customer's own page, and neither is what a sent one stands on", async () => {
    const { customer, draft } = await held();
    const seen = async () => JSON.stringify((await customer.chat.get("/api/chat/messages?after=0")).body);
    expect(await seen()).not.toContain(draft.text.split("\n").at(-1));
    await drafts.decide(customer.id, "approve");
    await customer.reply();
    const [sent] = (await desk.messages(customer.id)).filter(({ author }) => author === "bot");
    expect(sent?.checks?.supports).toEqual(draft.supports);
    expect(draft.supports).toContainEqual({ kind: "customer", ref: "", quote: "#48217" });
    expect(await seen()).not.toContain("supports");
    expect(JSON.stringify(customer.page)).not.toContain("supports");
  });

  it("is refused to whoever looks at an older epoch", async () => {
    const { customer } = await held();
    const { epoch } = await desk.conversation(customer.id);
    const stale = await drafts.decide(customer.id, "approve", { ifEpoch: epoch - 1 });
    expect([stale.status, stale.body.error.code]).toEqual([409, "stale_epoch"]);
    expect(await stateOf(customer.id)).toBe("bot_review");
  });

  it("stands in the review view of the inbox, due when its time is over", async () => {
    const { customer, draft } = await held();
    const { body } = await desk.api.get<{ items: { id: string; dueAt: string }[]; counts: { review: number } }>(
      "/api/v1/inbox?view=review",
    );
    expect(body.items).toContainEqual(expect.objectContaining({ id: customer.id, dueAt: draft.dueAt }));
    expect(body.counts.review).toBeGreaterThan(0);
  });
});

describe("a contact a person looks after", () => {
  it("is greeted back at once: nothing of substance was said", async () => {
    const customer = await desk.visitor();
    await drafts.vip((await desk.conversation(customer.id)).contact.id);
    await customer.says("سلام");
    expect(await customer.reply()).toMatchObject({ author: "bot" });
    expect(await stateOf(customer.id)).toBe("bot");
  });

  it("is told the same while nobody is on shift, and finds the answer proposed to who comes", async () => {
    const night = await aDesk({ settings: { hours: { sat: [["08:00", "16:00"]] } } });
    try {
      await night.at("sun 22:00");
      const at = draftsAt(night);
      const customer = await night.visitor();
      await customer.says("می‌خوام با یک نفر حرف بزنم");
      await customer.reply();
      await at.vip((await night.conversation(customer.id)).contact.id);
      await customer.says("سفارش #48217 من هنوز نرسیده");
      expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
      expect(await night.conversation(customer.id)).toMatchObject({ state: "queued", owner: { botHelps: true } });
      expect(await at.of(customer.id)).toMatchObject({ kind: "proposal", text: expect.stringContaining("#48217") });
    } finally {
      await night.stop();
    }
  });
});
