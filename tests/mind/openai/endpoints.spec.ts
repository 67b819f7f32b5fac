import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { aMind, anAnswer, anEndpoint, anInput, completion, NEVER, SAID, sendJson } from "./support.ts";

const GOOD = JSON.stringify(anAnswer());
const rejects = (what: string) => ({ error: { message: `${what} is not supported`, type: "invalid_request_error" } });

describe("an endpoint that knows less", () => {
  it("goes one rung down for each rejected format, and stays there", async () => {
    await using endpoint = await anEndpoint((body, response) => {
      const format = body.response_format?.type;
      if (format) sendJson(response, rejects(`response_format ${format}`), 400);
      else sendJson(response, completion(`Here you are:\n\`\`\`json\n${GOOD}\n\`\`\``));
    });
    const mind = aMind(endpoint.url);

    expect((await mind.respond(anInput(SAID), NEVER)).ok).toBe(true);
    expect((await mind.respond(anInput(SAID), NEVER)).ok).toBe(true);

    const formats = endpoint.asked.map((body) => body.response_format?.type ?? "text");
    expect(formats).toEqual(["json_schema", "json_object", "text", "text"]);
    expect(endpoint.asked.at(-1)?.messages[0]?.content).toContain('"required":["reading","reply"]');
    expect(mind.warnings).toHaveLength(1);
  });

  it("is not sent a temperature or a limit that it rejects", async () => {
    await using endpoint = await anEndpoint((body, response) => {
      if (body.temperature !== undefined) sendJson(response, rejects("'temperature' 0.2"), 400);
      else if (body.max_tokens !== undefined) sendJson(response, rejects("max_tokens"), 400);
      else sendJson(response, completion(GOOD));
    });

    expect((await aMind(endpoint.url).respond(anInput(SAID), NEVER)).ok).toBe(true);
    expect(endpoint.asked.at(-1)).toMatchObject({
      max_completion_tokens: 2000,
      response_format: { type: "json_schema" },
    });
  });

  it("that ignores the schema gets it in the prompt from the next turn on", async () => {
    let calls = 0;
    await using endpoint = await anEndpoint((_, response) => {
      calls += 1;
      sendJson(response, completion(calls === 1 ? "I am so sorry to hear that!" : GOOD));
    });
    const mind = aMind(endpoint.url);

    await mind.respond(anInput(SAID), NEVER);
    await mind.respond(anInput(SAID), NEVER);

    expect(endpoint.asked.map((body) => body.response_format?.type)).toEqual([
      "json_schema",
      "json_schema",
      "json_object",
    ]);
  });

  it("and is asked twice at once: the turn that ends last does not forget what the other learnt", async () => {
    const waiting: (() => void)[] = [];
    await using endpoint = await anEndpoint((body, response) => {
      const answer = () => sendJson(response, completion(GOOD));
      const slow = body.messages.some(({ content }) => content.includes("the slow one"));
      if (slow && waiting.length === 0) waiting.push(answer);
      else if (body.response_format?.type === "json_schema") sendJson(response, rejects("json_schema"), 400);
      else answer();
    });
    const mind = aMind(endpoint.url);

    const slow = mind.respond(anInput("the slow one"), NEVER);
    while (waiting.length === 0) await new Promise(setImmediate);
    await mind.respond(anInput(SAID), NEVER);
    waiting[0]?.();
    await slow;
    await mind.respond(anInput(SAID), NEVER);

    expect(endpoint.asked.at(-1)?.response_format?.type).toBe("json_object");
    expect(endpoint.asked).toHaveLength(4);
  });

  it("that thinks aloud first is still understood", async () => {
    await using endpoint = await anEndpoint((_, response) =>
      sendJson(response, completion(`<think>{"not": "this"}</think>\n${GOOD}`)),
    );
    expect((await aMind(endpoint.url).respond(anInput(SAID), NEVER)).ok).toBe(true);
  });

  it("without keys is sent one all the same", async () => {
    let authorization: string | undefined;
    await using endpoint = await anEndpoint((_, response, request) => {
      authorization = request.headers.authorization;
      sendJson(response, completion(GOOD));
    });
    await aMind(endpoint.url, { apiKey: undefined }).respond(anInput(SAID), NEVER);
    expect(authorization).toMatch(/^Bearer \S+$/);
  });
});

