import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../src/http/auth.ts";
import { rateLimit } from "../../src/http/rate-limit.ts";
import { type HttpDesk, ORIGIN, openHttp } from "./app.ts";

const MINUTE = 60_000;
const PASSWORD = "a long password";
let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
  for (const name of ["sara", "reza"])
    await createAgent(http.auth, http.rows.sql, { name, email: `${name}@desk.test`, password: PASSWORD }, "agent");
});
afterAll(() => http.close());

/** A request as it comes over the socket of an address. */
async function post(path: string, body: object, address: string, { app } = http) {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN, host: "desk.test" },
    body: JSON.stringify(body),
  };
  return app.request(`${ORIGIN}${path}`, init, { incoming: { socket: { remoteAddress: address } } });
}
const signIn = (email: string, password: string, address: string, desk = http) =>
  post("/api/auth/sign-in/email", { email, password }, address, desk);

describe("guessing a password", () => {
  const QUARTER = 15 * MINUTE;
  const tenWrong = (email: string, address: string) =>
    Promise.all(Array.from({ length: 10 }, (_, nth) => signIn(email, `guess number ${nth}`, address)));
  beforeEach(() => void http.rows.clock.advance(QUARTER));

  it("ends after ten wrong ones, also with the right one, and says when to come again", async () => {
    const wrong = await tenWrong("sara@desk.test", "10.0.0.1");
    expect(wrong.map(({ status }) => status)).toEqual(Array(10).fill(401));
    // However the address is written, it is the same account.
    const stopped = await signIn("Sara@Desk.test", PASSWORD, "10.0.0.1");
    expect([stopped.status, stopped.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(await stopped.json()).toEqual({
      error: { code: "rate_limited", message: expect.stringMatching(/\S/), hint: "Try again in 15 minutes." },
    });
    http.rows.clock.advance(QUARTER - 1);
    expect((await signIn("sara@desk.test", PASSWORD, "10.0.0.1")).headers.get("retry-after")).toBe("1");
    http.rows.clock.advance(1);
    expect((await signIn("sara@desk.test", PASSWORD, "10.0.0.1")).status).toBe(200);
  });

  it("is counted for an account from wherever it comes, and says the same of an account that is none", async () => {
    const [known, unknown] = await Promise.all(
      ["sara@desk.test", "nobody@desk.test"].map(async (email, nth) => {
        const asked = Array.from({ length: 12 }, (_, from) => signIn(email, "a wrong password", `10.1.${nth}.${from}`));
        return (await Promise.all(asked)).map(({ status }) => status).sort();
      }),
    );
    expect(known).toEqual([...Array(10).fill(401), 429, 429]);
    expect(unknown).toEqual(known);
    expect((await signIn("sara@desk.test", PASSWORD, "10.0.0.9")).status).toBe(429);
    expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.9")).status).toBe(200);
  });

  it("is counted for an address, whichever account it tries: another address is not touched by it", async () => {
    const asked = Array.from({ length: 12 }, (_, nth) =>
      signIn(`agent${nth}@desk.test`, "a wrong password", "10.0.0.2"),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.2")).status).toBe(429);
    expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.3")).status).toBe(200);
  });

  it("is counted for the half of an IPv6 address that a customer of a network is given", async () => {
    const asked = Array.from({ length: 12 }, (_, nth) =>
      signIn(`agent${nth}@desk.test`, "a wrong password", `2001:db8:1:2:${nth}::${nth}`),
    );
    expect((await Promise.all(asked)).filter(({ status }) => status === 429)).toHaveLength(2);
    expect((await signIn("reza@desk.test", PASSWORD, "2001:db8:1:2::77")).status).toBe(429);
    expect((await signIn("reza@desk.test", PASSWORD, "2001:db8:1:3::77")).status).toBe(200);
  });

  it("finds room for ten, however many come at once and to however many processes of one desk", async () => {
    const other = await openHttp({ rows: http.rows });
    const guesses = Array.from({ length: 14 }, (_, nth) =>
      signIn("reza@desk.test", `guess number ${nth}`, "10.0.0.3", nth % 2 === 0 ? http : other),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.3", other)).status).toBe(429);
    await other.close();
  });

  it("finds ten in any fifteen minutes, wherever they begin: a window's end opens no second one", async () => {
    const wrong = () => signIn("sara@desk.test", "a wrong password", "10.0.0.4");
    expect((await wrong()).status).toBe(401);
    http.rows.clock.advance(QUARTER - MINUTE);
    const nine = await Promise.all(Array.from({ length: 9 }, wrong));
    expect(nine.map(({ status }) => status)).toEqual(Array(9).fill(401));
    http.rows.clock.advance(MINUTE);
    expect((await wrong()).status).toBe(401);
    expect((await wrong()).status).toBe(429);
  });

  it("takes nothing from those who sign in rightly, who may share an address", async () => {
    for (let nth = 0; nth < 12; nth += 1)
      expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.5")).status).toBe(200);
  });

  it("ten thousand times is heard ten times", async () => {
    let heard = 0;
    for (let from = 0; from < 10_000; from += 50) {
      const guesses = Array.from({ length: 50 }, (_, nth) =>
        signIn("sara@desk.test", `guess ${from + nth}`, "10.0.0.6"),
      );
      for (const { status } of await Promise.all(guesses)) if (status !== 429) heard += 1;
    }
    expect(heard).toBe(10);
    const audited = await http.rows.sql`select from audit_log where action in ('sign_in.failed', 'sign_in.locked')
      and at = ${http.rows.clock.now()}`;
    expect(audited).toHaveLength(11);
  }, 180_000);

  it("leaves no address and no account readable in what is counted, and nothing at all once it is past", async () => {
    await tenWrong("a password typed into the wrong field", "10.0.0.7");
    const kept = JSON.stringify(await http.rows.sql`select * from sign_in_tries`);
    expect(kept).not.toMatch(/10\.0\.0|wrong field|desk\.test/);
    http.rows.clock.advance(QUARTER);
    await signIn("reza@desk.test", PASSWORD, "10.0.0.8");
    const left = await http.rows.sql`select from sign_in_tries where expires_at <= ${http.rows.clock.now()}`;
    expect(left).toHaveLength(0);
  });
});

describe("new chats", () => {
  it("of one address stop at six hundred a minute, and go on in the next", async () => {
    const open = (address: string) => post("/api/chat/sessions", {}, address);
    for (let nth = 0; nth < 12; nth += 1) {
      const opened = await Promise.all(Array.from({ length: 50 }, () => open("10.0.0.5")));
      expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([201]));
    }
    const stopped = await open("10.0.0.5");
    expect([stopped.status, stopped.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(await stopped.json()).toMatchObject({ error: { code: "rate_limited" } });
    expect((await open("10.0.0.6")).status).toBe(201);
    http.rows.clock.advance(MINUTE);
    expect((await open("10.0.0.5")).status).toBe(201);
  });
});

describe("what is counted", () => {
  it("never fills the memory: beyond its room the oldest is forgotten", () => {
    const limit = rateLimit({ max: 1, windowMs: MINUTE, keys: 2 }, http.rows.clock);
    expect(["a", "b", "c"].map(limit.take)).toEqual([0, 0, 0]);
    expect(["c", "b"].map(limit.take)).toEqual([60, 60]);
    expect(limit.take("a")).toBe(0);
  });

  it("says how long to wait, and begins again after its window", () => {
    const limit = rateLimit({ max: 1, windowMs: MINUTE }, http.rows.clock);
    limit.take("a");
    http.rows.clock.advance(MINUTE - 1);
    expect(limit.take("a")).toBe(1);
    http.rows.clock.advance(1);
    expect(limit.take("a")).toBe(0);
  });
});
