import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access } from "../../src/http/access.ts";
import { type HttpDesk, ORIGIN, openHttp, SERVICE, signedIn } from "./app.ts";

/** Who may call what. A route that is missing here, or declared otherwise, fails. */
const ROUTES: Readonly<Record<string, Access>> = {
  "GET /healthz": "public",
  "GET /readyz": "public",
  "GET /metrics": "operator",
  "ALL /webhooks/:channel": "platform",
  "ALL /webhooks/:channel/:account": "platform",
  "GET /api/chat/config": "public",
  "POST /api/chat/sessions": "public",
  "POST /api/chat/typing": "visitor",
  "POST /api/chat/messages": "visitor",
  "GET /api/chat/messages": "visitor",
  "GET /api/chat/events": "visitor",
  "POST /api/auth/*": "public",
  "GET /api/v1/openapi.json": "public",
  "GET /api/v1/conversations": "agent",
  "GET /api/v1/conversations/:id": "agent",
  "GET /api/v1/conversations/:id/messages": "agent",
  "POST /api/v1/conversations/:id/ask-to-reopen": "agent",
  "POST /api/v1/conversations/:id/messages": "agent",
  "GET /api/v1/conversations/:id/turns": "agent",
  "GET /api/v1/conversations/:id/transitions": "agent",
  "POST /api/v1/conversations/:id/take": "agent",
  "POST /api/v1/conversations/:id/typing": "agent",
  "POST /api/v1/conversations/:id/release": "agent",
  "POST /api/v1/conversations/:id/resolve": "agent",
  "POST /api/v1/conversations/:id/promises/:promiseId/keep": "agent",
  "GET /api/v1/drafts": "agent",
  "GET /api/v1/conversations/:id/draft": "agent",
  "POST /api/v1/conversations/:id/draft/approve": "agent",
  "POST /api/v1/conversations/:id/draft/edit": "agent",
  "POST /api/v1/conversations/:id/draft/reject": "agent",
  "POST /api/v1/conversations/:id/draft/propose": "agent",
  "PATCH /api/v1/contacts/:id": "agent",
  "GET /api/v1/tickets": "agent",
  "GET /api/v1/tickets/:code": "agent",
  "GET /api/v1/inbox": "agent",
  "GET /api/v1/settings": "agent",
  "GET /api/v1/taxonomy": "agent",
  "GET /api/v1/playbooks/:category": "agent",
  "PUT /api/v1/settings": "admin",
  "GET /api/v1/me": "agent",
  "PATCH /api/v1/me": "agent",
  "GET /api/v1/channel-kinds": "admin",
  "GET /api/v1/channels": "agent",
  "GET /api/v1/channels/:id/qr": "admin",
  "PATCH /api/v1/channels/:id": "admin",
  "POST /api/v1/channels": "admin",
  "GET /api/v1/articles": "agent",
  "POST /api/v1/articles": "admin",
  "POST /api/v1/articles/import": "admin",
  "GET /api/v1/articles/search": "agent",
  "GET /api/v1/articles/gaps": "agent",
  "POST /api/v1/articles/gaps/:id/dismiss": "admin",
  "GET /api/v1/articles/:id": "agent",
  "PUT /api/v1/articles/:id": "admin",
  "DELETE /api/v1/articles/:id": "admin",
  "GET /api/v1/agents": "agent",
  "PUT /api/v1/agents/:id": "admin",
  "DELETE /api/v1/agents/:id/sessions": "admin",
  "DELETE /api/v1/agents/:id/two-factor": "admin",
  "GET /api/v1/me/sessions": "agent",
  "DELETE /api/v1/me/sessions/:id": "agent",
  "DELETE /api/v1/me/sessions": "agent",
  "GET /api/v1/audit": "admin",
  "GET /api/v1/events": "agent",
  "GET /api/v1/attachments/:messageId/:index": "agent",
  "POST /api/v1/files": "agent",
  "POST /api/v1/promises/find": "agent",
  "GET /api/v1/reports/replies": "agent",
  "PATCH /api/v1/conversations/:id/messages/:messageId": "agent",
  "PUT /api/v1/conversations/:id/messages/:messageId/reaction": "agent",
  "POST /api/chat/files": "visitor",
  "GET /api/chat/files/:messageId/:index": "visitor",
  "POST /api/v1/setup": "public",
  "POST /api/v1/invitations": "admin",
  "GET /chat/assets/*": "public",
  "GET /chat": "public",
  "GET /chat/": "public",
  "GET /assets/*": "public",
  "GET /": "public",
  "GET /reset": "public",
  "GET /setup": "public",
  "GET /t/:code": "public",
  "POST /t/:code": "public",
  "GET /settings": "public",
  "GET /login": "public",
  "GET /c/:id": "public",
};

let http: HttpDesk;
let agent: Record<string, string>;
let admin: Record<string, string>;
beforeAll(async () => {
  http = await openHttp();
  agent = await signedIn(http, "agent");
  admin = await signedIn(http, "admin");
});
afterAll(() => http.close());

