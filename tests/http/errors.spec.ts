import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { type HttpDesk, openHttp } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const MIB = 1024 * 1024;

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
    ["a page without end", "GET", "/api/v1/conversations?limit=1000", undefined, 400, "invalid"],
    ["a conversation that does not exist", "GET", "/api/v1/conversations/999", undefined, 404, "not_found"],
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

  it("says which field is wrong", async () => {
    const answer = await http.ask("PUT", "/api/v1/settings", { firstReplyMinutes: "soon" });
    expect(answer.body.error.message).toContain("firstReplyMinutes");
  });
});

describe("while the database is away", () => {
  it("nothing is taken, and the caller is told to come again", async () => {
    const away = connect({ host: "/nowhere", port: 1, user: "nobody", database: "none" }, 1);
    const broken = await openHttp(away);
    for (const [method, path, body] of [
      ["GET", "/api/v1/conversations", undefined],
      ["POST", "/api/chat/sessions", {}],
      ["PUT", "/api/v1/settings", { firstReplyMinutes: 10 }],
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
    expect((await http.ask("GET", "/readyz")).status).toBe(200);
  });
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
