import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeResetToken, openAuth } from "../../src/http/auth.ts";
import { codeOf } from "../support/authenticator.ts";
import { type HttpDesk, ORIGIN, openHttp } from "./app.ts";
import { type BrowserAgent, browserOf, newAgent, PASSWORD } from "./browser-agent.ts";

const NEW_PASSWORD = "another long password";
let http: HttpDesk;
let count = 0;
let agent: BrowserAgent;
let agentId: string;

beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());
beforeEach(async () => {
  http.rows.clock.advance(15 * 60_000);
  count += 1;
  agentId = await newAgent(http, `reza${count}`);
  agent = browserOf(http, `reza${count}@desk.test`, { address: "10.2.0.1", headers: { "user-agent": "Firefox/1" } });
  await agent.signIn();
});

const another = () => browserOf(http, agent.email);
async function signedIn(): Promise<BrowserAgent> {
  const browser = another();
  await browser.signIn();
  return browser;
}
/** Whoever took the cookies of a browser, as they are now. */
function thiefOf(browser: BrowserAgent): BrowserAgent {
  const thief = another();
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  return thief;
}

describe("a session", () => {
  it("has a cookie that no script reads and no other site sends, and only over TLS where there is TLS", async () => {
    const signIn = { email: agent.email, password: PASSWORD };
    const answer = await http.ask("POST", "/api/auth/sign-in/email", signIn, { origin: ORIGIN });
    const lines = answer.headers.getSetCookie();
    expect(lines).toHaveLength(1);
    for (const line of lines) {
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=Lax/i);
      expect(line).toMatch(/; Path=\//i);
      expect(line).not.toMatch(/; Domain=|; Secure/i);
    }
    const overTls = { clock: http.rows.clock, secret: "x".repeat(32), secureCookies: true };
    const auth = openAuth(http.rows.database, overTls);
    const secure = await (await auth()).api.signInEmail({ body: signIn, asResponse: true });
    for (const line of secure.headers.getSetCookie()) expect(line).toMatch(/^__Secure-hamdel\..*; Secure/i);
  });

  it("is a new one at each sign-in: a cookie planted before is worth nothing after", async () => {
    const planted = another();
    for (const [name] of agent.cookies) planted.cookies.set(name, "planted.by-a-thief");
    await planted.signIn();
    expect([...planted.cookies.values()].join()).not.toContain("planted");
    const fixed = thiefOf(planted);
    const before = new Map(planted.cookies);
    await planted.signIn();
    expect(planted.cookies).not.toEqual(before);
    expect(await fixed.isIn()).toBe(true);
    const tampered = thiefOf(planted);
    for (const [name, value] of tampered.cookies) tampered.cookies.set(name, `${value.slice(0, -6)}AAAA%3D`);
    expect(await tampered.isIn()).toBe(false);
  });

  it("says where it is: device, address, when it was last used, and which one asks", async () => {
    const other = await signedIn();
    await http.rows.sql`update sessions set updated_at = ${http.rows.clock.now()}`;
    http.rows.clock.advance(3 * 60_000);
    const { items } = (await agent.ask("GET", "/api/v1/me/sessions")).body;
    expect(items).toHaveLength(2);
    const mine = items.find((one: { current: boolean }) => one.current);
    expect(mine).toMatchObject({ device: "Firefox/1", address: "10.2.0.1" });
    expect(new Date(mine.lastUsedAt)).toEqual(http.rows.clock.now());
    expect(JSON.stringify(items)).not.toContain(
      decodeURIComponent([...other.cookies.values()][0] ?? "?").split(".")[0],
    );
  });

  it("is ended by its agent, one by one or all others; nobody ends another's", async () => {
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    const { items } = (await one.ask("GET", "/api/v1/me/sessions")).body;
    const own = items.find((each: { current: boolean }) => each.current).id;
    await newAgent(http, `stranger${count}`);
    const stranger = browserOf(http, `stranger${count}@desk.test`);
    await stranger.signIn();
    expect((await stranger.ask("DELETE", `/api/v1/me/sessions/${own}`)).status).toBe(404);
    expect((await two.ask("DELETE", `/api/v1/me/sessions/${own}`)).body).toEqual({ ended: 1 });
    expect(await one.isIn()).toBe(false);
    expect((await two.ask("DELETE", "/api/v1/me/sessions")).body).toEqual({ ended: 2 });
    expect([await two.isIn(), await three.isIn(), await agent.isIn()]).toEqual([true, false, false]);
    expect(await stranger.isIn()).toBe(true);
  });

  it("is ended everywhere at once, and so is a copy of its cookie", async () => {
    const thief = thiefOf(agent);
    const other = await signedIn();
    expect(await thief.isIn()).toBe(true);
    expect((await agent.ask("DELETE", "/api/v1/me/sessions?which=all")).body).toEqual({ ended: 2 });
    expect([await agent.isIn(), await thief.isIn(), await other.isIn()]).toEqual([false, false, false]);
  });

  it("ends with a new password, everywhere but here; a stolen cookie alone cannot choose one", async () => {
    const thief = thiefOf(agent);
    const path = "/api/auth/change-password";
    const guess = await thief.ask("POST", path, { currentPassword: "a wrong one here", newPassword: NEW_PASSWORD });
    expect(guess.body.error.code).toBe("wrong_password");
    const short = await agent.ask("POST", path, { currentPassword: PASSWORD, newPassword: "short" });
    expect([short.status, short.body.error.code]).toEqual([400, "invalid"]);
    const asked = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, revokeOtherSessions: false };
    expect((await agent.ask("POST", path, asked)).status).toBe(200);
    expect([await agent.isIn(), await thief.isIn()]).toEqual([true, false]);
    expect((await another().signIn()).status).toBe(401);
    expect((await another().signIn(NEW_PASSWORD)).status).toBe(200);
  });

  it("that waits for its code ends with a new password too", async () => {
    const { address } = await agent.setUp();
    const thief = another();
    expect((await thief.signIn()).body.twoFactorRedirect).toBe(true);
    const asked = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await agent.ask("POST", "/api/auth/change-password", asked);
    expect((await thief.give(codeOf(address, 1))).body.error.code).toBe("unauthenticated");
  });

  it("ends with a password set by an operator's link", async () => {
    const token = await makeResetToken(http.auth, http.rows.sql, agent.email, new Date());
    const asked = { token, newPassword: NEW_PASSWORD };
    expect((await another().ask("POST", "/api/auth/reset-password", asked)).status).toBe(200);
    expect(await agent.isIn()).toBe(false);
    expect((await another().ask("POST", "/api/auth/reset-password", asked)).status).toBe(400);
  });

  it("of the library's other addresses has none: nothing lists tokens, signs up or changes an e-mail", async () => {
    for (const path of [
      "list-sessions",
      "update-user",
      "delete-user",
      "change-email",
      "sign-up/email",
      "get-session",
    ]) {
      const post = await agent.ask("POST", `/api/auth/${path}`, {});
      const get = await agent.ask("GET", `/api/auth/${path}`);
      expect([path, post.status, get.status]).toEqual([path, 404, 404]);
    }
  });
});

