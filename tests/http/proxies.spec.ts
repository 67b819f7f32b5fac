import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { countedAddress, isAddressRange } from "../../src/http/client-address.ts";
import { type HttpDesk, openHttp } from "./app.ts";
import { browserOf, newAgent } from "./browser-agent.ts";

const PROXY = "10.9.0.1";
let http: HttpDesk;
beforeAll(async () => {
  http = await openHttp();
  await newAgent(http, "sara");
});
afterAll(() => http.close());
beforeEach(() => void http.rows.clock.advance(15 * 60_000));

const at = (address: string, forwarded?: string) => {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return browserOf(http, "sara@desk.test", { address, headers });
};

/** The address a sign-in is written down with. */
async function seenAs(address: string, forwarded?: string): Promise<string> {
  const browser = at(address, forwarded);
  await browser.signIn();
  const [row] = await http.rows.sql<{ address: string }[]>`
    select address from audit_log where action = 'sign_in.ok' order by id desc limit 1`;
  return row?.address ?? "";
}

describe("behind a proxy that is named", () => {
  it.each([
    ["the one client", PROXY, "203.0.113.7", "203.0.113.7"],
    ["the last one that is no proxy of ours", PROXY, "198.51.100.1, 203.0.113.7, 10.9.8.3", "203.0.113.7"],
    ["what the client wrote itself is passed over", PROXY, "1.2.3.4, 203.0.113.7", "203.0.113.7"],
    ["an address of the IPv6 family", "fd00::5", "2001:db8::7", "2001:db8::7"],
    ["a port is no part of it", PROXY, "203.0.113.7:4711", "203.0.113.7"],
    ["an IPv4 address as an IPv6 socket writes it", "::ffff:10.9.0.1", "::ffff:203.0.113.7", "203.0.113.7"],
    ["nonsense is nobody: the proxy itself", PROXY, "unknown", PROXY],
    ["nobody named: the proxy itself", PROXY, undefined, PROXY],
    ["proxies alone: the first of them", PROXY, "10.9.8.1, 10.9.8.2", "10.9.8.1"],
  ])("the client is %s", async (_what, address, forwarded, seen) => {
    expect(await seenAs(address, forwarded)).toBe(seen);
  });

  it("each client has tries of their own", async () => {
    for (let nth = 0; nth < 10; nth += 1)
      await browserOf(http, `x${nth}@desk.test`, {
        address: PROXY,
        headers: { "x-forwarded-for": "203.0.113.9" },
      }).signIn();
    expect((await at(PROXY, "203.0.113.9").signIn()).status).toBe(429);
    expect((await at(PROXY, "203.0.113.10").signIn()).status).toBe(200);
  });
});

describe("a header from anybody else", () => {
  it("is not believed: who invents an address for each guess is counted all the same", async () => {
    expect(await seenAs("203.0.113.50", "198.51.100.99")).toBe("203.0.113.50");
    const statuses: number[] = [];
    for (let nth = 0; nth < 12; nth += 1) {
      const liar = browserOf(http, `y${nth}@desk.test`, {
        address: "203.0.113.51",
        headers: { "x-forwarded-for": `198.51.100.${nth}` },
      });
      statuses.push((await liar.signIn()).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it("nor are the others that some proxies send", async () => {
    const headers = {
      forwarded: "for=198.51.100.1",
      "x-real-ip": "198.51.100.1",
      "cf-connecting-ip": "198.51.100.1",
      "x-hamdel-client": "198.51.100.1",
    };
    await browserOf(http, "sara@desk.test", { address: PROXY, headers }).signIn();
    const [row] = await http.rows.sql`select address from audit_log order by id desc limit 1`;
    expect(row).toEqual({ address: PROXY });
  });
});

describe("addresses", () => {
  it("are ranges or single ones; anything else is refused at the start", () => {
    expect(["10.0.0.1", "10.0.0.0/8", "fd00::/8", "::1"].map(isAddressRange)).toEqual([true, true, true, true]);
    expect(["10.0.0", "proxy", "10.0.0.0/33", "10.0.0.0/", "*", "10.0.0.0/8/8"].map(isAddressRange)).toEqual(
      Array(6).fill(false),
    );
  });

  it("are read from TRUSTED_PROXIES; unset, nobody is believed", () => {
    const read = (TRUSTED_PROXIES: string) => readConfig({ TRUSTED_PROXIES });
    expect(read(" 10.0.0.1, fd00::/8 ,")).toMatchObject({ value: { trustedProxies: ["10.0.0.1", "fd00::/8"] } });
    expect(read("")).toMatchObject({ value: { trustedProxies: [] } });
    expect(read("10.0.0.1 proxy")).toMatchObject({
      error: ["TRUSTED_PROXIES: must be addresses or ranges like 10.0.0.5,172.16.0.0/12"],
    });
  });

  it("of IPv6 are counted by their first half", () => {
    expect(
      ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::9", "2001:0DB8:1:2::", "::1", "fe80::1%eth0"].map(countedAddress),
    ).toEqual(["2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:1:2::/64", "0:0:0:0::/64", "fe80:0:0:0::/64"]);
    expect(["10.0.0.1", "unknown"].map(countedAddress)).toEqual(["10.0.0.1", "unknown"]);
  });
});
