import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anAnswer, anEndpoint, SAID } from "../mind/openai/support.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { MODEL_PATIENCE_MS } from "../support/patience.ts";
import { codeIn } from "./tongues.ts";

/** For what never answers: nobody waits for it longer. */
const SHORT_MS = "800";

let server: LLMock;
let desk: Desk;
beforeEach(async () => {
  server = new LLMock({ port: 0 });
  await server.start();
});
afterEach(async () => {
  await desk.stop();
  await server.stop();
});

const deskAt = (url: string, deadlineMs: string) =>
  aDesk({ settings: { organisation: "Sepid" }, env: { OPENAI_BASE_URL: url, MODEL_DEADLINE_MS: deadlineMs } });
const patientDesk = () => deskAt(`${server.url}/v1`, MODEL_PATIENCE_MS);
const good = JSON.stringify(anAnswer());

describe("a model that answers well", () => {
  it("speaks for the desk: its draft, with the code and the time filled in", async () => {
    server.on({ endpoint: "chat" }, { content: good, usage: { prompt_tokens: 900, completion_tokens: 120 } });
    desk = await patientDesk();
    const customer = await desk.visitor();
    await customer.says(SAID);

    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    expect(answer.text).toContain("Order #48217 has not reached you.");
    expect(answer.text).toContain("Sepid");
    expect(answer.text).not.toMatch(/[{}]/);
    const { ticket } = await desk.conversation(customer.id);
    expect(codeIn(answer.text)).toBe(ticket?.code);
    expect(await desk.ticket(ticket?.code ?? "")).toMatchObject({ category: "delivery", subcategory: "late" });
    expect(answer.text).toMatch(/\d{2}:\d{2}/);
    expect(await desk.turns(customer.id)).toMatchObject([
      { engine: "openai", outcome: "released", tokens: { input: 900, output: 120 } },
    ]);
  });

  it("does not speak after a person has taken over while it thought", async () => {
    server.setChaos({ latencyMs: 1_500 });
    server.on({ endpoint: "chat" }, { content: good });
    desk = await patientDesk();
    const customer = await desk.visitor();
    const typing = customer.seesTyping();
    const sequence = await customer.says(SAID);
    await typing;

    await desk.agent("sara").says(customer.id, "Hello, this is Sara.");
    expect(await customer.reply()).toMatchObject({ author: "agent" });
    expect(await desk.turnOf(customer.id, sequence)).toMatchObject({ outcome: "suppressed" });
    expect((await desk.messages(customer.id)).map(({ author }) => author)).toEqual(["customer", "agent"]);
  });

  it("is asked again where the conversation came back to the bot while it thought", async () => {
    server.setChaos({ latencyMs: 1_500 });
    server.on({ endpoint: "chat" }, { content: good });
    desk = await patientDesk();
    const customer = await desk.visitor();
    const typing = customer.seesTyping();
    await customer.says(SAID);
    await typing;

    await desk.agent("sara").takes(customer.id);
    await desk.agent("sara").releases(customer.id);
    const [released, answer] = await customer.replies(2);
    expect(released?.author).toBe("system");
    expect(answer).toMatchObject({ author: "bot", text: expect.stringContaining("#48217") });
    expect((await desk.turns(customer.id)).map(({ outcome }) => outcome)).toEqual(["superseded", "released"]);
  });

  it("reads again, with what the customer added while it thought", async () => {
    server.setChaos({ latencyMs: 700 });
    server.on({ endpoint: "chat" }, { content: good });
    desk = await patientDesk();
    const customer = await desk.visitor();
    const typing = customer.seesTyping();
    await customer.says(SAID);
    await typing;
    await customer.says("and nobody picks up the phone");

    await customer.reply();
    const said = (await desk.messages(customer.id)).filter(({ author }) => author === "customer");
    const turns = await desk.turns(customer.id);
    expect(turns.map(({ outcome }) => outcome)).toEqual(["superseded", "released"]);
    expect(turns.map(({ messageIds }) => messageIds)).toEqual([[], said.map(({ id }) => id)]);
    expect(JSON.stringify(server.getRequests().at(-1)?.body)).toContain("picks up the phone");
    expect(customer.unread).toEqual([]);
  });

  it("is not asked while a person speaks", async () => {
    server.on({ endpoint: "chat" }, { content: good });
    desk = await patientDesk();
    const customer = await desk.visitor();
    await customer.says(SAID);
    await customer.reply();
    await desk.agent("sara").takes(customer.id);
    server.clearRequests();
    await desk.turnOf(customer.id, await customer.says("still nothing"));
    expect(server.getRequests()).toEqual([]);
  });

  it("cannot hide a danger: the rules hand over whatever it says", async () => {
    server.on({ endpoint: "chat" }, { content: good });
    desk = await patientDesk();
    const customer = await desk.visitor();
    await customer.says("my order #48217 never arrived and I want to kill myself");
    expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", owner: { reason: "crisis" } });
  });
});

