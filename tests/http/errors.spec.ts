import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { type HttpDesk, ORIGIN, openHttp, SERVICE } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const MIB = 1024 * 1024;
const SETTINGS = "/api/v1/settings";
const OVERLAPPING = [
  ["12:00", "16:00"],
  ["08:00", "12:30"],
];
const CURSOR = "/api/v1/conversations?cursor=";
const NOBODY = "/api/v1/conversations/999";

it("of opening hours says what to do", async () => {
  const messageOf = async (hours: object) => (await http.ask("PUT", SETTINGS, { hours })).body.error.message;
  expect(await messageOf({})).toMatch(/^hours: .*give it a period, or send null/);
  expect(await messageOf({ sat: OVERLAPPING })).toMatch(/^hours\.sat: .*begin when the one before has ended/);
});

describe("an error", () => {
  const CASES: readonly [what: string, method: string, path: string, body: unknown, status: number, code: string][] = [
    ["malformed JSON", "PUT", "/api/v1/settings", '{"zone":', 400, "invalid"],
    ["JSON that is no object", "PUT", "/api/v1/settings", "7", 400, "invalid"],
    ["a field of the wrong type", "PUT", "/api/v1/settings", { firstReplyMinutes: "soon" }, 400, "invalid"],
    ["a zone that does not exist", "PUT", "/api/v1/settings", { zone: "Mars/Olympus" }, 400, "invalid"],
    ["a time that is none", "PUT", "/api/v1/settings", { hours: { sat: [["8", "25:00"]] } }, 400, "invalid"],
    ["an empty message", "POST", "/api/v1/conversations/1/messages", { text: "  " }, 400, "invalid"],
    ["an id that is none", "GET", "/api/v1/conversations/abc", undefined, 400, "invalid"],
    ["an unknown state", "GET", "/api/v1/conversations?state=asleep", undefined, 400, "invalid"],
    ["a week that is never open", "PUT", SETTINGS, { hours: { sat: [], sun: [] } }, 400, "invalid"],
    ["periods that overlap", "PUT", SETTINGS, { hours: { sat: OVERLAPPING } }, 400, "invalid"],
    ["an opening that ends when it begins", "PUT", SETTINGS, { hours: { sat: [["08:00", "08:00"]] } }, 400, "invalid"],
    ["a setting that does not exist", "PUT", SETTINGS, { firstReplyMinuts: 10 }, 400, "invalid"],
    ["NUL in a setting", "PUT", SETTINGS, { organisation: "a\0b" }, 400, "invalid"],
    ["NUL in a thread", "GET", "/api/v1/conversations?threadId=a%00b", undefined, 400, "invalid"],
    ["NUL in a channel", "GET", "/api/v1/conversations?channel=%00", undefined, 400, "invalid"],
    ["NUL in what tickets are searched for", "GET", "/api/v1/tickets?q=%00", undefined, 400, "invalid"],
    ["NUL in what the inbox is searched for", "GET", "/api/v1/inbox?q=a%00b", undefined, 400, "invalid"],
    ["a sequence too large", "GET", "/api/v1/conversations/1/messages?after=99999999999", undefined, 400, "invalid"],
    ["a cursor that is none", "GET", "/api/v1/conversations?cursor=zzz", undefined, 400, "invalid"],
    ["a cursor on a day that is none", "GET", `${CURSOR}2026-02-30T10:00:00.000Z_1`, undefined, 400, "invalid"],
    [
      "a cursor at a row too far",
      "GET",
      `${CURSOR}2026-02-20T10:00:00.000Z_${"9".repeat(30)}`,
      undefined,
      400,
      "invalid",
    ],
    ["a cursor in a year that is none", "GET", `${CURSOR}0000-02-20T10:00:00.000Z_1`, undefined, 400, "invalid"],
    ["a page without end", "GET", "/api/v1/conversations?limit=1000", undefined, 400, "invalid"],
    ["a conversation that does not exist", "GET", "/api/v1/conversations/999", undefined, 404, "not_found"],
    ["the turns of one that does not exist", "GET", "/api/v1/conversations/999/turns", undefined, 404, "not_found"],
    ["the moves of one that does not exist", "GET", `${NOBODY}/transitions`, undefined, 404, "not_found"],
    ["taking one that does not exist", "POST", "/api/v1/conversations/999/take", {}, 404, "not_found"],
    ["a mistyped code", "GET", "/api/v1/tickets/123456789", undefined, 404, "not_found"],
    ["an unknown API route", "GET", "/api/v1/nothing", undefined, 404, "not_found"],
    ["an unknown address", "GET", "/nothing/here", undefined, 404, "not_found"],
    ["one byte too many", "PUT", "/api/v1/settings", "x".repeat(MIB + 1), 413, "too_large"],
    ["one byte too many from a visitor", "POST", "/api/chat/messages", "x".repeat(MIB + 1), 413, "too_large"],
  ];

  it.each(CASES)("for %s has the one shape: a code, what happened and what to do", async (_what, ...asked) => {
    const [method, path, body, status, code] = asked;
    const answer = await http.ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error: { code, message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) },
    });
    expect(http.errors).toEqual([]);
  });

  it("for a body that is not declared as JSON is the same", async () => {
    const answer = await http.ask("PUT", SETTINGS, "{}", { ...SERVICE, "content-type": "text/plain" });
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
  });

  it("for a body too large ends the connection: the rest of it is no next request", async () => {
    const server = serve({ fetch: http.app.fetch, port: 0, hostname: "127.0.0.1" });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const body = "x".repeat(MIB + 1);
    const answer = await fetch(`http://127.0.0.1:${port}${SETTINGS}`, { method: "PUT", headers: SERVICE, body });
    expect([answer.status, answer.headers.get("connection")]).toEqual([413, "close"]);
    server.close();
  });

  it.each([
    [
      "a wrong password",
      "/api/auth/sign-in/email",
      { email: "a@desk.test", password: "wrong" },
      401,
      "unauthenticated",
    ],
    ["no password", "/api/auth/sign-in/email", { email: "a@desk.test" }, 400, "invalid"],
    ["an address that is none", "/api/auth/sign-in/email", { email: "a", password: "wrong" }, 400, "invalid"],
    ["malformed JSON", "/api/auth/sign-in/email", "{", 400, "invalid"],
    [
      "a reset by a wrong token",
      "/api/auth/reset-password",
      { token: "x", newPassword: "long enough" },
      400,
      "invalid",
    ],
    ["an address with nothing", "/api/auth/nothing", {}, 404, "not_found"],
  ])("at signing in, for %s, has the same shape", async (_what, path, body, status, code) => {
    const answer = await http.ask("POST", path, body, { origin: ORIGIN });
    expect([answer.status, answer.body.error]).toEqual([
      status,
      { code, message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) },
    ]);
    expect(http.errors).toEqual([]);
  });

  it("at signing in is no failure of ours for HEAD", async () => {
    const answer = await http.app.request(`${ORIGIN}/api/auth/get-session`, { method: "HEAD" });
    expect(answer.status).toBeLessThan(500);
    expect(http.errors).toEqual([]);
  });

  it("at signing in from another site has the same shape, and keeps what the library says beside it", async () => {
    const body = { email: "a@desk.test", password: "wrong" };
    const answer = await http.ask("POST", "/api/auth/sign-in/email", body, { origin: "https://evil.test" });
    expect([answer.status, answer.body.error.code]).toEqual([403, "forbidden"]);
    expect(answer.body.message).toMatch(/\S/);
    expect(answer.body.code).toMatch(/\S/);
  });

  it("says which field is wrong", async () => {
    const answer = await http.ask("PUT", "/api/v1/settings", { firstReplyMinutes: "soon" });
    expect(answer.body.error.message).toContain("firstReplyMinutes");
  });
});

