import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { fingerprint } from "../../../src/mind/evaluate/fingerprint.ts";

const ROOT = join(import.meta.dirname, "../../..");
const copy = mkdtempSync(join(tmpdir(), "fingerprint-"));
for (const part of ["prompts", "src/mind", "tests/evals/cases"])
  cpSync(join(ROOT, part), join(copy, part), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true }));

it("is the same for the same content, wherever it stands", () => {
  expect(fingerprint(copy)).toBe(fingerprint(ROOT));
});

it.each([
  "prompts/examples/en/delivery.jsonl",
  "prompts/playbooks/delivery.md",
  "prompts/taxonomy/retail.yaml",
  "prompts/parts/reading.md",
  "prompts/few-shot/fa.md",
  "src/mind/offline/flags.ts",
  "tests/evals/cases/flags.jsonl",
])("is another one when %s changes", (file) => {
  const before = fingerprint(copy);
  writeFileSync(join(copy, file), "changed");
  expect(fingerprint(copy)).not.toBe(before);
});

it("stays when a phrase changes, which nothing reads by", () => {
  const before = fingerprint(copy);
  writeFileSync(join(copy, "prompts/phrases/en/replies.md"), "changed");
  expect(fingerprint(copy)).toBe(before);
});
