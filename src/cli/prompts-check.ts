import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { describeFaults } from "../declared/fault.ts";
import { checkContent } from "../mind/content.ts";

import { projectRoot } from "../project-root.ts";

/** `npm run -s prompts:check`: every mistake below `prompts`, a line each. @returns the exit code */
export function promptsCheck(prompts: string, say: (line: string) => void): 0 | 1 {
  const faults = checkContent(prompts).map((fault) => ({ ...fault, file: relative(join(prompts, ".."), fault.file) }));
  say(faults.length === 0 ? "No mistake below prompts." : describeFaults(faults));
  return faults.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = promptsCheck(join(projectRoot, "prompts"), console.log);
}
