import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { planReply } from "../../src/core/reply-plan.ts";
import { laneOf } from "../../src/core/review.ts";
import { loadReviewPolicy } from "../../src/mind/review-policy.ts";
import { projectRoot } from "../../src/project-root.ts";
import { aSituation } from "../core/situation.ts";
import { tempFolder } from "../support/temp-folder.ts";

const OURS = join(projectRoot, "prompts", "policy", "review.yaml");
const folder = tempFolder();
afterAll(() => folder.remove());

/** What is wrong with a policy file, as "line: what". */
function faultsOf(source: string): readonly string[] {
  const file = join(folder.path, "review.yaml");
  writeFileSync(file, source);
  const read = loadReviewPolicy(file);
  return read.ok ? [] : read.error.map(({ line, fix }) => `${line}: ${fix}`);
}
const TOPICS = "topics:\n  money: [refund*]\n  law: []\n  health: []\n  press: []\n";

describe("the policy as it comes", () => {
  it("can be read, and composed answers of the everyday go out at once: few rules name them at all", () => {
    const policy = loadReviewPolicy(OURS);
    if (!policy.ok) throw new Error(JSON.stringify(policy.error));
    const composed = policy.value.rules.filter(({ when }) => when.writer !== "model" && when.guardFailed !== true);
    expect(composed.map(({ id }) => id)).toEqual(["vip", "press", "law", "health-advice"]);
  });

  it.each([
    "سفارشم به وکیل‌آباد ۲۰ نرسیده",
    "تلویزیونی که فرستادید شکسته",
    "my television arrived broken and I want my money back",
    "طلبي لم يصل وأريد استرداد المبلغ",
    "روزنامه‌ای که مشترکم دیر می‌رسد",
  ])("sends the composed answer to an everyday complaint at once: %s", (said) => {
    const policy = loadReviewPolicy(OURS);
    if (!policy.ok) throw new Error(JSON.stringify(policy.error));
    const plan = planReply(aSituation(), { purpose: "complaint", code: null, nextStepBy: null });
    const words = { text: "پیگیر سفارش شما هستیم.", supports: [] };
    const about = { said, plan, words, vip: false, draftRefused: false };
    const angry = aSituation({ reading: { heat: 3, confidence: 0.1 } });
    expect(laneOf(angry, about, policy.value).lane).toBe("now");
  });

  it("knows each topic in Persian and Arabic script and in Latin", () => {
    const policy = loadReviewPolicy(OURS);
    if (!policy.ok) throw new Error(JSON.stringify(policy.error));
    for (const words of Object.values(policy.value.topics)) {
      expect(words.some((word) => /[a-z]/.test(word))).toBe(true);
      expect(words.some((word) => /[\u0600-\u06FF]/.test(word))).toBe(true);
    }
    expect(readFileSync(OURS, "utf8")).not.toContain("\t");
  });
});

describe("a mistake in the policy is named with its line", () => {
  const rule = (lines: string) => `${TOPICS}rules:\n  - id: one\n    when: { vip: true }\n    lane: approve\n${lines}`;
  it.each([
    ["no YAML", "rules: [", 1],
    ["a topic that is missing", "topics:\n  money: []\nrules: []\n", 1],
    ["a topic nobody knows", `${TOPICS}  sport: []\nrules: []\n`, 6],
    ["a lane nobody knows", rule("  - id: two\n    when: { vip: true }\n    lane: later\n"), 12],
    ["minutes that are missing", rule("  - id: two\n    when: { hot: true }\n    lane: veto\n"), 12],
    ["minutes in another lane", rule("  - id: two\n    when: { hot: true }\n    lane: now\n    minutes: 3\n"), 12],
    ["a condition nobody knows", rule("  - id: two\n    when: { rude: true }\n    lane: now\n"), 11],
    ["no condition at all", rule("  - id: two\n    when: {}\n    lane: now\n"), 11],
    ["an id that is here twice", rule("  - id: one\n    when: { hot: true }\n    lane: now\n"), 10],
    ["a word of nothing but signs", "topics:\n  money: ['!!']\n  law: []\n  health: []\n  press: []\nrules: []\n", 2],
  ])("%s", (_what, source, line) => {
    const faults = faultsOf(source);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map((fault) => Number(fault.split(":")[0]))).toContain(line);
  });

  it("and a missing file is missed", () => {
    expect(loadReviewPolicy(join(folder.path, "none.yaml"))).toMatchObject({ ok: false, error: [{ line: 0 }] });
  });
});
