import { spawnSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { findProgram } from "../support/programs.ts";
import type { Figure } from "./figures.ts";
import type { Row } from "./row.ts";

/** How one row ended. */
export interface Result {
  readonly row: Row;
  readonly figures: readonly Figure[];
  readonly seconds: number;
  readonly failure: string | null;
  readonly verdict: "reached" | "missed" | "skipped";
}

export interface Run {
  readonly results: readonly Result[];
  readonly seed: number;
  readonly full: boolean;
}

/** The figures of a row, for the terminal. */
export function printRow({ figures, seconds, failure, verdict }: Result): void {
  const width = Math.max(0, ...figures.map(({ what }) => what.length));
  for (const figure of figures) {
    const { what, value, goal, cases = [] } = figure;
    console.log(`  ${mark(figure)} ${what.padEnd(width)}  ${value}${goal === undefined ? "" : `   (goal: ${goal})`}`);
    for (const one of cases) console.log(`      ${one}`);
  }
  if (failure !== null) console.log(`  ✗ ${failure}`);
  console.log(`  ${verdict}, ${Math.round(seconds)} s`);
}

/** One line a row. */
export function summary(run: Run): string {
  const width = Math.max(0, ...run.results.map(({ row }) => row.name.length));
  const lines = run.results.map((result) => {
    const missed = result.figures.filter(({ met }) => met === false).map(({ what, value }) => `${what}: ${value}`);
    const why = [...missed, ...(result.failure === null ? [] : [firstLine(result.failure)])].join("; ");
    const seconds = `${Math.round(result.seconds)} s`.padStart(6);
    return `${result.row.name.padEnd(width)}  ${result.verdict.padEnd(8)} ${seconds}  ${why}`.trimEnd();
  });
  return [...lines, "", circumstances(run)].join("\n");
}

/** The whole run as a page. */
export function markdown(run: Run): string {
  const overview = run.results.map(
    ({ row, verdict, seconds }) => `| ${row.title} | \`${row.name}\` | ${verdict} | ${Math.round(seconds)} s |`,
  );
  return [
    "# What is done to the desk, and what comes of it",
    "By `npm run chaos`, against the simulated Telegram and model of the tests, on loopback. Goals that are durations are those of a machine that does nothing else. Sends take no key by which a platform could tell a repeat: what was on the wire when a process died may arrive twice, and nothing else may.",
    circumstances(run),
    ["| What | Row | Goals | Took |", "| --- | --- | --- | --- |", ...overview].join("\n"),
    ...run.results.flatMap(section),
    "",
  ].join("\n\n");
}

function section({ row, figures, failure }: Result): readonly string[] {
  const lines = figures.map(
    (figure) => `| ${figure.what} | ${figure.value} | ${figure.goal ?? ""} | ${mark(figure)} |`,
  );
  const table = ["| Figure | Measured | Goal | |", "| --- | --- | --- | --- |", ...lines].join("\n");
  return [
    `## ${row.title}`,
    row.done,
    ...(figures.length > 0 ? [table] : []),
    ...(failure === null ? [] : [`It did not come to its end: ${firstLine(failure)}.`]),
  ];
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
const mark = ({ met }: Figure): string => (met === undefined ? " " : met ? "✓" : "✗");

function circumstances({ seed, full }: Run): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const bin = findProgram("postgres");
  const version = bin && spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout.trim();
  return `${full ? "Full" : "Quick"} size, seed ${seed}. ${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${memory} GB of memory, Node.js ${process.versions.node}, ${process.platform}, ${version ?? "no server of Debian's"}.`;
}
