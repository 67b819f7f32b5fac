import { describe, expect, it } from "vitest";
import { parseDeclaration } from "../../src/lookups/declaration.ts";

const GOOD = `allow: [shop.example.com]
connectors:
  - name: order
    about: order
    url: https://shop.example.com/orders/{order_id}?phone={phone}
    headers: { authorization: "Bearer \${SHOP_TOKEN}" }
    values: { status: status }
`;
const parse = (source: string, environment: Record<string, string> = { SHOP_TOKEN: "t0ken-of-the-shop" }) =>
  parseDeclaration("lookups.yaml", source, environment);
const faultsOf = (source: string, environment?: Record<string, string>) => {
  const parsed = parse(source, environment);
  return parsed.ok ? [] : parsed.error.map(({ line, fix }) => `${line}: ${fix}`);
};

describe("a declaration of connectors", () => {
  it("is read with its secrets from the environment, which are named so that no log shows them", () => {
    const parsed = parse(GOOD);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.connectors[0]?.headers).toEqual({ authorization: "Bearer t0ken-of-the-shop" });
    expect(parsed.value.secrets).toEqual(["t0ken-of-the-shop"]);
  });

  it.each([
    [
      "a host nobody allowed",
      GOOD.replace("allow: [shop.example.com]", "allow: [other.example.com]"),
      /^5: .*does not stand under "allow"/,
    ],
    [
      "a slot in the host",
      GOOD.replace("https://shop.example.com/", "https://{phone}.example.com/"),
      /^5: .*no slot in the host/,
    ],
    ["a slot that does not exist", GOOD.replace("{phone}", "{password}"), /^5: .*\{password\} is not one of/],
    ["an order anybody could ask for", GOOD.replace("?phone={phone}", ""), /^5: .*anybody could ask for anybody/],
    ["an address about an order without the order", GOOD.replace("{order_id}", "all"), /^5: .*\{order_id\}/],
    ["a pattern that is none", `${GOOD}    pattern: "(["\n`, /^8: .*not a regular expression/],
    ["a misspelt key", `${GOOD}    timeout: 3\n`, /^\d: .*timeout/],
    ["a wait that is too long for a customer", `${GOOD}    timeoutMs: 60000\n`, /^8: .*at most 5000/],
    ["YAML that is none", `${GOOD}  - [`, /^\d+: /],
    ["two of one name", GOOD + GOOD.split("connectors:\n")[1], /^8: order: is here twice/],
  ])("names the line of %s", (_, source, fault) => {
    expect(faultsOf(source).join("\n")).toMatch(fault);
  });

  it("says which variable is missing", () => {
    expect(faultsOf(GOOD, {})).toEqual(["6: order: SHOP_TOKEN is not set in the environment"]);
  });
});
