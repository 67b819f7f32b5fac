/** A table of figures; its columns say what a figure is. */
export interface Table {
  readonly title: string;
  /** What is counted, in a sentence for the reader. */
  readonly note: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly name: string; readonly figures: readonly (number | null)[] }[];
}

export interface Column {
  readonly name: string;
  readonly kind: "count" | "share";
}

export const count = (name: string): Column => ({ name, kind: "count" });
export const ratio = (name: string): Column => ({ name, kind: "share" });

/** The table in Markdown. */
export function renderTable({ title, note, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `### ${title}`,
    "",
    note,
    "",
    line(["", ...columns.map(({ name }) => name)]),
    `| --- |${" ---: |".repeat(columns.length)}`,
    ...rows.map(({ name, figures }) => line([name, ...columns.map(({ kind }, n) => shown(figures[n] ?? null, kind))])),
  ].join("\n");
}

function shown(figure: number | null, kind: Column["kind"]): string {
  if (figure === null) return "–";
  if (kind === "count") return figure === 0 ? "·" : String(figure);
  return figure.toFixed(3);
}
