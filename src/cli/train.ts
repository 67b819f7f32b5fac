import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Example, readExamples } from "../mind/offline/model/examples.ts";
import { encodeModel, MODEL_FILE } from "../mind/offline/model/file.ts";
import { accuracyOf, learn, splitByAuthor } from "../mind/offline/model/learn.ts";
import { projectRoot } from "../project-root.ts";

const JUDGES = 4;

/**
 * `npm run train`: learns from `prompts/examples` and writes the model of the offline engine.
 * `--out <folder>`: where to, instead of `dist/model`. `--judge`: also says how well a model knows voices it has not
 * seen, and how that grows with the rows.
 */
async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { out: { type: "string" }, judge: { type: "boolean", default: false } },
  });
  const { examples, faults } = readExamples(join(projectRoot, "prompts/examples"));
  for (const { file, line, problem } of faults) console.error(`prompts/examples/${file}:${line}: ${problem}`);
  if (faults.length > 0) return 1;
  const began = performance.now();
  const bytes = encodeModel(learn(examples));
  const file = values.out === undefined ? join(projectRoot, MODEL_FILE) : join(values.out, "reading.bin");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${examples.length} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MiB, ${seconds} s: ${file}`);
  if (values.judge) judge(examples);
  return 0;
}

/** The learning curve, on voices that taught nothing. */
function judge(examples: readonly Example[]): void {
  const { teach, judge: judges } = splitByAuthor(examples, JUDGES);
  const languages = [...new Set(examples.map(({ language }) => language))];
  console.log(`\n| Rows | ${languages.join(" | ")} |\n| --- |${" --- |".repeat(languages.length)}`);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const some = teach.filter((_, n) => n % 4 < share * 4);
    const model = learn(some);
    const scores = languages.map((each) =>
      accuracyOf(
        model,
        judges.filter(({ language }) => language === each),
      ).toFixed(2),
    );
    console.log(`| ${some.length} | ${scores.join(" | ")} |`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
