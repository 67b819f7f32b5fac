import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What decides how a message is read, and what it is judged by. */
const READING_CONTENT = [
  "prompts/concepts",
  "prompts/examples",
  "prompts/few-shot",
  "prompts/parts",
  "prompts/playbooks",
  "prompts/respond.md",
  "prompts/taxonomy",
  "src/mind/handling",
  "src/mind/offline",
  "tests/evals/cases",
];

/**
 * A hash over the names and contents of all that reading depends on: an evaluation with another one is of another desk.
 * @param root  the project's folder
 */
export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const file of READING_CONTENT.flatMap((path) => filesBelow(root, path)))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file), "utf8").replaceAll("\r\n", "\n"))
      .update("\0");
  return hash.digest("hex");
}

function filesBelow(root: string, path: string): readonly string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}
