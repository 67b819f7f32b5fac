import { join } from "node:path";
import { processEnvironment, readConfig } from "../../config.ts";
import type { Reading } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { describeFaults } from "../../declared/fault.ts";
import { loadHandling } from "../../mind/handling/load.ts";
import { MODEL_FILE } from "../../mind/offline/model/file.ts";
import { offlineReader } from "../../mind/offline-reader.ts";

import type { MindInput } from "../../ports/mind.ts";
import { projectRoot } from "../../project-root.ts";

/** The offline engine with the content the environment names. @returns the reader, or lines that say what to mend */
export function openReader(): Result<(input: MindInput) => Reading, string> {
  const config = readConfig(processEnvironment());
  if (!config.ok) return err(config.error.join("\n"));
  const handling = loadHandling(join(projectRoot, "prompts"), config.value.taxonomy);
  if (!handling.ok) return err(describeFaults(handling.error));
  return ok(offlineReader(join(projectRoot, MODEL_FILE), handling.value));
}