describe("an endpoint in trouble", () => {
  it("refuses: a value, and nothing of the refusal is passed on", async () => {
    await using endpoint = await anEndpoint((_, response) =>
      sendJson(response, completion(null, { refusal: "I can't help with that" })),
    );
    expect(await aMind(endpoint.url).respond(anInput(SAID), NEVER)).toEqual({
      ok: false,
      error: { why: "refused", detail: "the model refused" },
    });
  });

  it("waits and asks again when the limit is over within the deadline", async () => {
    let calls = 0;
    await using endpoint = await anEndpoint((_, response) => {
      calls += 1;
      if (calls === 1) sendJson(response, rejects("so fast"), 429, { "retry-after-ms": "20" });
      else sendJson(response, completion(GOOD));
    });
    expect((await aMind(endpoint.url).respond(anInput(SAID), NEVER)).ok).toBe(true);
  });

  it("answers with a page instead of JSON", async () => {
    await using endpoint = await anEndpoint((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
    );
    expect(await aMind(endpoint.url).respond(anInput(SAID), NEVER)).toMatchObject({
      ok: false,
      error: { why: "unreachable", detail: expect.stringContaining("not JSON") },
    });
  });

  it.each([200, 500])("answers %d with JSON that is not a completion", async (status) => {
    await using endpoint = await anEndpoint((_, response) => sendJson(response, { status: "starting" }, status));
    expect((await aMind(endpoint.url).respond(anInput(SAID), NEVER)).ok).toBe(false);
  });

  it("cuts the body in the middle", async () => {
    await using endpoint = await anEndpoint((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      response.write('{"choices":[{"message"', () => response.destroy());
    });
    expect(await aMind(endpoint.url).respond(anInput(SAID), NEVER)).toMatchObject({
      ok: false,
      error: { why: "unreachable" },
    });
  });

  it.each(["before the headers", "in the body"])("hangs %s: the deadline ends it", async (where) => {
    await using endpoint = await anEndpoint((_, response) => {
      if (where === "in the body") response.writeHead(200, { "content-type": "application/json" }).write("{");
    });
    expect(await aMind(endpoint.url, { deadlineMs: 150 }).respond(anInput(SAID), NEVER)).toMatchObject({
      ok: false,
      error: { why: "deadline" },
    });
  });

  it("answers badly and then hangs: the repair is under the same deadline", async () => {
    let calls = 0;
    await using endpoint = await anEndpoint((_, response) => {
      calls += 1;
      if (calls === 1) sendJson(response, completion("{}"));
    });
    const result = await aMind(endpoint.url, { deadlineMs: 250 }).respond(anInput(SAID), NEVER);
    expect(result).toMatchObject({ ok: false, error: { why: "deadline" } });
    expect(calls).toBe(2);
  });

  it("is down", async () => {
    const endpoint = await anEndpoint(() => undefined);
    await endpoint[Symbol.asyncDispose]();
    expect(await aMind(endpoint.url).respond(anInput(SAID), NEVER)).toMatchObject({
      ok: false,
      error: { why: "unreachable", detail: expect.stringContaining("ECONNREFUSED") },
    });
  });

  it("is given up by the caller", async () => {
    const caller = new AbortController();
    await using endpoint = await anEndpoint(() => caller.abort());
    expect(await aMind(endpoint.url).respond(anInput(SAID), caller.signal)).toMatchObject({
      ok: false,
      error: { why: "deadline", detail: "the caller gave up" },
    });
  });

  it("repeats the customer's words in its error: they do not reach the log", async () => {
    await using endpoint = await anEndpoint((_, response) => sendJson(response, rejects(`"${SAID}"`), 400));
    const result = await aMind(endpoint.url).respond(anInput(SAID), NEVER);
    expect(JSON.stringify(result)).not.toContain("48217");
  });
});

it("an https endpoint is reached through the proxy only", async () => {
  const tunnels: string[] = [];
  const proxy = createServer().on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;

  const mind = aMind("https://model.test/v1", { proxy: `http://127.0.0.1:${port}` });
  expect(await mind.respond(anInput(SAID), NEVER)).toMatchObject({ ok: false, error: { why: "unreachable" } });
  expect(tunnels).toEqual(["model.test:443"]);
  proxy.close();
});
