import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "hamdel-test-";

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes an empty folder that the database's user can enter too: root steps down to that user.
 * @param mode  0o700 stands for a private home
 */
export function tempFolder(mode = 0o755): TempFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  chmodSync(path, mode);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Removes the folders of test runs that were killed before they could. */
export function removeAbandonedFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`) || process.platform !== "linux") continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
