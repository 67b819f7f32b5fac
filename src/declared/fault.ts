/** Something the writer of a file must mend: where, and how. */
export interface Fault {
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly fix: string;
}

/** One line a fault, as an operator reads it at start. */
export function describeFaults(faults: readonly Fault[]): string {
  return faults.map(({ file, line, fix }) => `${file}:${line}: ${fix}`).join("\n");
}
