import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeFaults } from "../../src/declared/fault.ts";
import { checkContent } from "../../src/mind/content.ts";
import { fingerprint } from "../../src/mind/evaluate/fingerprint.ts";

const ROOT = join(import.meta.dirname, "../..");

it("the content below prompts has no mistake", () => {
  expect(describeFaults(checkContent(join(ROOT, "prompts")))).toBe("");
});

it("the published evaluation is of this very content", () => {
  const published = JSON.parse(readFileSync(join(ROOT, "docs/evaluation.json"), "utf8")).fingerprint;
  expect(published, "the rows, prompts or rules changed: run `npm run eval` and commit docs/evaluation.*").toBe(
    fingerprint(ROOT),
  );
});