describe("while the database is away", () => {
  it("nothing is taken, and the caller is told to come again", async () => {
    const away = connect({ host: "/nowhere", port: 1, user: "nobody", database: "none" }, 1);
    const broken = await openHttp({ database: away });
    for (const [method, path, body] of [
      ["GET", "/api/v1/conversations", undefined],
      ["POST", "/api/chat/sessions", {}],
      ["PUT", "/api/v1/settings", { firstReplyMinutes: 10 }],
      ["POST", "/api/auth/sign-in/email", { email: "a@desk.test", password: "a password" }],
    ] as const) {
      const answer = await broken.ask(method, path, body);
      expect([answer.status, answer.body.error.code, answer.headers.get("retry-after")]).toEqual([
        503,
        "unavailable",
        "2",
      ]);
    }
    expect(broken.errors).toEqual([]);
    await away.close();
    await broken.close();
  });

  it("the desk is alive and not ready, and names the part that fails", async () => {
    http.broken.push({ name: "database", check: async () => "does not answer" });
    expect((await http.ask("GET", "/healthz")).status).toBe(200);
    const ready = await http.ask("GET", "/readyz");
    expect([ready.status, ready.body.error.message]).toEqual([503, "database: does not answer"]);
    http.broken.pop();
    http.broken.push({ name: "database", check: () => Promise.reject(new Error("connect 10.1.2.3:5432 as desk")) });
    const thrown = await http.ask("GET", "/readyz");
    expect([thrown.status, thrown.body.error.message]).toEqual([503, "database: does not answer"]);
    expect(String(http.errors.pop())).toContain("10.1.2.3");
    http.broken.pop();
    expect((await http.ask("GET", "/readyz")).status).toBe(200);
  });
});

it("a part that hangs is not waited for longer than two seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  http.broken.push({ name: "database", check: () => new Promise(() => {}) });
  const asked = http.ask("GET", "/readyz");
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await asked).body.error.message).toBe("database: does not answer");
  http.broken.pop();
  vi.useRealTimers();
  expect(String(http.errors.pop())).toContain("2000 ms");
});

it("sends every answer with the headers that keep a browser careful, and an id to find it again", async () => {
  for (const path of ["/healthz", "/api/v1/conversations", "/nothing"]) {
    const { headers } = await http.ask("GET", path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  }
});
