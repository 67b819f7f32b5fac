import { describe, expect, it } from "vitest";
import { expiryOf, factKey, type KnownFact, reviseFacts } from "../../src/core/facts.ts";
import type { Fact, FactKind } from "../../src/core/reading.ts";

const told = (kind: FactKind, value: string): Fact => ({ kind, value, quote: value, confidence: 0.9 });
const known = (id: number, kind: FactKind, value: string): KnownFact => ({ id, ...told(kind, value) });

describe("what is told, kept", () => {
  it("is new the first time, and confirmed when it is said again in other digits", () => {
    expect(reviseFacts([], [told("order_id", "#48217")], false)).toEqual({
      add: [told("order_id", "#48217")],
      confirm: [],
      supersede: [],
    });
    expect(reviseFacts([known(1, "order_id", "#48217")], [told("order_id", "۴۸۲۱۷")], false)).toEqual({
      add: [],
      confirm: [1],
      supersede: [],
    });
  });

  it("stands beside another of its kind where there can be two: two orders, two amounts", () => {
    expect(reviseFacts([known(1, "order_id", "48217")], [told("order_id", "90311")], false).supersede).toEqual([]);
  });

  it("gives way to a newer one where there can only be one: a phone, a wish", () => {
    const before = [known(1, "phone", "09121234567"), known(2, "wanted_outcome", "refund")];
    const now = [told("phone", "09359999999"), told("wanted_outcome", "a new one")];
    expect(reviseFacts(before, now, false).supersede).toEqual([1, 2]);
  });

  it("gives way when the customer corrects it, and the old number said once more does not bring it back", () => {
    const now = [told("order_id", "48217"), told("order_id", "48271")];
    expect(reviseFacts([known(1, "order_id", "48217")], now, true)).toEqual({
      add: [told("order_id", "48271")],
      confirm: [],
      supersede: [1],
    });
  });

  it("is left alone by a correction of something else", () => {
    const before = [known(1, "order_id", "48217"), known(2, "date", "yesterday")];
    expect(reviseFacts(before, [told("date", "Monday")], true).supersede).toEqual([2]);
  });

  it("is one thing, however often it is said in one turn", () => {
    const twice = [told("order_id", "48217"), told("order_id", "#48217")];
    expect(reviseFacts([], twice, false).add).toHaveLength(1);
    expect(factKey(told("order_id", "AB-12"))).toBe(factKey(told("order_id", "ab12")));
  });

  it("ends with its case, or stands for as long as people keep a phone", () => {
    const now = new Date("2026-11-29T00:00:00Z");
    expect(expiryOf("order_id", now)).toBeNull();
    expect(expiryOf("phone", now)).toEqual(new Date("2027-11-29T00:00:00Z"));
  });
});
