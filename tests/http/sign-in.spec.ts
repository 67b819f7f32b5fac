import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFirstLink } from "../../src/http/auth.ts";
import { type HttpDesk, ORIGIN, openHttp, signedIn } from "./app.ts";

const DAY = 24 * 3_600_000;
let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const browser = { origin: ORIGIN };
const person = (email: string) => ({ name: "Sara", email, password: "a long password" });
const setUp = (token: string, email: string) => http.ask("POST", "/api/v1/setup", { token, ...person(email) }, browser);
const signIn = (email: string, password: string, headers = browser) =>
  http.ask("POST", "/api/auth/sign-in/email", { email, password }, headers);
const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

describe("the first admin", () => {
  it("is made by the link that the start printed, once, and is signed in by it", async () => {
    const token = (await makeFirstLink(http.rows.sql, http.rows.clock.now())) ?? "";
    expect((await setUp("another token", "sara@desk.test")).status).toBe(403);
    const made = await setUp(token, "sara@desk.test");
    expect(made.status).toBe(201);
    const me = await http.ask("GET", "/api/v1/me", undefined, { cookie: cookieOf(made.headers) });
    expect(me.body.agent).toMatchObject({ email: "sara@desk.test", role: "admin" });
    expect((await setUp(token, "other@desk.test")).status).toBe(403);
  });

  it("once made, no start prints another link", async () => {
    expect(await makeFirstLink(http.rows.sql, http.rows.clock.now())).toBeNull();
  });

  it("gets a cookie that scripts cannot read and other sites do not send", async () => {
    const { headers, status } = await signIn("sara@desk.test", "a long password");
    expect(status).toBe(200);
    for (const cookie of headers.getSetCookie())
      expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  });
});

describe("an invitation", () => {
  const invite = async (role?: string) => {
    const answer = await http.ask("POST", "/api/v1/invitations", role ? { role } : {});
    return String(answer.body.path).split("token=")[1] ?? "";
  };

  it("makes an agent, of the role it was given for and no higher one", async () => {
    const token = await invite();
    const answer = await http.ask(
      "POST",
      "/api/v1/setup",
      { token, ...person("reza@desk.test"), role: "admin" },
      browser,
    );
    const [reza] = await http.rows.sql`select role from agents where id = ${answer.body.agentId}`;
    expect(reza).toEqual({ role: "agent" });
  });

  it("is good for two days", async () => {
    const token = await invite();
    http.rows.clock.advance(2 * DAY + 1);
    expect((await setUp(token, "late@desk.test")).status).toBe(403);
  });

  it("is not used up by an address that has an account, and says so", async () => {
    const token = await invite();
    const taken = await setUp(token, "sara@desk.test");
    expect([taken.status, taken.body.error.code]).toEqual([409, "conflict"]);
    expect((await setUp(token, "new@desk.test")).status).toBe(201);
  });

  it("serves one of two who use it at the same moment", async () => {
    const token = await invite();
    const both = await Promise.all([setUp(token, "one@desk.test"), setUp(token, "two@desk.test")]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403]);
  });

  it("is kept as a hash alone", async () => {
    const token = await invite();
    const kept = await http.rows.sql`select * from setup_links`;
    expect(JSON.stringify(kept)).not.toContain(token);
  });
});

describe("signing in", () => {
  it("is closed to those who were not invited", async () => {
    const answer = await http.ask("POST", "/api/auth/sign-up/email", person("new@evil.test"), browser);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await http.rows.sql`select from agents where email = 'new@evil.test'`).toHaveLength(0);
  });

  it("says the same of a wrong password and of an unknown address", async () => {
    const wrong = await signIn("sara@desk.test", "not the password");
    const unknown = await signIn("nobody@desk.test", "not the password");
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);
  });

  it("takes no request from another site", async () => {
    const foreign = await signIn("sara@desk.test", "a long password", { origin: "https://evil.test" });
    expect(foreign.status).toBe(403);
  });

  it("ends with signing out: the cookie opens nothing any more", async () => {
    const agent = await signedIn(http, "agent");
    expect((await http.ask("GET", "/api/v1/me", undefined, agent)).status).toBe(200);
    await http.ask("POST", "/api/auth/sign-out", {}, agent);
    expect((await http.ask("GET", "/api/v1/me", undefined, agent)).status).toBe(401);
  });

  it("is stopped after ten tries from one address", async () => {
    const statuses = [];
    for (let nth = 0; nth < 12; nth += 1) statuses.push((await signIn("sara@desk.test", `guess number ${nth}`)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
