import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { NO_GROUNDS } from "../core/grounds.ts";
import { err, ok } from "../core/result.ts";
import { alone } from "../mind/alone.ts";
import { readCases } from "../mind/evaluate/cases.ts";
import { learningCurve } from "../mind/evaluate/curve.ts";
import { evaluate } from "../mind/evaluate/evaluate.ts";
import { fingerprint } from "../mind/evaluate/fingerprint.ts";
import { evaluationFile, evaluationText, type Judged } from "../mind/evaluate/report.ts";
import { readExamples } from "../mind/offline/model/examples.ts";
import { MODEL_FILE } from "../mind/offline/model/file.ts";
import { readThesaurus } from "../mind/offline/model/thesaurus.ts";
import { type OpenMind, openMind } from "../mind/open.ts";
import { understand } from "../mind/understand.ts";
import { projectRoot } from "../project-root.ts";
import { readWords } from "../words-given.ts";
import { type Command, runCommand } from "./door/command.ts";

const OPTIONS = {
  out: { type: "string", default: join(projectRoot, "docs") },
  cases: { type: "string", default: join(projectRoot, "tests/evals/cases") },
  curve: { type: "boolean", default: false },
} as const;

const USAGE = "Usage: npm run eval [-- --curve] [--cases <folder>] [--out <folder>]";

/**
 * `npm run eval`: judges reading by the project's own cases, and writes `evaluation.md` and `evaluation.json`. With a
 * model configured it is judged beside the offline engine. `--curve`: also how accuracy grows with the rows.
 */
export const evalCommand: Command = async (words, { config, say, signal }) => {
  const given = readWords(words, { options: OPTIONS });
  if (!given.ok) return err({ message: `${given.error}.`, hint: USAGE });
  const { values } = given.value;
  const mind = await openMind(config, FILES, { clock: CLOCK, log: { warn: (_, message) => say(message) } });
  const cases = readCases(values.cases);
  const now = () => performance.now();
  say("Reading with the offline engine ...");
  // Word lists compile at first use, which is not the time of a message.
  await mind.warmUp();
  const offline = await evaluate(cases, (text) => mind.read(alone(text)), { now, changed: true });
  const judged: Judged[] = [{ engine: "offline", evaluation: offline }];
  if (config.model && mind.model) {
    say(`Reading with ${config.model.name} ...`);
    const asked = askedOf(mind, signal);
    const evaluation = await evaluate(cases, asked.read, { now, changed: false });
    if (asked.failed() > 0) say(`${asked.failed()} messages the model did not answer: those are the offline engine's.`);
    judged.push({ engine: config.model.name, evaluation });
  }
  if (signal.aborted) return err({ message: "Stopped.", hint: "Nothing was written." });
  const { examples } = readExamples(join(FILES.prompts, "examples"));
  const around = {
    machine: `${cpus().length} processors, ${cpus()[0]?.model.trim()}`,
    rows: examples.length,
    weightsBytes: statSync(FILES.modelFile).size,
    curve: values.curve ? learningCurve(examples, readThesaurus(join(FILES.prompts, "concepts")).concepts) : null,
  };
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, "evaluation.md"), evaluationText(judged, around));
  writeFileSync(join(values.out, "evaluation.json"), evaluationFile(fingerprint(projectRoot), judged));
  return ok([summaryOf(judged), `Wrote evaluation.md and evaluation.json to ${values.out}.`]);
};

const FILES = { prompts: join(projectRoot, "prompts"), modelFile: join(projectRoot, MODEL_FILE) };
const CLOCK = { now: () => new Date(performance.timeOrigin + performance.now()) };

/** Reads as a desk with a model does: both engines together. */
function askedOf(mind: OpenMind, signal: AbortSignal) {
  let failed = 0;
  return {
    failed: () => failed,
    async read(text: string) {
      const engines = { read: mind.read, gather: async () => NO_GROUNDS, model: mind.model, handling: mind };
      const { reading, engine } = await understand(alone(text), engines, signal);
      if (engine === "offline") failed += 1;
      return reading;
    },
  };
}

/** The first table of each engine in a line, for the terminal. */
function summaryOf(judged: readonly Judged[]): string {
  return judged
    .map(({ engine, evaluation }) => {
      const [table] = evaluation.tables;
      const all = table?.rows.at(-1)?.figures ?? [];
      const shown = table?.columns.map(({ name }, n) => `${name} ${Number((all[n] ?? 0).toFixed(3))}`);
      return `${engine}: ${shown?.join(", ")}`;
    })
    .join("\n");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runCommand(evalCommand);