describe("a draft that may not be sent", () => {
  const DRAFTS: readonly (readonly [string, object])[] = [
    ["promises money", { text: "Order #48217: we refund you 100 dollars today. Code {code}, by {time}." }],
    ["forgets the order number", { text: "We look into it. Code {code}, by {time}." }],
    ["speaks another language", { text: "سفارش #48217 را پیگیری می‌کنیم. کد {code} تا {time}." }],
    ["invents a code", { text: "Order #48217: your code is 123456789, by {time}." }],
  ];
  it.each(DRAFTS)("is written anew by the desk: one that %s", async (_what, reply) => {
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer({}, reply)) });
    desk = await patientDesk();
    const customer = await desk.visitor();
    await customer.says(SAID);
    const answer = await customer.reply();
    const { ticket } = await desk.conversation(customer.id);
    expect(answer.text).toContain("#48217");
    expect(codeIn(answer.text)).toBe(ticket?.code);
    expect(answer.text).not.toMatch(/refund|سفارش|123456789/);
  });
});

describe("a model that fails", () => {
  const FAILURES: readonly (readonly [string, RegExp, () => void])[] = [
    ["answers off the schema", /^off_schema/, () => server.on({ endpoint: "chat" }, { content: '{"hello":"world"}' })],
    ["refuses", /^refused/, () => server.on({ endpoint: "chat" }, { content: "", finishReason: "content_filter" })],
    [
      "is cut at its limit",
      /^truncated/,
      () => server.on({ endpoint: "chat" }, { content: good.slice(0, 200), finishReason: "length" }),
    ],
    [
      "is out of quota",
      /^rate_limited/,
      () => server.on({ endpoint: "chat" }, { error: { message: "slow down" }, status: 429, retryAfter: 30 }),
    ],
    ["is overloaded", /^unreachable/, () => server.on({ endpoint: "chat" }, { error: { message: "no" }, status: 503 })],
    [
      "hangs up",
      /^unreachable/,
      () => {
        server.setChaos({ disconnectRate: 1 });
        server.on({ endpoint: "chat" }, { content: good });
      },
    ],
    [
      "sends broken JSON",
      /./,
      () => {
        server.setChaos({ malformedRate: 1 });
        server.on({ endpoint: "chat" }, { content: good });
      },
    ],
  ];
  it.each(FAILURES)("leaves no customer without an answer in time: one that %s", async (_what, note, prepare) => {
    prepare();
    desk = await patientDesk();
    await answersOffline(note);
  });

  it("leaves no customer without an answer in time: one that takes too long", async () => {
    server.setChaos({ latencyMs: 4_000 });
    server.on({ endpoint: "chat" }, { content: good });
    desk = await deskAt(`${server.url}/v1`, SHORT_MS);
    await answersOffline(/^deadline/);
  });

  it("leaves no customer without an answer in time: one that is not there", async () => {
    const gone = await anEndpoint(() => {});
    await gone[Symbol.asyncDispose]();
    desk = await deskAt(gone.url, MODEL_PATIENCE_MS);
    await answersOffline(/^unreachable/);
  });

  it("leaves no customer without an answer in time: one that stops in the middle of its answer", async () => {
    await using broken = await anEndpoint((_body, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      response.write('{"id":"c1","object":"chat.completion","choices":[{"index":0,', () => response.destroy());
    });
    desk = await deskAt(broken.url, MODEL_PATIENCE_MS);
    await answersOffline(/./);
  });

  it("leaves no customer without an answer in time: one that never ends its answer", async () => {
    await using slow = await anEndpoint((_body, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id":"c1","choices":[');
    });
    desk = await deskAt(slow.url, SHORT_MS);
    await answersOffline(/^deadline/);
  });

  async function answersOffline(note: RegExp): Promise<void> {
    const customer = await desk.visitor();
    await customer.says("my order #48217 never arrived");
    const answer = await customer.reply();
    expect(answer.author).toBe("bot");
    expect(answer.text).toContain("#48217");
    const { ticket } = await desk.conversation(customer.id);
    expect(codeIn(answer.text)).toBe(ticket?.code);
    const [turn, ...more] = await desk.turns(customer.id);
    expect(more).toEqual([]);
    expect(turn).toMatchObject({ engine: "offline", outcome: "released", engineNote: expect.stringMatching(note) });
  }
});
