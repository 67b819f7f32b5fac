import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readTotp } from "../../src/http/second-factor.ts";
import { codeOf, secretIn } from "../support/authenticator.ts";
import { type HttpDesk, openHttp } from "./app.ts";
import { type BrowserAgent, browserOf, newAgent, PASSWORD } from "./browser-agent.ts";

const QUARTER = 15 * 60_000;
const GUESSES = 2_000;
let http: HttpDesk;
let count = 0;
let agent: BrowserAgent;
let agentId: string;

beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());
/** Everybody is new, and whatever was counted before is past. */
beforeEach(async () => {
  http.rows.clock.advance(QUARTER);
  count += 1;
  agentId = await newAgent(http, `sara${count}`);
  agent = browserOf(http, `sara${count}@desk.test`);
  await agent.signIn();
});

const another = () => browserOf(http, agent.email);

describe("a second factor", () => {
  it("is on only once the agent has shown a code: until then the password is enough", async () => {
    const begun = await agent.ask("POST", "/api/auth/two-factor/enable", { password: PASSWORD });
    expect(begun.body.totpURI).toMatch(
      /^otpauth:\/\/totp\/Hamdel:sara\d+%40desk\.test\?secret=[A-Z2-7]{32,}&issuer=Hamdel/,
    );
    expect(begun.body.backupCodes).toHaveLength(10);
    expect((await another().signIn()).body.twoFactorRedirect).toBeUndefined();
    expect((await agent.give(codeOf(begun.body.totpURI))).status).toBe(200);
    expect((await another().signIn()).body.twoFactorRedirect).toBe(true);
    expect((await agent.ask("GET", "/api/v1/me")).body.agent.twoFactor).toBe(true);
  });

  it("needs the password to be set up, to be given new backup codes, and to be taken off", async () => {
    const wrong = { password: "not the password" };
    for (const path of ["enable", "disable"]) {
      const refused = await agent.ask("POST", `/api/auth/two-factor/${path}`, wrong);
      expect([refused.status, refused.body.error.code]).toEqual([400, "wrong_password"]);
      expect((await another().ask("POST", `/api/auth/two-factor/${path}`, { password: PASSWORD })).status).toBe(401);
    }
    await agent.setUp();
    const codes = await agent.ask("POST", "/api/auth/two-factor/generate-backup-codes", wrong);
    expect(codes.body.error.code).toBe("wrong_password");
    expect((await agent.ask("POST", "/api/auth/two-factor/disable", { password: PASSWORD })).status).toBe(200);
    const back = another();
    expect((await back.signIn()).status).toBe(200);
    expect(await back.isIn()).toBe(true);
  });

  it("opens no session before its code: the password alone gives no cookie that opens anything", async () => {
    const { address } = await agent.setUp();
    const other = another();
    const waiting = await other.signIn();
    expect([waiting.status, waiting.body.twoFactorRedirect]).toEqual([200, true]);
    expect([...other.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
    expect(await other.isIn()).toBe(false);
    const wrong = await other.give("000000");
    expect([wrong.status, wrong.body.error.code]).toEqual([401, "wrong_code"]);
    expect(await other.isIn()).toBe(false);
    expect((await other.give(codeOf(address, 1))).status).toBe(200);
    expect(await other.isIn()).toBe(true);
  });

  it("takes each code once: not the one it was set up with, nor twice at one moment", async () => {
    const { address } = await agent.setUp();
    const first = another();
    await first.signIn();
    expect((await first.give(codeOf(address))).body.error.code).toBe("wrong_code");
    const next = codeOf(address, 1);
    const second = another();
    await second.signIn();
    const both = await Promise.all([first.give(next), second.give(next)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    const third = another();
    await third.signIn();
    expect((await third.give(next)).status).toBe(401);
  });

  it("takes the digits of every keyboard, and a space in the middle", async () => {
    const { address } = await agent.setUp();
    const other = another();
    await other.signIn();
    const code = codeOf(address, 1).replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
    expect((await other.give(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200);
    expect([readTotp("123 456"), readTotp("12345"), readTotp("1234567"), readTotp("12345a")]).toEqual([
      "123456",
      null,
      null,
      null,
    ]);
  });

  it("has backup codes that work once each, and end with new ones", async () => {
    const { backupCodes } = await agent.setUp();
    const [one = "", two = ""] = backupCodes;
    const other = another();
    await other.signIn();
    expect((await other.giveBackup("aaaaa-bbbbb")).body.error.code).toBe("wrong_code");
    expect((await other.giveBackup(` ${one} `)).status).toBe(200);
    expect(await other.isIn()).toBe(true);
    const again = another();
    await again.signIn();
    expect((await again.giveBackup(one)).status).toBe(401);
    const fresh = await agent.ask("POST", "/api/auth/two-factor/generate-backup-codes", { password: PASSWORD });
    expect((await again.giveBackup(two)).status).toBe(401);
    expect((await again.giveBackup(fresh.body.backupCodes[0])).status).toBe(200);
  });

  it("is kept encrypted: neither the secret nor a backup code is readable in the database", async () => {
    const { address, backupCodes } = await agent.setUp();
    const kept = JSON.stringify(await http.rows.sql`select * from two_factors where user_id = ${agentId}`);
    const shown = new URL(address).searchParams.get("secret") ?? "";
    const plain = secretIn(address).toString();
    expect(plain).toMatch(/^[\w-]{32}$/);
    for (const secret of [shown, plain, ...backupCodes]) expect(kept).not.toContain(secret);
    expect(kept).toMatch(/"secret":"\S{60,}"/);
    expect(JSON.stringify(await http.rows.sql`select * from used_codes`)).not.toMatch(/"codeHash":"\d{6}"/);
  });

  it("trusts no device, whatever a page asks for", async () => {
    const { address } = await agent.setUp();
    const other = another();
    await other.signIn();
    const path = "/api/auth/two-factor/verify-totp";
    expect((await other.ask("POST", path, { code: codeOf(address, 1), trustDevice: true })).status).toBe(200);
    expect([...other.cookies.keys()].filter((name) => name.includes("trust"))).toEqual([]);
    await other.ask("POST", "/api/auth/sign-out", {});
    expect((await other.signIn()).body.twoFactorRedirect).toBe(true);
  });
});

describe("guessing a code", () => {
  it("ends after ten, over new sign-ins too and also for the right code; after fifteen minutes the account opens", async () => {
    const { address } = await agent.setUp();
    const thieves = await Promise.all(
      Array.from({ length: 4 }, async (_, nth) => {
        const thief = browserOf(http, agent.email, { address: `10.1.0.${nth}` });
        await thief.signIn();
        return thief;
      }),
    );
    const heard = new Map<string, number>();
    for (let from = 0; from < GUESSES; from += 50) {
      const some = Array.from({ length: 50 }, (_, nth) => thieves[nth % 4]?.give(String(from + nth).padStart(6, "0")));
      for (const answer of await Promise.all(some)) {
        const what = `${answer?.status} ${answer?.body.error.code}`;
        heard.set(what, (heard.get(what) ?? 0) + 1);
      }
    }
    // A sign-in hears one code at a time: those that met another in it were not looked at, and are not counted.
    const {
      "429 rate_limited": refused = 0,
      "401 wrong_code": wrong = 0,
      "401 unauthenticated": unheard = 0,
    } = Object.fromEntries(heard);
    expect(refused + wrong + unheard).toBe(GUESSES);
    expect(refused).toBeGreaterThan(GUESSES - 100);
    const failed = await http.rows.sql`
      select from audit_log where action = 'sign_in.failed' and subject = ${agentId} and detail->>'with' = 'code'`;
    expect(failed).toHaveLength(10);
    const stopped = another();
    const waits = await stopped.signIn();
    expect([waits.status, waits.headers.get("retry-after")]).toEqual([429, "900"]);
    http.rows.clock.advance(QUARTER);
    expect((await stopped.signIn()).body.twoFactorRedirect).toBe(true);
    expect((await stopped.give(codeOf(address, 1))).status).toBe(200);
  }, 180_000);

  it("ends the sign-in it was made in after five: it begins again with the password", async () => {
    const { address } = await agent.setUp();
    const thief = another();
    await thief.signIn();
    for (let nth = 0; nth < 5; nth += 1) expect((await thief.give(`00000${nth}`)).body.error.code).toBe("wrong_code");
    const over = await thief.give(codeOf(address, 1));
    expect([over.status, over.body.error.code]).toEqual([401, "unauthenticated"]);
    expect(await thief.isIn()).toBe(false);
  });

  it("is no use to one who is signed in: no answer says whether a code is right", async () => {
    const { address } = await agent.setUp();
    const answers = await Promise.all([agent.give(codeOf(address, 1)), agent.give("000000")]);
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  it("counts for the account whose code it is, however many cookies a browser sends", async () => {
    const waiting = async (browser: BrowserAgent) => {
      await browser.signIn();
      return [...browser.cookies].find(([name]) => name.includes("two_factor")) ?? ["", ""];
    };
    await agent.setUp();
    const [name, mine] = await waiting(another());
    await newAgent(http, `victim${count}`);
    const victim = browserOf(http, `victim${count}@desk.test`);
    await victim.signIn();
    const { address } = await victim.setUp();
    const [, theirs] = await waiting(browserOf(http, victim.email));
    const right = codeOf(address, 1);
    for (const pair of [
      [mine, theirs],
      [theirs, mine],
    ]) {
      const cookie = pair.map((value) => `${name}=${value}`).join("; ");
      const double = browserOf(http, victim.email, { headers: { cookie } });
      for (let nth = 0; nth < 4; nth += 1) await double.give(`00000${nth}`);
      const opened = (await double.give(right)).status === 200;
      const [last] = await http.rows.sql<{ action: string; of: string }[]>`
        select l.action, a.email as of from audit_log l join agents a on a.id = coalesce(l.actor, l.subject)
        order by l.id desc limit 1`;
      // Where the victim's code opens, it was the victim's sign-in that was counted; else nobody's code was tried.
      expect(last).toEqual(
        opened ? { action: "sign_in.ok", of: victim.email } : { action: "sign_in.failed", of: agent.email },
      );
    }
  });
});

describe("an agent who lost the phone", () => {
  it("is seen by an admin, who takes the second factor off; nobody else can", async () => {
    await agent.setUp();
    const path = `/api/v1/agents/${agentId}/two-factor`;
    expect((await agent.ask("DELETE", path)).status).toBe(403);
    const seen = (await http.ask("GET", "/api/v1/agents")).body.items.find((one: { id: string }) => one.id === agentId);
    expect(seen).toMatchObject({ twoFactor: true, active: true });
    expect((await agent.ask("GET", "/api/v1/agents")).body.items[0]).not.toHaveProperty("twoFactor");
    expect((await http.ask("DELETE", path)).body).toEqual({ reset: true });
    expect((await http.ask("DELETE", path)).body).toEqual({ reset: false });
    const back = another();
    await back.signIn();
    expect(await back.isIn()).toBe(true);
    expect(await http.rows.sql`select action, subject from audit_log where action = 'two_factor.reset'`).toContainEqual(
      {
        action: "two_factor.reset",
        subject: agentId,
      },
    );
  });
});
