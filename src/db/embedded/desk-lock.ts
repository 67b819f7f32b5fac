import { mkdirSync, realpathSync } from "node:fs";
import { err, ok, type Result } from "../../core/result.ts";
import { type EmbeddedError, fileError } from "./error.ts";
import { type Release, takeLock } from "./process-lock.ts";

/**
 * Makes sure that one desk works on a data folder. Hold it for the life of the process; it ends with the process.
 * @param dataDir  the desk's folder, made if absent; two paths to the same folder count as the same
 * @returns a function that lets go, or the error to show to the person who started a second desk
 */
export async function holdDesk(dataDir: string): Promise<Result<Release, EmbeddedError>> {
  let folder: string;
  try {
    mkdirSync(dataDir, { recursive: true });
    folder = realpathSync(dataDir);
  } catch (cause) {
    return err(fileError("use the data folder", dataDir, cause));
  }
  const release = await takeLock(`desk:${folder}`);
  if (release !== undefined) return ok(release);
  return err({
    message: `Another desk is already running on the folder ${folder}.`,
    hint: "Stop it first (Ctrl+C where it runs), or give this one a folder of its own: DATA_DIR=/another/folder npm start",
  });
}
