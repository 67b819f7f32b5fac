import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { advise, Problem } from "./problem.mjs";
import { capturedCommand } from "./program.mjs";
import { PROJECT } from "./project.mjs";
import { timed } from "./timed.mjs";

const LOCK = join(PROJECT, "package-lock.json");
const MODULES = join(PROJECT, "node_modules");
const STAMP = join(MODULES, ".hamdel-lock");

/** Returns the installation that is due, or undefined when the packages are those of package-lock.json. */
export function bringPackagesUpToDate(say) {
  const wanted = stampOf(readFileSync(LOCK));
  if (readIfThere(STAMP) === wanted) return undefined;
  if (!existsSync(STAMP) && installedByHand()) {
    return async () => mark(wanted);
  }
  return () => timed(say, "Installing packages (half a minute, the first time)", () => install(wanted));
}

/** The system is part of it: a folder that moves between systems needs other binaries. */
function stampOf(lock) {
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}`;
}

/** Whether npm itself recorded an installation of just this lock file, as after `npm ci` typed by a person. */
function installedByHand() {
  const record = readIfThere(join(MODULES, ".package-lock.json"));
  if (record === undefined) return false;
  const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
  const present = JSON.parse(record).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const found = present[path];
    if (found === undefined) return isForOthers(entry);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** An optional package that npm leaves out here: for another system, or of use only to such a package. */
function isForOthers({ optional, devOptional, os, cpu, libc }) {
  if (!optional && !devOptional) return false;
  if (os === undefined && cpu === undefined) return true;
  return (
    libc !== undefined ||
    !(os ?? [process.platform]).includes(process.platform) ||
    !(cpu ?? [process.arch]).includes(process.arch)
  );
}

async function install(wanted) {
  try {
    accessSync(PROJECT, constants.W_OK);
  } catch {
    throw new Problem(`This user may not write to ${PROJECT}, where packages are installed: chown -R it, or copy it.`);
  }
  // Also under NODE_ENV=production: building needs the tools. npm's level would be silent under `npm run -s`.
  const words = ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional", "--loglevel=error"];
  const { code, output } = await npm(words);
  if (code !== 0) {
    const advice = advise(output, "Remove the folder node_modules and try again.");
    throw new Problem(`${output.trim()}\n\nInstalling the packages failed (npm ci, exit code ${code}). ${advice}`);
  }
  mark(wanted);
}

async function npm(words) {
  // npm tells its scripts where it is; that one is there even when PATH has none.
  const self = process.env.npm_execpath ?? "";
  try {
    if (self.endsWith("npm-cli.js") && existsSync(self))
      return await capturedCommand(process.execPath, [self, ...words]);
    return await capturedCommand("npm", words, { shell: process.platform === "win32" });
  } catch (cause) {
    if (cause.code !== "ENOENT") throw cause;
    throw new Problem(
      "npm was not found. It comes with Node.js (on Debian: apt install npm); install it and try again.",
    );
  }
}

function mark(wanted) {
  try {
    writeFileSync(STAMP, wanted);
  } catch (cause) {
    // Packages that somebody else installed for us are good all the same.
    if (!["EACCES", "EROFS", "EPERM"].includes(cause.code)) throw new Problem(advise(String(cause), String(cause)));
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return undefined;
    throw new Problem(`Cannot read ${path} (${cause.code}). ${advise(String(cause), "")}`);
  }
}
