import { existsSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { captured } from "./program.mjs";
import { PROJECT } from "./project.mjs";

const TYPES = ["tsconfig.json", "src/console/tsconfig.json", "src/widget/tsconfig.json"];

/** Runs every static check, also after one has failed: a line for each, then the output of those that failed. */
export async function check() {
  const checks = [
    ...TYPES.filter((config) => existsSync(join(PROJECT, config))).map((config) => ({
      title: `types (${config})`,
      program: "typescript/bin/tsc",
      words: ["--noEmit", "-p", config],
    })),
    { title: "format and lint", program: "@biomejs/biome/bin/biome", words: ["ci", "--colors=off", "."] },
    { title: "unused files, exports and packages", program: "knip/bin/knip.js", words: [] },
    { title: "licences of packages", program: "../scripts/licences.mjs", words: ["--check"] },
    { title: "content and its evaluation", program: "vitest/vitest.mjs", words: ["run", "tests/evals/fresh.spec.ts"] },
    { title: "architecture", program: "vitest/vitest.mjs", words: ["run", "tests/architecture.spec.ts"] },
  ];
  const failures = [];
  for (const { title, program, words } of checks) {
    const began = performance.now();
    const { code, output } = await captured(program, words);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${title}: ${seconds} s`);
    if (code !== 0) failures.push({ title, output });
  }
  for (const { title, output } of failures) console.error(`\n--- ${title}\n${output.trim()}`);
  return failures.length === 0 ? 0 : 1;
}