const EVERYWHERE = "ALL /*";
const declared = () =>
  http.app.routes.flatMap(({ method, path, handler }) =>
    "access" in handler ? [[`${method} ${path}` as string, String(handler.access)] as const] : [],
  );

describe("every route", () => {
  it("declares who may call it, as this table says", () => {
    expect(Object.fromEntries(declared())).toEqual(ROUTES);
  });

  it("is guarded: there is no handler behind which no declaration stands", () => {
    const guarded = new Set(declared().map(([route]) => route));
    const served = http.app.routes.map(({ method, path }): string => `${method} ${path}`);
    const bare = served.filter((route) => !guarded.has(route));
    expect(new Set(bare)).toEqual(new Set([EVERYWHERE]));
  });

  it("has its guard before anything else it does", () => {
    const seen = new Set<string>();
    for (const { method, path, handler } of http.app.routes) {
      const route = `${method} ${path}`;
      if (route === EVERYWHERE || seen.has(route)) continue;
      seen.add(route);
      expect("access" in handler, route).toBe(true);
    }
  });
});

describe("what each may do", () => {
  /** Streams stay open and are read elsewhere; the rest is asked for as it stands. */
  const cases = Object.entries(ROUTES)
    .filter(([route]) => !route.endsWith("/events") && !route.startsWith("ALL"))
    .map(([route, access]) => {
      const [method = "", path = ""] = route.split(" ");
      return { route, access, method, path: path.replace("*", "x").replace(/:\w+/g, "1") };
    });
  const bodyOf = (method: string) => (method === "GET" ? undefined : {});
  const guarded = cases.filter(({ access }) => access === "agent" || access === "admin");
  const onlyAdmin = cases.filter(({ access }) => access === "admin");

  it.each(guarded)("$route tells an anonymous caller nothing", async ({ method, path }) => {
    const answer = await http.ask(method, path, bodyOf(method), {});
    expect([answer.status, answer.body.error.code]).toEqual([401, "unauthenticated"]);
  });

  it.each(guarded)("$route tells the holder of a wrong token nothing", async ({ method, path }) => {
    const answer = await http.ask(method, path, bodyOf(method), { authorization: "Bearer wrong" });
    expect(answer.status).toBe(401);
  });

  it.each(guarded)("$route lets an admin and the service token in", async ({ method, path }) => {
    for (const headers of [admin, SERVICE]) {
      expect([401, 403]).not.toContain((await http.ask(method, path, bodyOf(method), headers)).status);
    }
  });

  it.each(guarded.filter(({ access }) => access === "agent"))("$route lets an agent in", async ({ method, path }) => {
    expect([401, 403]).not.toContain((await http.ask(method, path, bodyOf(method), agent)).status);
  });

  it.each(onlyAdmin)("$route refuses an agent who is no admin", async ({ method, path }) => {
    const answer = await http.ask(method, path, bodyOf(method), agent);
    expect([answer.status, answer.body.error.code]).toEqual([403, "forbidden"]);
  });

  it.each(cases.filter(({ access }) => access === "visitor"))("$route needs the chat's own token", async (route) => {
    const answer = await http.ask(route.method, route.path, bodyOf(route.method), SERVICE);
    expect(answer.status).toBe(401);
  });

  it("a platform must show its own proof: a forged webhook leaves no row", async () => {
    const forged = await http.ask("POST", "/webhooks/memory", { events: [] }, { "x-memory-secret": "guess" });
    expect([forged.status, forged.body.error.message]).toEqual([401, "Not verified."]);
    expect(await http.rows.sql`select from conversations`).toHaveLength(0);
  });
});

describe("a signed-in browser", () => {
  it("changes something only from our own pages", async () => {
    const { cookie = "" } = admin;
    const put = async (headers: Record<string, string>) =>
      (await http.ask("PUT", "/api/v1/settings", { firstReplyMinutes: 31 }, { cookie, ...headers })).status;
    expect(await put({ origin: "https://evil.test" })).toBe(403);
    expect(await put({ origin: "null" })).toBe(403);
    expect(await put({})).toBe(403);
    expect(await put({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await put({ origin: ORIGIN })).toBe(200);
    expect(await put({ "sec-fetch-site": "same-origin" })).toBe(200);
  });

  it("acts as the one who signed in, whoever the body names", async () => {
    const talk = await http.rows.conversation();
    const me = (await http.ask("GET", "/api/v1/me", undefined, agent)).body.agent.id;
    const taken = await http.ask("POST", `/api/v1/conversations/${talk.id}/take`, { agentId: "somebody" }, agent);
    expect(taken.body.conversation.owner.agentId).toBe(me);
    const acted = await http.ask("POST", `/api/v1/conversations/${talk.id}/take`, { agentId: "somebody" });
    expect(acted.body.conversation.owner.agentId).toBe("somebody");
  });
});
