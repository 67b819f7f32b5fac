import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aMind, anAnswer, anInput, NEVER, SAID } from "./support.ts";

/** An independent implementation of the OpenAI interface, over a real socket. */
const server = new LLMock({ port: 0 });
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  server.clearFixtures();
  server.clearRequests();
  server.resetMatchCounts();
});

const ask = (deadlineMs = 5000) => aMind(`${server.url}/v1`, { deadlineMs }).respond(anInput(SAID), NEVER);

describe("an endpoint that answers", () => {
  it("gives a reading and a draft in one call, asked for by a strict schema", async () => {
    server.on(
      { endpoint: "chat" },
      { content: JSON.stringify(anAnswer()), usage: { prompt_tokens: 7, completion_tokens: 3 } },
    );

    const result = await ask();

    expect(result.ok && result.value.reading).toMatchObject({
      category: "delivery",
      engine: "openai",
      redacted: SAID,
      facts: [{ kind: "order_id", value: "#48217" }],
    });
    expect(result.ok && result.value.draft?.text).toContain("{code}");
    expect(result.ok && result.value.tokens).toEqual({ input: 7, cached: 0, output: 3 });
    const [request, ...more] = server.getRequests();
    expect(more).toEqual([]);
    const format = request?.body?.response_format as {
      json_schema: { strict: boolean; schema: { required: string[] } };
    };
    expect(format.json_schema.strict).toBe(true);
    expect(format.json_schema.schema.required).toEqual(["reading", "reply"]);
  });

  it("repairs an answer off the schema once, with what was wrong", async () => {
    server.on({ endpoint: "chat", sequenceIndex: 0 }, { content: JSON.stringify(anAnswer({ category: "shipping" })) });
    server.on({ endpoint: "chat", sequenceIndex: 1 }, { content: JSON.stringify(anAnswer()) });

    const result = await ask();

    expect(result.ok && result.value.reading.category).toBe("delivery");
    const [, repair] = server.getRequests();
    expect(JSON.stringify([repair?.body?.messages].flat().at(-1))).toContain("reading.category");
  });

  it("gives up on an answer that is off the schema twice", async () => {
    server.on({ endpoint: "chat" }, { content: '{"hello":"world"}' });

    expect(await ask()).toMatchObject({ ok: false, error: { why: "off_schema" } });
    expect(server.getRequests()).toHaveLength(2);
  });

  it("takes an answer cut at the output limit for none", async () => {
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer()).slice(0, 200), finishReason: "length" });
    expect(await ask()).toMatchObject({ ok: false, error: { why: "truncated" } });
  });

  it("takes a filtered answer for a refusal", async () => {
    server.on({ endpoint: "chat" }, { content: "", finishReason: "content_filter" });
    expect(await ask()).toMatchObject({ ok: false, error: { why: "refused" } });
  });

  it("takes an empty answer for none", async () => {
    server.on({ endpoint: "chat" }, { content: "" });
    expect(await ask()).toMatchObject({ ok: false, error: { why: "off_schema" } });
  });
});

describe("an endpoint that does not", () => {
  it("says 429: no second try inside the turn when the wait does not fit", async () => {
    server.on({ endpoint: "chat" }, { error: { message: "slow down" }, status: 429, retryAfter: 30 });

    expect(await ask()).toMatchObject({ ok: false, error: { why: "rate_limited" } });
    expect(server.getRequests()).toHaveLength(1);
  });

  it("fails with 503", async () => {
    server.on({ endpoint: "chat" }, { error: { message: "overloaded" }, status: 503 });
    expect(await ask()).toMatchObject({
      ok: false,
      error: { why: "unreachable", detail: expect.stringContaining("503") },
    });
  });

  it("takes longer than the deadline", async () => {
    server.setChaos({ latencyMs: 3000 });
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer()) });

    expect(await ask(200)).toMatchObject({ ok: false, error: { why: "deadline" } });
    server.clearChaos();
  });

  it("drops the connection", async () => {
    server.setChaos({ disconnectRate: 1 });
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer()) });

    expect(await ask()).toMatchObject({ ok: false, error: { why: "unreachable" } });
    server.clearChaos();
  });

  it("sends broken JSON", async () => {
    server.setChaos({ malformedRate: 1 });
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer()) });

    expect((await ask()).ok).toBe(false);
    server.clearChaos();
  });
});
