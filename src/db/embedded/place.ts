import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/result.ts";
import type { Binaries } from "./binaries.ts";
import { codeOf, type EmbeddedError, fileError, USE_OWN_SERVER } from "./error.ts";
import { isAlive } from "./pid-file.ts";
import type { ServerUser, UserId } from "./server-user.ts";

/** Where the server lives: both folders can be reached by the user who runs it. */
export interface Place {
  readonly directory: string;
  readonly binaries: string;
  /** Major version of the binaries, for example "18". */
  readonly major: string;
}

/** Twelve hex digits that stand for a path, short enough for the names of sockets. */
export function pathHash(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 12);
}

/** The folder that root falls back to when the server's user cannot enter `wanted`, as in a clone below /root. */
export function fallbackDirectory(wanted: string): string {
  return `/var/lib/hamdel-${pathHash(wanted)}`;
}

/** The folder that holds this desk's data already, or where it will be made if it can be. */
export function directoryOf(wanted: string): string {
  const fallback = fallbackDirectory(wanted);
  return existsSync(join(fallback, "pg")) && !existsSync(join(wanted, "pg")) ? fallback : wanted;
}

/** Makes a place for the server, and brings the binaries to a user who cannot reach the installed ones. */
export function preparePlace(wanted: string, installed: Binaries, user: ServerUser): Result<Place, EmbeddedError> {
  const first = tryPlace(directoryOf(wanted), installed, user);
  const blocked = !first.ok && user !== undefined && (first.error.kind === "enter" || first.error.kind === "write");
  return blocked ? tryPlace(fallbackDirectory(wanted), installed, user) : first;
}

type Obstacle = EmbeddedError & { readonly kind: "make" | "enter" | "write" | "run" };

function tryPlace(directory: string, installed: Binaries, user: ServerUser): Result<Place, Obstacle> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
    if (user !== undefined) chownSync(directory, user.uid, user.gid);
  } catch (cause) {
    return err({ kind: "make", ...fileError("create the folder", directory, cause) });
  }
  const reached = probe(directory, installed.directory, user);
  if (reached.ok || reached.error.kind !== "run" || user === undefined) return reached;
  const copy = copyBinaries(directory, installed, user);
  return copy.ok ? probe(directory, copy.value, user) : copy;
}

/** Asks the system itself, as the server's user: permissions, mounts and missing libraries all show up here. */
function probe(directory: string, binaries: string, user: ServerUser): Result<Place, Obstacle> {
  const script = 'cd "$1" || exit 71; [ -r . ] && [ -w . ] || exit 72; exec "$2" -V';
  const postgres = join(binaries, "bin", "postgres");
  const run = spawnSync("/bin/sh", ["-c", script, "sh", directory, postgres], { ...user, cwd: "/", encoding: "utf8" });
  const who = user === undefined ? "this user" : `user ${user.uid}`;
  if (run.error !== undefined) {
    const hint = `Start Hamdel as a normal user. Or: ${USE_OWN_SERVER}`;
    return err({ kind: "make", message: `Cannot start a program as ${who} (${codeOf(run.error)}).`, hint });
  }
  if (run.status === 71 || run.status === 72) {
    const kind = run.status === 71 ? "enter" : "write";
    const hint = "Give that user the folder (chown), or set DATA_DIR to a folder it may write.";
    return err({ kind, message: `The folder ${directory} cannot be read and written by ${who}.`, hint });
  }
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout)?.[1];
  if (run.status === 0 && major !== undefined) return ok({ directory, binaries, major });
  return err({ kind: "run", ...cannotRun(postgres, run.stderr.trim()) });
}

function cannotRun(postgres: string, said: string): EmbeddedError {
  const message = `The embedded PostgreSQL does not run here: ${said || postgres}`;
  if (isMusl()) return { message, hint: `Its build needs glibc; this system (Alpine?) has musl. ${USE_OWN_SERVER}` };
  return { message, hint: USE_OWN_SERVER };
}

function isMusl(): boolean {
  return existsSync("/lib") && readdirSync("/lib").some((name) => name.startsWith("ld-musl-"));
}

/** Copies the binaries beside the data, once for each release of them; older copies go. Returns the copy's folder. */
function copyBinaries(directory: string, installed: Binaries, user: UserId): Result<string, Obstacle> {
  const target = join(directory, `native-${installed.release}`);
  if (existsSync(target)) return ok(target);
  const making = `${target}.${process.pid}`;
  try {
    for (const name of readdirSync(directory)) {
      const copier = Number(/^native-.*\.(\d+)$/.exec(name)?.[1]);
      const abandoned = name.startsWith(`native-${installed.release}.`) ? !isAlive(copier) : name.startsWith("native-");
      if (abandoned) rmSync(join(directory, name), { recursive: true, force: true });
    }
    // Static libraries are only for building other programs.
    const filter = (path: string) => !path.endsWith(".a");
    cpSync(installed.directory, making, { recursive: true, verbatimSymlinks: true, filter });
    giveTree(making, user);
    renameSync(making, target);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(target)) return err({ kind: "make", ...fileError("copy PostgreSQL to", target, cause) });
  }
  return ok(target);
}

function giveTree(path: string, user: UserId): void {
  lchownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(path, entry), user.uid, user.gid);
  }
}

/** Who owns the data directory, if there is one. */
export function ownerOf(directory: string): (UserId & { readonly directory: string }) | undefined {
  const pg = join(directory, "pg");
  const found = statSync(pg, { throwIfNoEntry: false });
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid, directory: pg };
}
