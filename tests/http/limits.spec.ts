import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
async function post(path: string, body: object, address: string) {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN, host: "desk.test" },
    body: JSON.stringify(body),
  };
  return http.app.request(`${ORIGIN}${path}`, init, { incoming: { socket: { remoteAddress: address } } });
}
const signIn = (email: string, password: string, address: string) =>
  post("/api/auth/sign-in/email", { email, password }, address);

describe("guessing a password", () => {
  const PROXY = "10.0.0.1";
  const tenWrong = (email: string, address: string) =>
    Promise.all(Array.from({ length: 10 }, (_, nth) => signIn(email, `guess number ${nth}`, address)));

  it("ends after ten wrong ones, also with the right one, and says when to come again", async () => {
    const wrong = await tenWrong("sara@desk.test", PROXY);
    expect(wrong.map(({ status }) => status)).toEqual(Array(10).fill(401));
    // However the address is written, it is the same account.
    const stopped = await signIn("Sara@Desk.test", PASSWORD, PROXY);
    expect([stopped.status, stopped.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(await stopped.json()).toEqual({
      error: { code: "rate_limited", message: expect.stringMatching(/\S/), hint: "Try again in 15 minutes." },
    });
  });

  it("locks nobody else out behind the same proxy, nor the same one elsewhere", async () => {
    expect((await signIn("reza@desk.test", PASSWORD, PROXY)).status).toBe(200);
    expect((await signIn("sara@desk.test", PASSWORD, "10.0.0.2")).status).toBe(200);
  });

  it("finds room for ten, however many come at once", async () => {
    const guesses = Array.from({ length: 14 }, (_, nth) => signIn("reza@desk.test", `guess number ${nth}`, "10.0.0.3"));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });

  it("is forgotten by signing in, and after fifteen minutes", async () => {
    for (let nth = 0; nth < 4; nth += 1) {
      await Promise.all(Array.from({ length: 4 }, () => signIn("reza@desk.test", "a wrong password", "10.0.0.4")));
      expect((await signIn("reza@desk.test", PASSWORD, "10.0.0.4")).status).toBe(200);
    }
    http.rows.clock.advance(15 * MINUTE);
    expect((await signIn("sara@desk.test", PASSWORD, PROXY)).status).toBe(200);
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
