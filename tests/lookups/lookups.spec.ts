import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Fact } from "../../src/core/reading.ts";
import { parseDeclaration } from "../../src/lookups/declaration.ts";
import { type LookupQuestion, openLookups } from "../../src/lookups/open.ts";
import { type Behaviour, openSampleShop, type SampleShop, SHOP_TOKEN } from "../support/sample-shop.ts";

let shop: SampleShop;
let now = new Date("2026-11-29T08:00:00Z");
const seen: string[] = [];

beforeAll(async () => {
  shop = await openSampleShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.behave("well");
  seen.length = 0;
  now = new Date(now.getTime() + 3_600_000);
});

const orderFact = (value: string): Fact => ({ kind: "order_id", value, quote: value, confidence: 0.9 });
const ALI = { phone: "+98 912 123 4567", sender: "700001" };

function declared(timeoutMs = 4_000) {
  const source = `
allow: ["${shop.host}"]
connectors:
  - name: order
    about: order
    categories: [delivery]
    url: ${shop.url}/orders/{order_id}
    headers: { authorization: "Bearer \${SHOP_TOKEN}" }
    timeoutMs: ${timeoutMs}
    pattern: "[0-9]{4,8}"
    owner: { path: customer.phone, is: phone }
    values: { status: status, carrier: shipment.carrier, expected: shipment.eta, city: "shipment.events[0].city", remark: note }
    words: { status: { shipped: on-its-way } }
    labels: { en: { city: last seen in } }
`;
  const parsed = parseDeclaration("lookups.yaml", source, { SHOP_TOKEN });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return openLookups(parsed.value.connectors, {
    clock: { now: () => now },
    onAsked: (_, outcome) => seen.push(outcome),
  });
}

const about = (order: string, over: Partial<LookupQuestion> = {}): LookupQuestion => ({
  reading: { category: "delivery", facts: [orderFact(order)] },
  knownFacts: [],
  customer: ALI,
  ...over,
});
const patient = () => new AbortController().signal;

describe("looking an order up", () => {
  it("says where the order is, to the one whose order it is, and names it as the customer wrote it", async () => {
    const [answer] = await declared()(about("#۴۸۲۱۷"), patient());
    expect(answer).toMatchObject({
      source: "order",
      subject: "#۴۸۲۱۷",
      values: { status: "on-its-way", carrier: "Post", expected: "2026-11-30", city: "Isfahan" },
      labels: { en: { city: "last seen in" } },
    });
    expect(shop.asked.at(-1)).toBe("/orders/48217");
  });

  it("never tells one customer of another's order, whoever says so in the message", async () => {
    expect(await declared()(about("90311"), patient())).toEqual([]);
    expect(seen).toEqual(["not-theirs"]);
  });

  it("asks nothing where the channel has not told who it is", async () => {
    const before = shop.asked.length;
    expect(await declared()(about("48217", { customer: { phone: null, sender: null } }), patient())).toEqual([]);
    expect(shop.asked).toHaveLength(before);
  });

  it("asks nothing for another matter, and nothing for a number that cannot be an order's", async () => {
    const before = shop.asked.length;
    const praise = { category: "praise", facts: [orderFact("48217")] } as const;
    expect(await declared()(about("48217", { reading: praise }), patient())).toEqual([]);
    expect(await declared()(about("48217/../90311"), patient())).toEqual([]);
    expect(await declared()(about("AB-1"), patient())).toEqual([]);
    expect(shop.asked).toHaveLength(before);
  });

  it("remembers an order that was named in an earlier turn", async () => {
    const later = { reading: { category: "delivery", facts: [] }, knownFacts: [orderFact("48217")] } as const;
    expect(await declared()(about("", later), patient())).toHaveLength(1);
  });

  it("shows no sign that turns the direction of the words around it", async () => {
    const [answer] = await declared()(about("48217"), patient());
    expect(answer?.values.remark).toBe("internal only");
  });

  it("asks once for what was asked a moment ago, and again when that is old", async () => {
    const ask = declared();
    const before = shop.asked.length;
    await ask(about("48217"), patient());
    await ask(about("48217"), patient());
    expect(shop.asked).toHaveLength(before + 1);
    now = new Date(now.getTime() + 61_000);
    await ask(about("48217"), patient());
    expect(shop.asked).toHaveLength(before + 2);
  });

  it("keeps the answers of two customers apart", async () => {
    const ask = declared();
    await ask(about("48217"), patient());
    const other = { phone: "+989355550000", sender: "9" };
    expect(await ask(about("48217", { customer: other }), patient())).toEqual([]);
  });
});

describe("a shop that is not well", () => {
  it.each<Behaviour>(["hangs", "fails", "redirects", "floods", "talks-html", "cuts"])(
    "has said nothing when it %s, and the customer is answered without it",
    async (how) => {
      shop.behave(how);
      expect(await declared(how === "hangs" ? 80 : undefined)(about("48217"), patient())).toEqual([]);
      expect(seen).toEqual(["failed"]);
    },
  );

  it("is left alone for a while after it has failed again and again, and is asked again then", async () => {
    const ask = declared();
    shop.behave("fails");
    for (let nth = 0; nth < 3; nth += 1) await ask(about("48217"), patient());
    shop.behave("well");
    expect(await ask(about("48217"), patient())).toEqual([]);
    expect(seen.at(-1)).toBe("resting");
    now = new Date(now.getTime() + 31_000);
    expect(await ask(about("48217"), patient())).toHaveLength(1);
  });

  it("is not counted as failing because a turn was given up", async () => {
    const ask = declared();
    shop.behave("hangs");
    for (let nth = 0; nth < 4; nth += 1) await ask(about("48217"), AbortSignal.abort());
    shop.behave("well");
    expect(await ask(about("48217"), patient())).toHaveLength(1);
  });
});
