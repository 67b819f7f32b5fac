import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { say } from "../../src/desk/say.ts";
import { type HttpDesk, openHttp } from "./app.ts";

let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

async function visitor() {
  const { body, headers, status } = await http.ask("POST", "/api/chat/sessions", {}, {});
  expect(status).toBe(201);
  const bearer = { authorization: `Bearer ${body.token}` };
  return {
    token: String(body.token),
    id: Number(body.conversationId),
    cookie: headers.getSetCookie()[0] ?? "",
    says: (text: string, clientId: string, more: object = {}) =>
      http.ask("POST", "/api/chat/messages", { text, clientId, ...more }, bearer),
    reads: async (after = 0) => {
      const { body: read } = await http.ask("GET", `/api/chat/messages?after=${after}`, undefined, bearer);
      return read.items as readonly { sequence: number; author: string; text: string }[];
    },
  };
}
const textsOf = (items: readonly { text: string }[]) => items.map(({ text }) => text);

it("the page is told whose chat it is and by which clock it promises", async () => {
  await http.ask("PUT", "/api/v1/settings", { organisation: "Sepid", zone: "Asia/Dubai" });
  const { body } = await http.ask("GET", "/api/chat/config", undefined, {});
  expect(body).toEqual({ organisation: "Sepid", defaultLanguage: "fa", zone: "Asia/Dubai" });
});

describe("a visitor", () => {
  it("is known by a token of which only the hash is kept, and by a cookie that scripts cannot read", async () => {
    const { token, cookie } = await visitor();
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(JSON.stringify(await http.rows.sql`select * from web_sessions`)).not.toContain(token);
  });

  it("is answered where the message stands, and reads what was said", async () => {
    const sara = await visitor();
    expect((await sara.says("hello", "c1")).body).toEqual({ sequence: 1 });
    expect((await sara.says("my parcel", "c2")).body).toEqual({ sequence: 2 });
    expect(textsOf(await sara.reads())).toEqual(["hello", "my parcel"]);
    expect(textsOf(await sara.reads(1))).toEqual(["my parcel"]);
  });

  it("who sends the same message again, also at once, has said it once", async () => {
    const sara = await visitor();
    const copies = await Promise.all(Array.from({ length: 10 }, () => sara.says("hello", "same")));
    for (const { status, body } of copies) expect([status, body]).toEqual([202, { sequence: 1 }]);
    expect(await sara.reads()).toHaveLength(1);
  });

  it("never reads another's conversation, nor writes into it", async () => {
    const [sara, reza] = [await visitor(), await visitor()];
    await sara.says("a secret", "c1");
    await reza.says("mine", "c1", { visitor: "somebody else", conversationId: String(sara.id), threadId: "x" });
    expect(textsOf(await sara.reads())).toEqual(["a secret"]);
    expect(textsOf(await reza.reads())).toEqual(["mine"]);
  });

  it("sees no message before it is sent, nor one that never was", async () => {
    const sara = await visitor();
    await sara.says("hello", "c1");
    const at = { now: http.rows.clock.now(), textChars: 4_000 };
    for (const text of ["one", "two", "three"]) {
      const utterance = { author: "bot", kind: "text", speaker: "bot", text } as const;
      await http.rows.sql.begin((tx) => say(tx, { id: sara.id }, utterance, at));
    }
    const deliver = (text: string, delivery: string) =>
      http.rows.sql`update messages set delivery = ${delivery} where conversation_id = ${sara.id} and text = ${text}`;
    await deliver("two", "sent");
    expect(textsOf(await sara.reads())).toEqual(["hello"]);
    await deliver("one", "suppressed");
    await deliver("three", "sent");
    expect(textsOf(await sara.reads())).toEqual(["hello", "two", "three"]);
  });
});

describe("what is refused", () => {
  it.each(["GET", "POST"])("%s with a token nobody gave out", async (method) => {
    const body = method === "POST" ? { text: "hello", clientId: "c1" } : undefined;
    for (const headers of [{}, { authorization: "Bearer guess" }]) {
      const answer = await http.ask(method, "/api/chat/messages", body, headers);
      expect([answer.status, answer.body.error.code]).toEqual([401, "unauthenticated"]);
    }
  });

  it.each([
    ["nothing", null],
    ["an empty text", { text: "   ", clientId: "c1" }],
    ["a text that is no text", { text: { $ne: 1 }, clientId: "c1" }],
    ["no id", { text: "hello" }],
    ["a text too long", { text: "x".repeat(4_001), clientId: "c1" }],
    ["an id with NUL", { text: "hello", clientId: "c\0" }],
    ["a button with NUL", { text: "hello", clientId: "c1", data: "\0" }],
    ["a list", [{ text: "hello", clientId: "c1" }]],
  ])("a message that is %s", async (_what, body) => {
    const { token } = await visitor();
    const answer = await http.ask("POST", "/api/chat/messages", body, { authorization: `Bearer ${token}` });
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
    expect(http.errors).toEqual([]);
  });

  it.each(["99999999999", "-1", "soon"])("reading after %s", async (after) => {
    const { token } = await visitor();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await http.ask("GET", `/api/chat/messages?after=${after}`, undefined, headers);
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
  });

  it("writing by the cookie alone: another site could make a browser do it", async () => {
    const { cookie } = await visitor();
    const body = { text: "hello", clientId: "c1" };
    const answer = await http.ask("POST", "/api/chat/messages", body, { cookie: cookie.split(";")[0] ?? "" });
    expect(answer.status).toBe(401);
  });
});