describe("an admin", () => {
  it("signs an agent out everywhere", async () => {
    expect((await agent.ask("DELETE", `/api/v1/agents/${agentId}/sessions`)).status).toBe(403);
    expect((await http.ask("DELETE", `/api/v1/agents/${agentId}/sessions`)).body).toEqual({ ended: 1 });
    expect(await agent.isIn()).toBe(false);
    expect((await http.ask("DELETE", "/api/v1/agents/nobody/sessions")).status).toBe(404);
  });

  it("lets somebody leave: they are out at once, and their password is answered as a wrong one", async () => {
    expect((await http.ask("PUT", `/api/v1/agents/${agentId}`, { active: false })).status).toBe(200);
    expect(await agent.isIn()).toBe(false);
    const right = await another().signIn();
    const wrong = await another().signIn("a wrong password");
    expect([right.status, right.body]).toEqual([401, wrong.body]);
    expect(await makeResetToken(http.auth, http.rows.sql, agent.email, http.rows.clock.now())).toBeNull();
    await http.ask("PUT", `/api/v1/agents/${agentId}`, { active: true });
    expect((await another().signIn()).status).toBe(200);
  });

  it("gives a role, which holds at once; the last admin stays one", async () => {
    expect((await http.ask("PUT", `/api/v1/agents/${agentId}`, { role: "admin" })).status).toBe(200);
    expect((await agent.ask("GET", "/api/v1/audit")).status).toBe(200);
    const others = await http.rows.sql<{ id: string }[]>`
      select id from agents where role = 'admin' and deactivated_at is null and not service and id <> ${agentId}`;
    for (const { id } of others) await http.ask("PUT", `/api/v1/agents/${id}`, { role: "agent" });
    for (const change of [{ role: "agent" }, { active: false }]) {
      const refused = await http.ask("PUT", `/api/v1/agents/${agentId}`, change);
      expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"]);
    }
  });
});
