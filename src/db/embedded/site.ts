import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/result.ts";
import { findBinaries } from "./binaries.ts";
import { type EmbeddedError, fileError } from "./error.ts";
import { directoryOf, ownerOf, type Place, preparePlace } from "./place.ts";
import { chooseServerUser, type ServerUser } from "./server-user.ts";
import { chooseSocketDirectory, prepareSocketDirectory } from "./socket-directory.ts";

/** Everything that is settled before a server is looked for: who runs it, from where, and how it is reached. */
export interface Site extends Place {
  readonly user: ServerUser;
  readonly socketDirectory: string;
}

/** Settles the place and the user for the desk in `dataDir`, and makes the folders. */
export function prepareSite(dataDir: string): Result<Site, EmbeddedError> {
  const binaries = findBinaries(process.platform, process.arch);
  if (!binaries.ok) return binaries;

  let wanted: string;
  try {
    mkdirSync(dataDir, { recursive: true });
    wanted = join(realpathSync(dataDir), "postgres");
  } catch (cause) {
    return err(fileError("use the data folder", dataDir, cause));
  }

  const user = serverUser(wanted);
  if (!user.ok) return user;
  const place = preparePlace(wanted, binaries.value, user.value);
  if (!place.ok) return place;

  const { directory } = place.value;
  let socketDirectory = chooseSocketDirectory(directory, process.platform);
  if (socketDirectory !== directory) {
    const prepared = prepareSocketDirectory(socketDirectory, user.value);
    if (!prepared.ok) return prepared;
    socketDirectory = prepared.value;
  }
  return ok({ ...place.value, user: user.value, socketDirectory });
}

function serverUser(wanted: string): Result<ServerUser, EmbeddedError> {
  try {
    return chooseServerUser({
      uid: process.getuid?.() ?? -1,
      named: hasName(),
      passwd: readFileSync("/etc/passwd", "utf8"),
      data: ownerOf(directoryOf(wanted)),
    });
  } catch (cause) {
    return err(fileError("look into", wanted, cause));
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}
