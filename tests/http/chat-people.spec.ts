import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LiveEvent } from "../../src/live/hub.ts";
import { type HttpDesk, ORIGIN, openHttp, SERVICE, signedIn } from "./app.ts";

let http: HttpDesk;
let agent: Record<string, string>;
let agentId: string;
let visitor: { readonly id: number; readonly headers: Record<string, string> };
const heard: LiveEvent[] = [];

beforeAll(async () => {
  http = await openHttp();
  agent = await signedIn(http, "agent");
  agentId = (await http.ask("GET", "/api/v1/me", undefined, agent)).body.agent.id;
  http.hub.subscribe((event) => void heard.push(event));
});
afterAll(() => http.close());
beforeEach(async () => {
  heard.length = 0;
  const { body } = await http.ask("POST", "/api/chat/sessions", {}, {});
  visitor = { id: Number(body.conversationId), headers: { authorization: `Bearer ${body.token}` } };
});

describe("the name of who answers", () => {
  const says = (headers: Record<string, string>) =>
    http.ask("POST", `/api/v1/conversations/${visitor.id}/messages`, { text: "hello" }, headers);
  async function read() {
    await http.rows.sql`update messages set delivery = 'sent' where conversation_id = ${visitor.id}`;
    const { body } = await http.ask("GET", "/api/chat/messages", undefined, visitor.headers);
    return body.items.map(({ authorName }: { authorName: string | null }) => authorName);
  }

  it("is told to the customer, unless the desk shows no names", async () => {
    expect((await says(agent)).status).toBe(201);
    expect(await read()).toEqual(["agent"]);
    await http.ask("PUT", "/api/v1/settings", { showAgentNames: false });
    expect(await read()).toEqual([null]);
    await http.ask("PUT", "/api/v1/settings", { showAgentNames: true });
  });

  it("is the one they chose for themselves, in what they said before too", async () => {
    const rename = (name: string, headers = agent) => http.ask("PATCH", "/api/v1/me", { name }, headers);
    expect((await says(agent)).status).toBe(201);
    expect((await rename("  ")).status).toBe(400);
    expect((await rename(" Sara Ahmadi ")).body).toEqual({ name: "Sara Ahmadi" });
    expect((await http.ask("GET", "/api/v1/me", undefined, agent)).body.agent.name).toBe("Sara Ahmadi");
    expect(await read()).toEqual(["Sara Ahmadi"]);
    expect((await rename("A program", SERVICE)).body.error.code).toBe("forbidden");
  });

  it("is not told of a program", async () => {
    expect((await says(SERVICE)).status).toBe(201);
    expect(await read()).toEqual([null]);
  });
});

describe("the sign that somebody writes", () => {
  const agentWrites = () => http.ask("POST", `/api/v1/conversations/${visitor.id}/typing`, undefined, agent);

  it("of the agent who answers reaches the customer's page", async () => {
    await http.ask("POST", `/api/v1/conversations/${visitor.id}/take`, {}, agent);
    expect((await agentWrites()).status).toBe(200);
    await expect.poll(() => heard).toContainEqual({ kind: "typing", conversationId: visitor.id });
  });

  it("of an agent who does not answer is kept from the customer", async () => {
    expect((await agentWrites()).status).toBe(200);
    await http.rows.sql`update conversations set owner_agent_id = ${agentId}, state = 'human' where id = ${visitor.id}`;
    await agentWrites();
    await expect.poll(() => heard.filter(({ kind }) => kind === "typing")).toHaveLength(1);
  });

  it("of the customer reaches the agents, not the customer's own page, and is limited", async () => {
    for (let signs = 0; signs < 40; signs += 1) {
      expect((await http.ask("POST", "/api/chat/typing", {}, visitor.headers)).status).toBe(204);
    }
    await expect.poll(() => heard).toContainEqual({ kind: "customer-typing", conversationId: visitor.id });
    expect(heard.length).toBeLessThanOrEqual(30);
    expect((await http.ask("POST", "/api/chat/typing", {}, {})).status).toBe(401);
  });
});

describe("the cookie of the chat", () => {
  it("comes back to a page that still has its token, and is left alone where it is right", async () => {
    const lost = await http.ask("GET", "/api/chat/messages", undefined, visitor.headers);
    const [cookie = ""] = lost.headers.getSetCookie();
    expect(cookie).toMatch(/^hamdel_chat=.*HttpOnly/i);
    const kept = { ...visitor.headers, cookie: cookie.split(";")[0] ?? "" };
    expect((await http.ask("GET", "/api/chat/messages", undefined, kept)).headers.getSetCookie()).toEqual([]);
  });
});

it("the agents' stream says who is writing, and where", async () => {
  const response = await http.app.request(`${ORIGIN}/api/v1/events`, { headers: agent });
  const reader = response.body?.getReader();
  await reader?.read();
  await http.ask("POST", "/api/chat/typing", {}, visitor.headers);
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toContain(
    `event: typing\ndata: ${JSON.stringify({ id: String(visitor.id), who: "customer" })}`,
  );
  await reader?.cancel();
});
