import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/result.ts";
import { codeOf, type EmbeddedError, fileError, USE_OWN_SERVER } from "./error.ts";
import { isAlive } from "./pid-file.ts";
import type { Place } from "./place.ts";
import type { ServerUser } from "./server-user.ts";

/** The database's superuser. The socket, which only the server's user and root can open, is the only way in. */
export const ROLE = "hamdel";

/** Makes the data directory if there is none, and makes sure that these binaries can read it. Returns its path. */
export async function ensureData(place: Place, user: ServerUser): Promise<Result<string, EmbeddedError>> {
  const data = join(place.directory, "pg");
  const version = versionOf(data);
  if (!version.ok) return version;
  if (version.value === undefined) return create(place, data, user);
  if (version.value === place.major) return ok(data);
  return err({
    message: `The data in ${data} was written by PostgreSQL ${version.value}; this release of Hamdel brings ${place.major}.`,
    hint:
      `Nothing was changed. Start the release of Hamdel that wrote it and make a backup, move ${data} away, ` +
      `and restore the backup here; or serve it with PostgreSQL ${version.value} and set DATABASE_URL.`,
  });
}

function versionOf(data: string): Result<string | undefined, EmbeddedError> {
  try {
    return ok(readFileSync(join(data, "PG_VERSION"), "utf8").trim());
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") return err(fileError("read", data, cause));
  }
  if (!existsSync(data)) return ok(undefined);
  return err({
    message: `The folder ${data} is not a PostgreSQL data directory (it has no PG_VERSION).`,
    hint: "Move it away, or restore it whole from a backup, and start again.",
  });
}

/** Fills a folder of our own and renames it: a start that was cut short, or a second one, never leaves half a database. */
async function create(place: Place, data: string, user: ServerUser): Promise<Result<string, EmbeddedError>> {
  const making = join(place.directory, `init.${process.pid}`);
  sweep(place.directory);
  const flags = ["-D", making, "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"];
  const run = await capture(join(place.binaries, "bin", "initdb"), flags, user);
  if (run.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    const full = /no space left/i.test(run.output);
    return err({
      message: `PostgreSQL could not create its data in ${place.directory}: ${lastLines(run.output)}`,
      hint: full ? "The disk is full: free some space and start again." : USE_OWN_SERVER,
    });
  }
  try {
    renameSync(making, data);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    const beaten = codeOf(cause) === "ENOTEMPTY" || codeOf(cause) === "EEXIST";
    if (!beaten) return err(fileError("create", data, cause));
  }
  return ok(data);
}

/** Removes what initdb left when its parent was killed. */
function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    const pid = Number(/^init\.(\d+)$/.exec(name)?.[1]);
    const stray = pid === process.pid || (pid > 0 && !isAlive(pid));
    if (stray) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function capture(program: string, flags: readonly string[], user: ServerUser) {
  return new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(program, flags, { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", (cause) => resolve({ status: null, output: cause.message }));
    child.once("close", (status) => resolve({ status, output }));
  });
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ");
}
