import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_TOKEN, aDesk, type Desk } from "../support/desk.ts";
import type { Visitor } from "../support/desk-visitor.ts";
import type { ConversationWire, ErrorWire, MessageWire } from "../support/desk-wire.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk();
});
afterAll(() => desk.stop());

async function aCustomer(): Promise<{ readonly customer: Visitor; readonly path: string }> {
  const customer = await desk.visitor();
  await customer.says("my order #48217 never arrived");
  await customer.reply();
  return { customer, path: `/api/v1/conversations/${customer.id}` };
}

describe("a request that is sent again", () => {
  it("has one effect and one answer under one key", async () => {
    const { customer, path } = await aCustomer();
    const key = { "idempotency-key": crypto.randomUUID() };
    const say = () => desk.api.post<{ message: MessageWire }>(`${path}/messages`, { text: "I am on it." }, key);

    const [first, second] = await Promise.all([say(), say()]);
    const third = await say();
    expect(first.status).toBe(201);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    await customer.reply();
    const spoken = (await desk.messages(customer.id)).filter(({ author }) => author === "agent");
    expect(spoken.map(({ id }) => id)).toEqual([first.body.message.id]);
  });

  it("is refused with another body under the same key", async () => {
    const { customer, path } = await aCustomer();
    const key = { "idempotency-key": crypto.randomUUID() };
    await desk.api.post(`${path}/messages`, { text: "I am on it." }, key);
    const other = await desk.api.post<ErrorWire>(`${path}/messages`, { text: "Something else." }, key);
    expect(other).toMatchObject({ status: 409, body: { error: { code: "idempotency_conflict" } } });
    expect((await desk.messages(customer.id)).map(({ text }) => text)).not.toContain("Something else.");
  });
});

describe("an agent who looks at an old page", () => {
  it("is refused where somebody else took over since, and changes nothing", async () => {
    const { customer, path } = await aCustomer();
    const { epoch } = await desk.conversation(customer.id);
    await desk.agent("reza").says(customer.id, "I have it.");
    const before = await desk.conversation(customer.id);
    for (const [name, body] of [
      ["take", {}],
      ["release", {}],
      ["resolve", {}],
      ["messages", { text: "Hello" }],
    ] as const) {
      const late = await desk.api.post<ErrorWire>(`${path}/${name}`, { ...body, agentId: "sara", ifEpoch: epoch });
      expect(late).toMatchObject({ status: 409, body: { error: { code: "stale_epoch" } } });
    }
    expect(await desk.conversation(customer.id)).toEqual(before);
  });

  it("takes over where the page is right", async () => {
    const { customer, path } = await aCustomer();
    const { epoch } = await desk.conversation(customer.id);
    const taken = await desk.api.post<{ conversation: ConversationWire }>(`${path}/take`, {
      agentId: "sara",
      ifEpoch: epoch,
    });
    expect(taken).toMatchObject({
      status: 200,
      body: { conversation: { state: "human", epoch: epoch + 1, owner: { agentId: "sara" } }, inFlight: [] },
    });
  });
});

describe("what cannot be done", () => {
  it("is an illegal transition: releasing what the bot has, resolving what has no ticket", async () => {
    const { path } = await aCustomer();
    const release = await desk.api.post<ErrorWire>(`${path}/release`, {});
    expect(release).toMatchObject({ status: 409, body: { error: { code: "illegal_transition" } } });

    const greeter = await desk.visitor();
    await greeter.says("hello");
    await greeter.reply();
    const resolve = await desk.api.post<ErrorWire>(`/api/v1/conversations/${greeter.id}/resolve`, {});
    expect(resolve).toMatchObject({ status: 409, body: { error: { code: "illegal_transition" } } });
  });

  const WRONG: readonly (readonly [string, string, string, string | undefined, number, string])[] = [
    ["no token", "GET", "/api/v1/conversations", undefined, 401, "unauthenticated"],
    ["no such conversation", "GET", "/api/v1/conversations/999999", undefined, 404, "not_found"],
    ["no such conversation to act on", "POST", "/api/v1/conversations/999999/take", "{}", 404, "not_found"],
    ["no such page", "GET", "/api/v1/nothing", undefined, 404, "not_found"],
    ["no such ticket", "GET", "/api/v1/tickets/123456789", undefined, 404, "not_found"],
    ["a body that is not JSON", "POST", "/api/v1/conversations/1/take", "{", 400, "invalid"],
    ["a message without words", "POST", "/api/v1/conversations/1/messages", '{"text":" "}', 400, "invalid"],
    ["a zone that does not exist", "PUT", "/api/v1/settings", '{"zone":"Mars/Olympus"}', 400, "invalid"],
    ["a state that does not exist", "GET", "/api/v1/conversations?state=lost", undefined, 400, "invalid"],
    ["an unknown visitor", "POST", "/api/chat/messages", '{"text":"hi","clientId":"1"}', 401, "unauthenticated"],
    [
      "far too large a body",
      "POST",
      "/api/v1/conversations/1/messages",
      `{"text":"${"x".repeat(3_000_000)}"}`,
      413,
      "too_large",
    ],
  ];
  it.each(WRONG)(
    "is told with a code, what happened and what to do: %s",
    async (what, method, path, body, status, code) => {
      const response = await fetch(desk.url + path, {
        method,
        headers: {
          "content-type": "application/json",
          ...(what !== "no token" && path.startsWith("/api/v1") && { authorization: `Bearer ${API_TOKEN}` }),
        },
        ...(body !== undefined && { body }),
      });
      const { error } = (await response.json()) as ErrorWire;
      expect({ status: response.status, code: error.code }).toEqual({ status, code });
      expect(error.message).toMatch(/\w/);
      expect(error.hint).toMatch(/\w/);
    },
  );
});
