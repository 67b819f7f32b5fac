import { join } from "node:path";
import { describeFaults } from "../../src/declared/fault.ts";
import { loadHandling } from "../../src/mind/handling/load.ts";

const loaded = loadHandling(join(import.meta.dirname, "../../prompts"), "retail");
if (!loaded.ok) throw new Error(describeFaults(loaded.error));

/** The project's own playbooks and its taxonomy of a shop. */
export const HANDLING = loaded.value;
