import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { readWords } from "../../src/words-given.ts";
import { measureAccepted } from "./accepted.ts";
import { type BenchDesk, benchDesk } from "./bench-desk.ts";
import { measureMillion } from "./million.ts";
import { measureReplies } from "./replies.ts";
import { measureStart } from "./start-up.ts";
import { markdown, type Row } from "./table.ts";
import { type TelegramLine, telegramLine } from "./telegram-line.ts";

type Measure = (desk: BenchDesk, line: TelegramLine) => Promise<readonly Row[]>;

/** What is measured on one desk, one after the other. */
const DESKS: readonly { readonly quietMs: string; readonly measures: Readonly<Record<string, Measure>> }[] = [
  // Here no turn becomes due: what is measured is the way in.
  { quietMs: "60000", measures: { start: measureStart, accepted: measureAccepted } },
  { quietMs: "0", measures: { replies: measureReplies, million: measureMillion } },
];

const PARTS = DESKS.flatMap(({ measures }) => Object.keys(measures));

/**
 * Measures the desk beside bare programs that do the least of the same, in one run: the machine's speed is in both, so
 * the ratios mean something elsewhere too. `--only accepted,replies` takes parts, `--write <file>` keeps the table.
 */
export async function main(words: readonly string[]): Promise<void> {
  const options = { only: { type: "string" }, write: { type: "string" } } as const;
  const given = readWords(words, { options });
  if (!given.ok) {
    console.error(`${given.error}.\nUsage: npm run bench [-- --only ${PARTS.join(",")}] [--write <file>]`);
    process.exitCode = 2;
    return;
  }
  const { only, write } = given.value.values;
  const wanted = (name: string) => only === undefined || only.split(",").includes(name);
  const line = await telegramLine();
  const rows: Row[] = [];
  for (const { quietMs, measures } of DESKS) {
    const chosen = Object.entries(measures).filter(([name]) => wanted(name));
    if (chosen.length > 0) rows.push(...(await onOneDesk(line, quietMs, chosen)));
  }
  line.close();
  const text = `${markdown(rows)}\n\n${machine()}\n`;
  console.log(`\n${text}`);
  if (write !== undefined) writeFileSync(write, `# Benchmarks\n\nBy \`npm run bench\`.\n\n${text}`);
}

async function onOneDesk(
  line: TelegramLine,
  quietMs: string,
  chosen: readonly (readonly [string, Measure])[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const desk = await benchDesk(line.root, { TURN_QUIET_MS: quietMs, TURN_MAX_WAIT_MS: quietMs });
  try {
    for (const [name, measure] of chosen) {
      console.error(`Measuring: ${name} …`);
      rows.push(...(await measure(desk, line)));
    }
    const [error] = desk.process.errors;
    if (error !== undefined) throw new Error(`The desk logged an error, so its figures mean nothing: ${error}`);
  } finally {
    await desk.process.close();
  }
  return rows;
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${memory} GB of memory, Node.js ${process.versions.node}, ${process.platform}.`;
}
