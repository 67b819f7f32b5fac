import { describe, expect, it } from "vitest";
import type { LookupAnswer } from "../../../src/core/grounds.ts";
import { settles } from "../../../src/core/order-state.ts";
import { articleText } from "../../../src/mind/writing/answer.ts";
import { compose } from "../../../src/mind/writing/compose.ts";
import { aContext, aPlan, NOW } from "./words.ts";

const found = (values: LookupAnswer["values"], labels?: LookupAnswer["labels"]): LookupAnswer => ({
  source: "order",
  subject: "#48217",
  values,
  ...(labels && { labels }),
});
const told = (language: "fa" | "ar" | "en", lookup: LookupAnswer) =>
  compose(
    aPlan({ language, purpose: "question", heat: 0, code: null, nextStepBy: null, lookups: [lookup] }),
    aContext(),
  );

describe("what the organisation's system says of an order", () => {
  it.each([
    ["fa", "به پیک تحویل داده شده است", "روز ۷ تیر"],
    ["ar", "سُلِّم إلى شركة الشحن", "يوم ٢٨ يونيو"],
    ["en", "was handed to the courier", "on 28 June"],
  ] as const)("is said in %s, with its day, and the order as it was written", (language, state, day) => {
    const text = told(language, found({ status: "shipped", since: "2026-06-28", carrier: "Evri", tracking: "TX-9" }));
    for (const piece of [state, day, "#48217", "Evri", "TX-9"]) expect(text).toContain(piece);
  });

  it("takes other systems' words, and says by its label what it has no words for", () => {
    expect(told("en", found({ status: "On the way" }))).toContain("is on its way");
    const labels = { en: { slot: "Time slot" } };
    expect(told("en", found({ status: "teleported", slot: "9 to 12" }, labels))).toContain('Time slot "9 to 12"');
    expect(told("en", found({ status: "shipped", secret: "x" }))).not.toContain('x"');
  });

  it("says nothing of a value that is no plain value", () => {
    const text = told("en", found({ status: "shipped", carrier: "see https://evil.example", tracking: "a?b" }));
    expect(text).not.toMatch(/evil|a\?b/);
  });

  it("settles the question only where nobody has to look into it", () => {
    expect(settles(found({ status: "shipped", expected: "2026-07-03" }), NOW)).toBe(true);
    expect(settles(found({ status: "shipped", expected: "2026-06-28" }), NOW)).toBe(false);
    expect(settles(found({ status: "delayed" }), NOW)).toBe(false);
    expect(settles(found({ status: "delivered", expected: "2026-06-20" }), NOW)).toBe(true);
  });
});

describe("an article's paragraph", () => {
  it("stands whole however long it is; wrapped lines are one, and a list keeps its own", () => {
    const text = "One rule is this, and it is long enough to be said. ".repeat(20).trim();
    expect(articleText({ text })).toBe(text);
    expect(articleText({ text: "Bring with\nyou:\n- the  box\n- the invoice\n  of it" })).toBe(
      "Bring with you:\n- the box\n- the invoice of it",
    );
  });
});
