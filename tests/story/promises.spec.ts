import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import { codeIn, TONGUES } from "./tongues.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await aDesk();
});
afterEach(() => desk.stop());

const minutesUntil = (at = ""): number => Math.round((Date.parse(at) - desk.clock.now().getTime()) / 60_000);
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

  it("is the time that the bot names after it was handed back, until it is kept", async () => {
    const customer = await promisedAndResolved();
    await customer.says("no, it is not solved");
    const told = /\d\d:\d\d/.exec((await customer.reply()).text)?.[0];
    const by = (await desk.conversation(customer.id)).owner.promisedAt ?? "";
    await desk.minutesPass(5);
    await desk.agent("sara").releases(customer.id);
    await customer.reply();
    await customer.says("my order #48217 is still not here");
    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    expect(answer.text).toContain(told);
    const { ticket } = await desk.conversation(customer.id);
    const { clocks } = await desk.ticket(ticket?.code ?? "");
    expect(clocks).toContainEqual({ kind: "promise", dueAt: by, state: "running" });

    await desk.minutesPass(minutesUntil(by) + 1);
    expect((await customer.reply()).text).toMatch(APOLOGY);
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "promise_missed" },
    });
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

interface Promised {
  readonly id: string;
  readonly words: string;
  readonly state: string;
  readonly dueAt: string;
  readonly warned: boolean;
}

const promisedIn = (conversationId: string): Promise<readonly Promised[]> =>
  desk.api
    .get<{ promises: readonly Promised[] }>(`/api/v1/conversations/${conversationId}`)
    .then(({ body }) => body.promises);

/** A customer who has written `said`, and has heard these words of Sara. */
async function heardFromSara(words: string, said = "my order #48217 never came"): Promise<Visitor> {
  const customer = await desk.visitor();
  await customer.says(said);
  await customer.reply();
  await desk.agent("sara").says(customer.id, words);
  await customer.reply();
  return customer;
}

/** The same of a promise to call within two hours, and of a case that Sara then held solved. */
async function promisedAndResolved(between: (customer: Visitor) => Promise<void> = async () => {}): Promise<Visitor> {
  const customer = await heardFromSara("I will call you within 2 hours.");
  await between(customer);
  await desk.agent("sara").resolves(customer.id);
  await customer.reply();
  return customer;
}

