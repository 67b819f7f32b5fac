import { describe, expect, it } from "vitest";
import { jsonInText } from "../../../src/mind/openai/json-in-text.ts";
import { readingOf } from "../../../src/mind/openai/reading.ts";
import { checkAnswer } from "../../../src/mind/openai/schema.ts";
import { anAnswer, SAID } from "./support.ts";

function read(reading: object, said = SAID) {
  const checked = checkAnswer(anAnswer(reading));
  if ("problem" in checked) throw new Error(checked.problem);
  return readingOf(checked.answer.reading, said, []);
}

describe("what a model says it read", () => {
  it("is believed only where the customer said it", () => {
    const reading = read({
      evidence: [
        { label: "category", quote: "never came" },
        { label: "heat", quote: "I hate you" },
      ],
      facts: [
        { kind: "order_id", value: "48217", quote: "#48217", confidence: 1 },
        { kind: "order_id", value: "99999", quote: "order 99999", confidence: 1 },
        { kind: "amount", value: "500 dollars", quote: "order", confidence: 1 },
      ],
    });
    expect(reading.evidence).toEqual([{ label: "category", quote: "never came" }]);
    expect(reading.facts.map(({ kind, value }) => [kind, value])).toEqual([
      ["order_id", "48217"],
      ["amount", "order"],
    ]);
  });

  it("does not turn hidden personal data into a fact", () => {
    expect(
      read({ facts: [{ kind: "phone", value: "[PHONE_1]", quote: "[PHONE_1]", confidence: 1 }] }, "call [PHONE_1]")
        .facts,
    ).toEqual([]);
  });

  it("is taken patiently around its labels", () => {
    const reading = read({
      mood: "unknown key",
      confidence: 7,
      heat: 9,
      summary: "x".repeat(500),
      missing: ["order_id", "shoe_size"],
      facts: "none",
      flags: { humanRequest: true },
      engine: "offline",
      redacted: "forged",
      pii: [{ kind: "card", span: [0, 1] }],
    });
    expect(reading).toMatchObject({
      confidence: 1,
      heat: 3,
      missing: ["order_id"],
      facts: [],
      engine: "openai",
      pii: [],
    });
    expect(reading.summary).toHaveLength(200);
    expect(reading.redacted).toBe(SAID);
    expect(reading.flags).toMatchObject({ humanRequest: true, crisis: false });
    expect(reading).not.toHaveProperty("mood");
  });

  it("a complaint is negative, and a second category is another one", () => {
    expect(read({ sentiment: "positive", categorySecond: "delivery" })).toMatchObject({
      sentiment: "negative",
      categorySecond: null,
    });
  });

  it.each([{ category: "shipping" }, { language: "tr" }, { urgency: 3 }, { complaint: "yes" }])(
    "is worthless with %j",
    (wrong) => {
      expect(checkAnswer(anAnswer(wrong))).toHaveProperty("problem");
    },
  );

  it("is worthless without a reply", () => {
    expect(checkAnswer(anAnswer({}, { text: "  " }))).toHaveProperty("problem");
    expect(checkAnswer(undefined)).toHaveProperty("problem");
  });
});

it.each([
  ['{"a":1}', { a: 1 }],
  ['```json\n{"a":1}\n```', { a: 1 }],
  ['Sure!\n{"a":1}\nHope this helps', { a: 1 }],
  ["no object", undefined],
  ["{broken", undefined],
  ["3", undefined],
])("finds the object in %j", (text, value) => {
  expect(jsonInText(text)).toEqual(value);
});
