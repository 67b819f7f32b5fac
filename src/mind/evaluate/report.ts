import type { Evaluation } from "./evaluate.ts";
import { renderTable, type Table } from "./table.ts";

/** How one engine read. */
export interface Judged {
  /** As `offline`, or the name of a model. */
  readonly engine: string;
  readonly evaluation: Evaluation;
}

/** What surrounds the figures, for a person. */
export interface Surroundings {
  /** As "2 processors, AMD EPYC". */
  readonly machine: string;
  readonly rows: number;
  readonly weightsBytes: number;
  readonly curve: Table | null;
}

/** The part of the evaluation that is the same on every machine. */
export function evaluationFile(fingerprint: string, judged: readonly Judged[]): string {
  const engines = judged.map(({ engine, evaluation }) => ({ engine, tables: evaluation.tables.map(rounded) }));
  return `${JSON.stringify({ fingerprint, engines }, null, 1)}\n`;
}

/** The same in Markdown, with the times it took. */
export function evaluationText(judged: readonly Judged[], around: Surroundings): string {
  const { machine, rows, weightsBytes, curve } = around;
  return `${[
    "# How well the desk reads",
    "Written by `npm run eval` from the cases in `tests/evals/cases`, written apart from the rows that the engine learns from. `evaluation.json` beside this file holds the same figures, and the fingerprint of the content they belong to: change a row, a prompt or a rule and `npm run check` asks for another run.",
    `The offline engine learns from ${rows.toLocaleString("en")} rows; its weights are ${(weightsBytes / 2 ** 20).toFixed(1)} MiB.`,
    `| engine | messages | ms a message, median |\n| --- | ---: | ---: |\n${judged.map(({ engine, evaluation }) => `| ${engine} | ${evaluation.read} | ${evaluation.ms.toFixed(2)} |`).join("\n")}`,
    `Measured on a machine of ${machine}.`,
    ...judged.flatMap(({ engine, evaluation }) => [`## Engine: ${engine}`, ...evaluation.tables.map(renderTable)]),
    ...(curve ? ["## More rows", renderTable(curve)] : []),
  ].join("\n\n")}\n`;
}

/** Four places are more than the cases can tell apart. */
function rounded(table: Table): Table {
  const rows = table.rows.map(({ name, figures }) => ({
    name,
    figures: figures.map((figure) => (figure === null ? null : Math.round(figure * 10_000) / 10_000)),
  }));
  return { ...table, rows };
}