describe("a promise that a person makes in so many words", () => {
  it("is written down as it is said, shown to every agent, and kept by a later word, not by the talk around it", async () => {
    const customer = await heardFromSara("I am on it. I will call you within 2 hours.");
    const sara = desk.agent("sara");
    const promised = () => promisedIn(customer.id);
    const [made] = await promised();
    expect(made).toMatchObject({
      words: "I will call you within 2 hours.",
      madeBy: "sara",
      state: "open",
      warned: false,
    });
    expect(minutesUntil(made?.dueAt)).toBe(120);

    await sara.says(customer.id, "Is there anything else?");
    expect(await promised()).toMatchObject([{ state: "open" }]);
    await desk.minutesPass(6);
    await sara.says(customer.id, "We found it.");
    expect(await promised()).toMatchObject([{ state: "kept" }]);
  });

  it("is kept at once when they say that it is done, and its hour passes in silence; a missed one stays missed", async () => {
    const customer = await heardFromSara("I will call you within 1 hour.");
    const keep = (promise: Promised | undefined, conversationId = customer.id) =>
      desk.api.post(`/api/v1/conversations/${conversationId}/promises/${promise?.id}/keep`, { agentId: "sara" });
    const [made] = await promisedIn(customer.id);
    expect((await keep(made)).status).toBe(200);
    expect((await keep(made)).status).toBe(200);
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "kept" }]);

    await desk.agent("sara").says(customer.id, "I will call you within 2 hours.");
    await customer.reply();
    await desk.minutesPass(121);
    // The first hour has passed as well: one word of regret, not two.
    expect((await customer.reply()).text).toMatch(APOLOGY);
    const [late] = await promisedIn(customer.id);
    expect(await keep(late)).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "missed" }, { state: "kept" }]);
    const other = await desk.visitor();
    await other.says("my order #48218 never came");
    expect((await keep(late, other.id)).status).toBe(404);
  });

  it("is kept when the case is held solved", async () => {
    const customer = await promisedAndResolved();
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "kept" }]);
  });

  it("is owed again when the customer says that it is not solved", async () => {
    const customer = await promisedAndResolved();
    const [made] = await promisedIn(customer.id);
    await desk.minutesPass(30);
    await customer.says("no, it is not solved");
    await customer.reply();
    expect(await promisedIn(customer.id)).toEqual([{ ...made, state: "open" }]);
    await desk.minutesPass(91);
    expect((await customer.reply()).text).toMatch(APOLOGY);
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "missed" }]);
  });

  it("is missed like any other when they say so after its hour has passed", async () => {
    const customer = await promisedAndResolved();
    await desk.minutesPass(150);
    await customer.says("no, it is not solved");
    await customer.reply();
    await desk.minutesPass(1);
    expect((await customer.reply()).text).toMatch(APOLOGY);
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "missed" }]);
  });

  it("is owed no more when it was kept before the case was held solved", async () => {
    const customer = await promisedAndResolved(async ({ id }) => {
      await desk.minutesPass(20);
      await desk.agent("sara").says(id, "I have called you, and the parcel is with you tomorrow.");
    });
    await customer.reply();
    await desk.turnOf(customer.id, await customer.says("no, it is not solved"));
    expect(await promisedIn(customer.id)).toMatchObject([{ state: "kept" }]);
  });

  it("is warned of before it is due, and apologised for, with a new time, when it is not kept", async () => {
    const customer = await heardFromSara("تا دو ساعت دیگه با شما تماس می‌گیرم.", "سفارش #48217 نرسیده");
    const promised = async () => (await promisedIn(customer.id))[0];

    await desk.minutesPass(110);
    await desk.until(async () => (await promised())?.warned || undefined, "the promise to be warned of");
    await desk.minutesPass(15);
    const apology = await customer.reply();
    expect(apology).toMatchObject({ author: "system", kind: "notice" });
    expect(apology.text).toMatch(APOLOGY);
    expect(await promised()).toMatchObject({ state: "missed" });
  });

  it("is shown before it is sent", async () => {
    const { status, body } = await desk.api.post<{ items: readonly { words: string; dueAt: string }[] }>(
      "/api/v1/promises/find",
      { text: "Thank you. We will call you within an hour." },
    );
    expect(status).toBe(200);
    expect(body.items.map(({ words }) => words)).toEqual(["We will call you within an hour."]);
    expect(minutesUntil(body.items[0]?.dueAt)).toBe(60);
  });
});

const IN_DANGER = [
  { danger: "crisis", said: "I want to kill myself", help: /emergency/ },
  { danger: "crisis", said: "دیگه نمی‌خوام زنده باشم، می‌خوام خودمو بکشم", help: /اورژانس/ },
  { danger: "crisis", said: "أريد أن أنتحر", help: /الطوارئ/ },
  { danger: "safety", said: "the charger caught fire and my son was burnt", help: /emergency/ },
] as const;

describe.each(IN_DANGER)("the promise of a person that was broken, after: $said", ({ said, help }) => {
  it("is followed by help and a new time, not by an office's apology about a case", async () => {
    const customer = await desk.visitor();
    await customer.says(said);
    await customer.reply();
    for (let missed = 0; missed < 2; missed += 1) {
      const { owner } = await desk.conversation(customer.id);
      await desk.minutesPass(Math.max(1, minutesUntil(owner.promisedAt ?? "") + 1));
      const { text, author } = await customer.reply();
      expect(author).toBe("system");
      expect(text).toMatch(help);
      expect(text).not.toMatch(/\bcase\b|پرونده|ملف|\p{Nd}{9}/u);
    }
  });
});

describe("somebody who wrote of ending their life", () => {
  it("is not asked by a machine whether it is solved when the person holds it so", async () => {
    const customer = await heardFromSara("I am Sara. I am here.", "I want to kill myself");
    const sara = desk.agent("sara");
    await sara.resolves(customer.id);
    await sara.says(customer.id, "Write to me whenever you want.");
    // Whatever the machine had asked would stand before this.
    expect(await customer.reply()).toMatchObject({ author: "agent" });
  });
});
