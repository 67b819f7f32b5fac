import type { Reading } from "../core/reading.ts";
import type { MindInput } from "../ports/mind.ts";
import { type Handling, placeReading } from "./handling/place.ts";
import { readModel } from "./offline/model/file.ts";
import { readOffline } from "./offline/read.ts";

/**
 * The offline engine as the desk runs it: rules, the learned model, and the organisation's playbooks and taxonomy.
 * @param modelFile  see MODEL_FILE
 * @throws Error where the learned model is missing, which says what to do
 */
export function offlineReader(modelFile: string, handling: Handling): (input: MindInput) => Reading {
  const model = readModel(modelFile);
  return (input) => placeReading(readOffline(input, model), input, handling);
}
