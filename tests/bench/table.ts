/** One row of the result: what was measured, of the desk, of the bare thing beside it, and what it must reach. */
export interface Row {
  readonly what: string;
  readonly desk: string;
  readonly bare?: string;
  readonly ratio?: string;
  readonly goal?: string;
}

const HEAD: Required<Row> = { what: "What", desk: "Desk", bare: "Bare", ratio: "Ratio", goal: "Goal" };
const COLUMNS = ["what", "desk", "bare", "ratio", "goal"] as const;

export function markdown(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows].map((row) => `| ${COLUMNS.map((name) => row[name] ?? "").join(" | ")} |`);
  return [lines[0], `|${" --- |".repeat(COLUMNS.length)}`, ...lines.slice(1)].join("\n");
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en")}/s`;
export const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;
