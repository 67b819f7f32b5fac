import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CASE_STAGES, missingFacts, nextStepSentences } from "../../../src/core/playbook.ts";
import { CATEGORIES, REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { nextWordMinutes, PRIORITIES } from "../../../src/core/ticket.ts";
import { loadPlaybooks } from "../../../src/mind/handling/playbooks.ts";
import { copyOf } from "./broken.ts";

const OURS = join(import.meta.dirname, "../../../prompts/playbooks");

/** The faults after one file was changed, as `file:line fix`. */
function faultsAfter(name: string, change: (text: string) => string, without?: string): readonly string[] {
  using copy = copyOf("playbooks");
  if (without) rmSync(join(copy.folder, without));
  copy.change(name, change);
  const loaded = loadPlaybooks(copy.folder);
  return loaded.ok ? [] : copy.lines(loaded.error);
}

describe("the project's own playbooks", () => {
  const loaded = loadPlaybooks(OURS);
  const playbooks = loaded.ok ? loaded.value : {};

  it("are there for every category, in three languages", () => {
    expect(loaded).toMatchObject({ ok: true });
    expect(Object.keys(playbooks).sort()).toEqual([...CATEGORIES].sort());
  });

  it("say the next step with its time, in every language and stage, and each sentence once", () => {
    for (const language of REPLY_LANGUAGES) {
      const all = CATEGORIES.flatMap((category) =>
        CASE_STAGES.flatMap((stage) => nextStepSentences(playbooks[category], language, stage)),
      );
      expect(all.every((sentence) => sentence.includes("{time}"))).toBe(true);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it("promise no later word for a more urgent case", () => {
    for (const category of CATEGORIES) {
      const waits = PRIORITIES.map((priority) => nextWordMinutes(priority, playbooks[category]));
      expect(waits).toEqual([...waits].sort((a, b) => b - a));
    }
  });

  it("ask in their own order, then what the sub-category needs, and nothing that is known", () => {
    const ask = (...known: Parameters<typeof missingFacts>[2]) =>
      missingFacts(playbooks.product_defect, ["date", "product"], known);
    expect(ask()).toEqual(["order_id", "product", "date"]);
    expect(ask({ kind: "product" })).toEqual(["order_id", "date"]);
    expect(missingFacts(undefined, [], [])).toEqual([]);
  });
});

describe("a mistake in a playbook is told with file, line and fix", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    [
      "a fact that does not exist",
      (t) => t.replace("[order_id]", "[order_number]"),
      /^delivery\.md:3 .*`ask\.0` is no kind of fact: write one of order_id/,
    ],
    [
      "evidence that does not exist",
      (t) => t.replace("evidence: []", "evidence: [selfie]"),
      /^delivery\.md:4 .*is no kind of evidence: write one of photo/,
    ],
    [
      "evidence that nobody asks for",
      (t) => t.replace("evidence: []", "evidence: [photo]"),
      /^delivery\.md:0 .*add the part `## fa\.evidence`/,
    ],
    [
      "another category",
      (t) => t.replace("category: delivery", "category: praise"),
      /^delivery\.md:2 .*the file is called delivery\.md/,
    ],
    [
      "an unknown setting",
      (t) => t.replace("evidence: []", "evidence: []\nproofs: []"),
      /^delivery\.md:5 `proofs` has no meaning here: remove it/,
    ],
    ["broken YAML", (t) => t.replace("[order_id]", "[order_id"), /^delivery\.md:\d+ not readable as YAML/],
    [
      "an approver who does not exist",
      (t) => t.replace("approvedBy: agent", "approvedBy: bot"),
      /^delivery\.md:9 `remedies\.0\.approvedBy` is no approver: write one of agent, admin/,
    ],
    [
      "a remedy without a limit",
      (t) => t.replace("    limit: { most: 1, unit: times }\n", ""),
      /^delivery\.md:6 `remedies\.0\.limit` is missing/,
    ],
    [
      "a critical case that waits longest",
      (t) => t.replace("evidence: []", "evidence: []\nnextWord: { critical: 500 }"),
      /^delivery\.md:5 `critical` waits longer than `high`/,
    ],
    [
      "no time in a sentence",
      (t) => t.replace("no later than {time}", "soon"),
      /^delivery\.md:\d+ write \{time\} exactly once/,
    ],
    [
      "a question",
      (t) => t.replace("{time} at the latest.", "{time} at the latest?"),
      /^delivery\.md:\d+ .*without a question mark/,
    ],
    [
      "a slot that does not exist",
      (t) => t.replace("no later than {time}", "no later than {time} {when}"),
      /\{when\} has no meaning here: remove it/,
    ],
    ["Arabic letters in Persian", (t) => t.replace("پیگیری", "پيگيري"), /write Persian ی and ک/],
    ["a part that does not exist", (t) => t.replace("## en.known", "## en.later"), /no part is called `en\.later`/],
    [
      "too few sentences",
      (t) => t.replace(/- We are still following.*\n/, ""),
      /`## en\.known` has 1 sentence\(s\): write at least 2/,
    ],
    ["no front matter", (t) => t.slice(4), /^delivery\.md:1 there is no front matter/],
  ])("%s", (_name, change, expected) => {
    expect(faultsAfter("delivery.md", change).join("\n")).toMatch(new RegExp(expected.source, "m"));
  });

  it("a missing file, and all mistakes at once", () => {
    const faults = faultsAfter("praise.md", (text) => text.replace("category: praise", "category: prize"), "other.md");
    expect(faults).toHaveLength(2);
    expect(faults[1]).toMatch(/^other\.md:0 there is no playbook: add this file/);
  });
});
