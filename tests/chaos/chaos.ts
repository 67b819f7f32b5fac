import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readWords } from "../../src/words-given.ts";
import type { Figure } from "./figures.ts";
import { markdown, printRow, type Result, summary } from "./report.ts";
import { missingPrograms, type Row } from "./row.ts";
import { ROWS } from "./rows.ts";

const START = fileURLToPath(new URL("../bench/run.mjs", import.meta.url));
const FILE = "../chaos/row-process.ts";

/** What the process of a row says. */
const Said = z.union([
  z.object({ figure: z.custom<Figure>() }),
  z.object({ seconds: z.number(), failure: z.string().nullable() }),
]);

const USAGE = `Usage: npm run chaos [-- <row> …] [--full] [--seed <number>] [--write <file>]
  the rows: ${ROWS.map(({ name }) => name).join(", ")}`;

/**
 * `npm run chaos [-- <row> …] [--full] [--seed <number>] [--write <file>]`: does to a desk what happens to desks, and
 * measures what comes of it. Each row runs in a process group of its own, which is ended when its time is up; a row that
 * fails does not stop the others. Ctrl-C ends with the table so far.
 * @param words  the command line; without rows: all of them
 */
export async function main(words: readonly string[]): Promise<void> {
  const options = { full: { type: "boolean" }, seed: { type: "string" }, write: { type: "string" } } as const;
  const given = readWords(words, { options, allowPositionals: true });
  if (!given.ok) return refuse(`${given.error}.\n${USAGE}`);
  const { values, positionals } = given.value;
  const unknown = positionals.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) {
    return refuse(`There is no row ${unknown.join(", ")}.\n${USAGE}`);
  }
  const full = values.full ?? false;
  const seed = Number(values.seed ?? (Date.now() % 1_000_000) + 1);
  const chosen = positionals.length === 0 ? ROWS : ROWS.filter(({ name }) => positionals.includes(name));

  const results: Result[] = [];
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  for (const row of chosen) {
    if (stopping.signal.aborted) break;
    console.log(`\n${row.title} (${row.name}) …`);
    const result = await playApart(row, { full, seed }, stopping.signal);
    results.push(result);
    printRow(result);
    if (values.write !== undefined) writeFileSync(values.write, markdown({ results, seed, full }));
  }
  console.log(`\n${summary({ results, seed, full })}`);
  if (results.some(({ verdict }) => verdict === "missed")) process.exitCode = 1;
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 2;
}

/** Plays a row in a process group of its own, which ends with the signal, or when its time is up. */
async function playApart(
  row: Row,
  { full, seed }: { readonly full: boolean; readonly seed: number },
  signal: AbortSignal,
): Promise<Result> {
  const missing = missingPrograms(row);
  if (missing.length > 0) {
    return {
      row,
      figures: [],
      seconds: 0,
      failure: `not played: ${missing.join(" and ")} missing`,
      verdict: "skipped",
    };
  }
  const figures: Figure[] = [];
  let failure: string | null = "its process ended before it was done";
  let seconds = Number.NaN;
  const words = JSON.stringify({ name: row.name, full, seed });
  const child = spawn(process.execPath, [START, FILE, words], {
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("message", (message) => {
    const said = Said.parse(message);
    if ("figure" in said) figures.push(said.figure);
    else ({ seconds, failure } = said);
  });
  const began = performance.now();
  const giveUp = (why: string) => {
    failure = why;
    endGroup(child);
  };
  const limit = full ? row.limit.full : row.limit.quick;
  const timer = setTimeout(() => giveUp(`given up after ${limit} s`), limit * 1000);
  const onStop = () => giveUp("interrupted");
  signal.addEventListener("abort", onStop);
  await once(child, "exit");
  clearTimeout(timer);
  signal.removeEventListener("abort", onStop);
  endGroup(child); // Whatever the row has left running.
  if (Number.isNaN(seconds)) seconds = (performance.now() - began) / 1000;
  const met = failure === null && figures.every((figure) => figure.met !== false);
  return { row, figures, seconds, failure, verdict: met ? "reached" : "missed" };
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}
