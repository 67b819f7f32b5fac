import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describeFaults } from "../declared/fault.ts";
import { learningCurve } from "../mind/evaluate/curve.ts";
import { renderTable } from "../mind/evaluate/table.ts";
import { readExamples } from "../mind/offline/model/examples.ts";
import { encodeModel, MODEL_FILE } from "../mind/offline/model/file.ts";
import { learn } from "../mind/offline/model/learn.ts";
import { readThesaurus } from "../mind/offline/model/thesaurus.ts";
import { projectRoot } from "../project-root.ts";
import { readWords } from "../words-given.ts";

/**
 * `npm run train`: learns from `prompts/examples` and `prompts/concepts`, and writes the model of the offline engine.
 * `--out <folder>`: where to, instead of `dist/model`. `--judge`: also says how well a model knows voices it has not
 * seen, and how that grows with the rows.
 */
async function main(words: readonly string[]): Promise<number> {
  const given = readWords(words, { options: { out: { type: "string" }, judge: { type: "boolean", default: false } } });
  if (!given.ok) {
    console.error(`${given.error}.\nUsage: npm run train [-- --judge] [--out <folder>]`);
    return 2;
  }
  const { values } = given.value;
  const { examples, faults } = readExamples(join(projectRoot, "prompts/examples"));
  const thesaurus = readThesaurus(join(projectRoot, "prompts/concepts"));
  for (const { file, line, problem } of faults) console.error(`prompts/examples/${file}:${line}: ${problem}`);
  if (thesaurus.faults.length > 0) console.error(describeFaults(thesaurus.faults));
  if (faults.length + thesaurus.faults.length > 0) return 1;
  const began = performance.now();
  const bytes = encodeModel(learn(examples, thesaurus.concepts));
  const file = values.out === undefined ? join(projectRoot, MODEL_FILE) : join(values.out, "reading.bin");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${examples.length} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MiB, ${seconds} s: ${file}`);
  if (values.judge) console.log(`\n${renderTable(learningCurve(examples, thesaurus.concepts))}`);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
