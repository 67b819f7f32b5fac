import { chownSync, lstatSync, mkdirSync } from "node:fs";
import { err, ok, type Result } from "../../core/result.ts";
import { type EmbeddedError, fileError } from "./error.ts";
import { pathHash } from "./place.ts";
import type { ServerUser } from "./server-user.ts";

/** Part of the socket's file name; no network port is opened, so it never collides. */
export const PORT = 5432;

export function socketFile(directory: string): string {
  return `${directory}/.s.PGSQL.${PORT}`;
}

/**
 * Chooses the folder of the server's socket: beside the data, or under /tmp when that path is too long for a socket.
 * @param platform  as in `process.platform`
 * Limits: sun_path has 108 bytes on Linux and 104 on macOS, one of them the closing zero. PostgreSQL refuses a longer
 * path; Node.js cuts it silently.
 */
export function chooseSocketDirectory(base: string, platform: string): string {
  const limit = platform === "linux" ? 107 : 103;
  return Buffer.byteLength(socketFile(base)) <= limit ? base : `/tmp/hamdel-${pathHash(base)}`;
}

/** Makes the folder under /tmp for the server's user alone, and refuses one that somebody else put there. */
export function prepareSocketDirectory(directory: string, user: ServerUser): Result<string, EmbeddedError> {
  try {
    if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) {
      mkdirSync(directory, { mode: 0o700 });
      if (user !== undefined) chownSync(directory, user.uid, user.gid);
    }
    const found = lstatSync(directory);
    if (found.isDirectory() && found.uid === (user?.uid ?? process.getuid?.())) return ok(directory);
  } catch (cause) {
    return err(fileError("create the folder", directory, cause));
  }
  return err({
    message: `The folder ${directory}, meant for the database's socket, belongs to somebody else.`,
    hint: "Remove it, or set DATA_DIR to a shorter path.",
  });
}
