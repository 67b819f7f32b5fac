import { describe, expect, it } from "vitest";
import type { Flags, Reading } from "../../../src/core/reading.ts";
import { NO_FLAGS } from "../../../src/core/reading.ts";
import type { Cases } from "../../../src/mind/evaluate/cases.ts";
import { evaluate } from "../../../src/mind/evaluate/evaluate.ts";
import { evaluationFile, evaluationText } from "../../../src/mind/evaluate/report.ts";
import type { Table } from "../../../src/mind/evaluate/table.ts";
import { aReading } from "../../core/situation.ts";

const NO_CASES: Cases = {
  category: [],
  strangers: [],
  newcomers: [],
  everyday: [],
  flags: [],
  language: [],
  abuse: [],
  injection: [],
  pii: [],
  facts: [],
  metamorphic: [],
};

/** Evaluates a few cases with a reader that knows exactly what it is told. */
async function judged(cases: Partial<Cases>, read: (text: string) => Partial<Reading>, changed = false) {
  let time = 0;
  const evaluation = await evaluate(
    { ...NO_CASES, ...cases },
    (text) => {
      time += 2;
      return aReading(read(text));
    },
    { now: () => time, changed },
  );
  const table = (title: string): Table => {
    const found = evaluation.tables.find((each) => each.title === title);
    if (!found) throw new Error(`There is no table "${title}".`);
    return found;
  };
  /** A figure by table, row and column. */
  const figure = (title: string, row: string, column: string) => {
    const { columns, rows } = table(title);
    return rows.find(({ name }) => name === row)?.figures[columns.findIndex(({ name }) => name === column)];
  };
  return { evaluation, figure };
}

const aCase = { lang: "en", second: null, sentiment: "negative", urgency: "normal" } as const;
const flagged = (flags: Partial<Flags>) => ({ flags: { ...NO_FLAGS, ...flags } });

describe("an evaluation", () => {
  it("judges categories by language, first alone and with a second", async () => {
    const { figure } = await judged(
      {
        category: [
          { ...aCase, text: "late", category: "delivery" },
          { ...aCase, text: "late and paid", category: "delivery", second: "payment_billing" },
          { ...aCase, text: "دیر", lang: "fa", category: "delivery" },
        ],
      },
      (text) => ({ category: text === "late" ? "delivery" : "payment_billing" }),
    );
    const at = (row: string, column: string) => figure("Categories, our own cases", row, column);
    expect([at("en", "cases"), at("en", "category"), at("en", "either")]).toEqual([2, 0.5, 1]);
    expect([at("fa", "category"), at("all", "category")]).toEqual([0, 1 / 3]);
    expect(figure("Categories taken for each other: en", "delivery", "payment_billing")).toBe(1);
  });

  it("judges strangers' cases in tables of their own; one in a foreign language by its language alone", async () => {
    const stranger = { ...aCase, text: "I sue you", category: "other", flags: ["legalThreat"] } as const;
    const { figure } = await judged(
      {
        strangers: [
          { ...stranger, flags: [...stranger.flags], constructive: true },
          { lang: "other", text: "hola" },
        ],
      },
      (text) => ({
        category: "other",
        language: text === "hola" ? "other" : "en",
        ...flagged({ legalThreat: true, abusive: true }),
      }),
    );
    expect(figure("Categories, strangers' cases", "all", "category")).toBe(1);
    expect(figure("Flags, strangers' cases", "legalThreat", "recall")).toBe(1);
    expect(figure("Flags, strangers' cases", "all", "precision")).toBe(0.5);
    expect(figure("Language, strangers' cases", "other", "right")).toBe(1);
    expect(figure("Language, strangers' cases", "all", "cases")).toBe(2);
    expect(figure("Abuse, strangers' cases", "all", "false alarm")).toBe(1);
  });

  it("counts criticism that was marked abusive", async () => {
    const { figure } = await judged(
      {
        abuse: [
          { lang: "en", text: "the worst shop, print the address", abusive: false, constructive: true },
          { lang: "en", text: "late again, tell the driver", abusive: false, constructive: true },
          { lang: "en", text: "idiots", abusive: true, constructive: false },
        ],
      },
      (text) => flagged({ abusive: text.includes("worst") || text === "idiots" }),
    );
    expect(figure("Abuse, our own cases", "all", "false alarm")).toBe(0.5);
    expect(figure("Abuse, our own cases", "all", "recall")).toBe(1);
  });

  it("finds personal data by kind and exact span, and facts by value in any digits", async () => {
    const text = "card 6037991122334455 of order ۴۸۲۱۷";
    const { figure } = await judged(
      {
        pii: [{ text, pii: [{ kind: "card", text: "6037991122334455" }] }],
        facts: [{ lang: "en", text, facts: [{ kind: "order_id", value: "48217", quote: "۴۸۲۱۷" }] }],
      },
      () => ({
        pii: [
          { kind: "card", span: [5, 21] },
          { kind: "phone", span: [31, 36] },
        ],
        facts: [{ kind: "order_id", value: "۴۸۲۱۷", quote: "۴۸۲۱۷", confidence: 1 }],
        redacted: "card [CARD_1]",
      }),
    );
    expect([figure("Personal data", "card", "recall"), figure("Personal data", "all", "precision")]).toEqual([1, 0.5]);
    expect(figure("Facts", "order_id", "recall")).toBe(1);
  });

  it("tells what holds when the same is said otherwise; an insult may make it abusive", async () => {
    const { figure } = await judged(
      {
        category: [{ ...aCase, text: "my parcel never arrived", category: "delivery" }],
        metamorphic: [{ lang: "fa", text: "نرسید", variants: ["naresid", "نرسيد"] }],
      },
      (text) => ({
        category: /naresid/.test(text) ? "other" : "delivery",
        urgency: text.startsWith("Hello") || text.endsWith("advance.") ? "high" : "normal",
        ...flagged({ abusive: /idiots|morons/.test(text) }),
      }),
      true,
    );
    const at = (row: string, column: string) => figure("The same, said otherwise", row, column);
    expect([at("in Finglish", "category"), at("written another way", "category")]).toEqual([0, 1]);
    expect([at("politeness", "urgency"), at("politeness", "category")]).toEqual([0, 1]);
    expect(at("an insult added", "all three")).toBe(1);
  });

  it("reads each message once and says how long one took", async () => {
    const twice = { ...aCase, text: "the same", category: "other" } as const;
    const { evaluation } = await judged({ category: [twice, twice] }, () => ({}));
    expect([evaluation.read, evaluation.ms]).toEqual([1, 2]);
  });

  it("is written alike on every machine, except for the text's times", async () => {
    const cases = { category: [{ ...aCase, text: "late", category: "delivery" as const }] };
    const [one, two] = await Promise.all([judged(cases, () => ({}), true), judged(cases, () => ({}), true)]);
    const file = (each: typeof one) => evaluationFile("f00", [{ engine: "offline", evaluation: each.evaluation }]);
    expect(file(one)).toBe(file(two));
    expect(JSON.parse(file(one))).toMatchObject({ fingerprint: "f00", engines: [{ engine: "offline" }] });
    const text = evaluationText([{ engine: "offline", evaluation: one.evaluation }], {
      machine: "2 processors",
      rows: 7000,
      weightsBytes: 2 ** 21,
      curve: null,
    });
    expect(text).toContain("| en | 1 | 1.000 | 1.000 | 1.000 |");
    expect(text).toContain("2 processors");
  });
});
