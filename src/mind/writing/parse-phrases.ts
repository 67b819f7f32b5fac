import type { Fault } from "../../declared/fault.ts";

/** One `- ` line of a phrase file. `line` counts from 1. */
export interface PhraseLine {
  readonly text: string;
  readonly line: number;
}

/** One `## key` heading with its variants. */
export interface PhrasePart {
  readonly key: string;
  readonly line: number;
  readonly variants: readonly PhraseLine[];
}

/**
 * Reads one phrase file: `## key` opens a part, `- ` is a variant, `# `, `>` and blank lines are for the editor.
 * @returns the parts in file order, and a fault for every line that is none of these
 */
export function parsePhrases(file: string, markdown: string): { parts: PhrasePart[]; faults: Fault[] } {
  const parts: (PhrasePart & { variants: PhraseLine[] })[] = [];
  const faults: Fault[] = [];
  for (const [index, raw] of markdown.split(/\r?\n/).entries()) {
    const line = index + 1;
    const text = raw.trim();
    if (text === "" || text.startsWith(">") || text.startsWith("# ")) continue;
    const current = parts.at(-1);
    if (text.startsWith("## ")) {
      parts.push({ key: text.slice(3).trim(), line, variants: [] });
    } else if (text.startsWith("- ") && current) {
      current.variants.push({ text: text.slice(2).trim(), line });
    } else {
      faults.push({ file, line, fix: "start a part with `## key`, a variant below it with `- `, a remark with `> `" });
    }
  }
  return { parts, faults };
}
