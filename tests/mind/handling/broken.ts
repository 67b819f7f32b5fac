import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Fault } from "../../../src/declared/fault.ts";

/** A copy of the project's own content in which one mistake is made; removed when done with. */
export function copyOf(folder: string) {
  const copy = mkdtempSync(join(tmpdir(), "content-"));
  cpSync(join(import.meta.dirname, "../../../prompts", folder), copy, { recursive: true });
  return {
    folder: copy,
    change(name: string, change: (text: string) => string): void {
      const file = join(copy, name);
      const before = readFileSync(file, "utf8");
      const after = change(before);
      expect(after, "the change changes nothing").not.toBe(before);
      writeFileSync(file, after);
    },
    /** As `file:line fix`, one a line. */
    lines: (faults: readonly Fault[]) =>
      faults.map(({ file, line, fix }) => `${file.slice(copy.length + 1)}:${line} ${fix}`),
    [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }),
  };
}
