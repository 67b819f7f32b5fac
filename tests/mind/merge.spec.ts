import { describe, expect, it } from "vitest";
import { type Fact, NO_FLAGS, type Reading } from "../../src/core/reading.ts";
import { disagree, mergeReadings } from "../../src/mind/merge.ts";

const BASE: Reading = {
  language: "en",
  category: "other",
  categorySecond: null,
  subcategory: null,
  confidence: 0.5,
  candidates: [{ category: "other", confidence: 0.5 }],
  sentiment: "neutral",
  complaint: false,
  heat: 0,
  substance: 1,
  urgency: "normal",
  reasons: [],
  flags: NO_FLAGS,
  constructive: false,
  facts: [],
  missing: [],
  summary: "",
  evidence: [],
  engine: "offline",
  redacted: "the text",
  pii: [{ kind: "card", span: [0, 3] }],
};
const offline = (more: Partial<Reading>): Reading => ({ ...BASE, ...more });
const model = (more: Partial<Reading>): Reading => ({ ...BASE, engine: "openai", redacted: "x", pii: [], ...more });
const order = (value: string): Fact => ({ kind: "order_id", value, quote: value, confidence: 1 });

describe("two readings of one turn", () => {
  it("take the category of the surer one and remember the other", () => {
    const sure = model({ category: "delivery", confidence: 0.9 });
    const unsure = offline({ category: "refund_return", confidence: 0.6 });
    expect(mergeReadings(sure, unsure)).toMatchObject({
      category: "delivery",
      categorySecond: "refund_return",
      confidence: 0.9,
    });
    expect(mergeReadings({ ...sure, confidence: 0.3 }, unsure)).toMatchObject({
      category: "refund_return",
      confidence: 0.6,
    });
  });

  it("keep every flag and the higher urgency of either", () => {
    const merged = mergeReadings(
      model({ flags: { ...NO_FLAGS, humanRequest: true }, urgency: "low" }),
      offline({ flags: { ...NO_FLAGS, crisis: true }, urgency: "critical" }),
    );
    expect(merged.flags).toMatchObject({ humanRequest: true, crisis: true, abusive: false });
    expect(merged.urgency).toBe("critical");
  });

  it("lose no order number and count one order once, as the customer wrote it", () => {
    const merged = mergeReadings(
      model({ facts: [order("48217"), order("55555")] }),
      offline({ facts: [order("#۴۸۲۱۷")] }),
    );
    expect(merged.facts.map((fact) => fact.value)).toEqual(["#۴۸۲۱۷", "55555"]);
  });

  it("miss only what neither heard", () => {
    const merged = mergeReadings(
      model({ missing: ["order_id", "date"] }),
      offline({ facts: [order("1234")], missing: ["date"] }),
    );
    expect(merged.missing).toEqual(["date"]);
  });

  it("are a complaint when either hears one, and then negative", () => {
    expect(mergeReadings(model({}), offline({ complaint: true }))).toMatchObject({
      complaint: true,
      sentiment: "negative",
    });
  });

  it("keep the language, the redaction and the personal data of the rules", () => {
    const merged = mergeReadings(model({ language: "ar" }), offline({ language: "fa" }));
    expect(merged).toMatchObject({ language: "fa", redacted: "the text", pii: BASE.pii, engine: "openai" });
    expect(mergeReadings(model({ language: "ar" }), offline({ language: "other" })).language).toBe("ar");
  });

  it("change neither reading", () => {
    const [a, b] = [Object.freeze(model({})), Object.freeze(offline({}))];
    expect(() => mergeReadings(a, b)).not.toThrow();
  });
});

describe("two readings disagree", () => {
  it.each<[string, Partial<Reading>]>([
    ["about the category", { category: "delivery" }],
    ["about the urgency", { urgency: "high" }],
    ["about a flag", { flags: { ...NO_FLAGS, churnRisk: true } }],
  ])("%s", (_what, more) => {
    expect(disagree(model(more), offline({}))).toBe(true);
  });

  it("not about the words around that", () => {
    expect(disagree(model({ summary: "other words", heat: 2, confidence: 1 }), offline({}))).toBe(false);
  });
});
