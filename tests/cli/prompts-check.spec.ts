import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { promptsCheck } from "../../src/cli/prompts-check.ts";

const OURS = join(import.meta.dirname, "../../prompts");

/** What the command says after changes to files below `prompts`, and how it exits; null removes a file. */
function checked(changes: Readonly<Record<string, ((text: string) => string) | null>>) {
  const root = mkdtempSync(join(tmpdir(), "prompts-"));
  try {
    const prompts = join(root, "prompts");
    cpSync(OURS, prompts, { recursive: true });
    for (const [name, change] of Object.entries(changes)) {
      const file = join(prompts, name);
      if (change === null) rmSync(file);
      else {
        const before = readFileSync(file, "utf8");
        expect(change(before), `${name} was not changed`).not.toBe(before);
        writeFileSync(file, change(before));
      }
    }
    const lines: string[] = [];
    const code = promptsCheck(prompts, (line) => lines.push(...line.split("\n")));
    return { code, lines };
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe("prompts:check", () => {
  it("finds nothing in the project's own content", () => {
    expect(checked({})).toEqual({ code: 0, lines: ["No mistake below prompts."] });
  });

  it.each<[string, string, ((text: string) => string) | null, RegExp]>([
    [
      "a phrase without its slot",
      "phrases/en/replies.md",
      (t) => t.replace("{time}", "soon"),
      /^prompts\/phrases\/en\/replies\.md:\d+: write \{time\} exactly once/,
    ],
    [
      "a playbook of another fact",
      "playbooks/delivery.md",
      (t) => t.replace("[order_id]", "[colour]"),
      /^prompts\/playbooks\/delivery\.md:3: `ask\.0` is no kind of fact/,
    ],
    [
      "a broken taxonomy that is not in force",
      "taxonomy/home_appliances.yaml",
      (t) => t.replace("urgency: normal", "urgency: now"),
      /^prompts\/taxonomy\/home_appliances\.yaml:\d+: .*is no urgency/,
    ],
    ["a policy that is not there", "policy/review.yaml", null, /^prompts\/policy\/review\.yaml:\d+: /],
    [
      "a setting that is no number",
      "respond.md",
      (t) => t.replace("temperature: 0.2", "temperature: warm"),
      /^prompts\/respond\.md:5: temperature must be a number/,
    ],
    [
      "a description in no language",
      "describe.md",
      (t) => t.replace("{{language}}", "English"),
      /^prompts\/describe\.md:0: write \{\{language\}\} where the language of the description goes/,
    ],
    [
      "a line that is no setting",
      "respond.md",
      (t) => t.replace("name: respond", "respond"),
      /^prompts\/respond\.md:2: `respond` is no setting/,
    ],
    [
      "a part that is not there",
      "parts/data.md",
      null,
      /^prompts\/respond\.md:\d+: there is no parts\/data\.md: add it/,
    ],
    [
      "a part named within a line",
      "respond.md",
      (t) => t.replace("{{parts/data}}", "see {{parts/data}}"),
      /^prompts\/respond\.md:\d+: a part is named alone on its line/,
    ],
    [
      "examples that are not there",
      "few-shot/ar.md",
      null,
      /^prompts\/few-shot\/ar\.md:0: there is no few-shot\/ar\.md/,
    ],
    [
      "an example that is no JSON",
      "few-shot/en.md",
      (t) => t.replace('{"reading":', "{reading:"),
      /^prompts\/few-shot\/en\.md:3: the answer does not fit/,
    ],
    [
      "an example outside the schema",
      "few-shot/fa.md",
      (t) => t.replace('"urgency":"normal"', '"urgency":"soon"'),
      /^prompts\/few-shot\/fa\.md:3: the answer does not fit: reading\.urgency/,
    ],
    [
      "an example of no taxonomy",
      "few-shot/fa.md",
      (t) => t.replace('"subcategory":"late"', '"subcategory":"tardy"'),
      /^prompts\/few-shot\/fa\.md:3: the taxonomy has no `tardy`/,
    ],
    [
      "an example that quotes what nobody said",
      "few-shot/en.md",
      (t) => t.replace("New message: my order #48217 was due", "New message: my order was late"),
      /^$|few-shot\/en\.md/,
    ],
    [
      "a row that is no JSON",
      "examples/en/delivery.jsonl",
      (t) => `{\n${t}`,
      /^prompts\/examples\/en\/delivery\.jsonl:1: /,
    ],
    [
      "a row of no sentiment",
      "examples/fa/praise.jsonl",
      (t) => t.replace('"sentiment": "positive"', '"sentiment": "fine"'),
      /^prompts\/examples\/fa\/praise\.jsonl:\d+: .*sentiment/,
    ],
    [
      "a row that stands twice",
      "examples/ar/abuse.jsonl",
      (t) => `${t}${t.split("\n")[0]}\n`,
      /^prompts\/examples\/ar\/abuse\.jsonl:\d+: the same text stands in ar\/abuse\.jsonl:1/,
    ],
  ])("tells %s with file, line and fix, and exits with 1", (_name, file, change, expected) => {
    const { code, lines } = checked({ [file]: change });
    expect(code).toBe(1);
    expect(lines.join("\n")).toMatch(new RegExp(expected.source, "m"));
  });

  it("tells all mistakes at once", () => {
    const { lines } = checked({
      "phrases/en/replies.md": (text) => text.replace("{time}", "soon"),
      "playbooks/praise.md": (text) => text.replace("category: praise", "category: prize"),
      "taxonomy/retail.yaml": (text) => text.replace("urgency: normal", "urgency: now"),
      "examples/en/delivery.jsonl": (text) => `{\n${text}`,
    });
    expect(lines).toHaveLength(4);
  });
});
