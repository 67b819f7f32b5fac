import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { advise, Problem } from "./problem.mjs";
import { captured } from "./program.mjs";
import { PROJECT } from "./project.mjs";
import { timed } from "./timed.mjs";

const DIST = join(PROJECT, "dist");

/** Where each file of the server is compiled to: the commands, and what is mounted in somebody's bot. */
export const SERVER = join(DIST, "server");

/** The server in one piece, which is what starts. */
export const PROGRAM = join(DIST, "program/main.js");

/** What is built from what. `words` are the compiler's, given the folder to write to. */
const TARGETS = [
  {
    name: "server",
    config: "tsconfig.build.json",
    sources: ["src", "adapters", "tsconfig.json"],
    without: ["src/console", "src/widget", "src/pages"],
    program: "typescript/bin/tsc",
    words: (config, out) => ["-p", config, "--outDir", out],
  },
  {
    name: "model",
    config: "src/cli/train.ts",
    sources: ["prompts/examples", "prompts/concepts", "src/mind/offline", "src/core/reading.ts"],
    without: ["src/mind/offline/lexicon"],
    // Built by what was built before it.
    program: "../dist/server/src/cli/train.js",
    words: (_config, out) => ["--out", out],
  },
  // The libraries are in it as they were patched.
  bundle(
    "program",
    "src/vite.config.ts",
    ["src", "adapters", "patches"],
    ["src/console", "src/widget", "src/pages", "src/cli"],
  ),
  bundle("console", "src/console/vite.config.ts", ["src/console", "src/pages", "src/core"]),
  bundle("widget", "src/widget/vite.config.ts", ["src/widget", "src/pages", "src/core"]),
];

function bundle(name, config, sources, without = []) {
  return {
    name,
    config,
    sources: [...sources, "tsconfig.json"],
    without,
    program: "vite/bin/vite.js",
    words: (file, out) => ["build", "-c", file, "--outDir", out, "--emptyOutDir", "--logLevel", "warn"],
  };
}

/** Of all targets, or of those named: returns the building that is due, or undefined when everything in dist is that of the sources. */
export function bringBuildUpToDate(say, names = []) {
  const wanted = TARGETS.filter(({ name }) => names.length === 0 || names.includes(name));
  const stale = wanted
    .filter(({ config }) => existsSync(join(PROJECT, config)))
    .flatMap((target) => {
      const print = fingerprint(target);
      return readStamp(target.name) === print ? [] : [{ ...target, print }];
    });
  if (stale.length === 0) return undefined;
  return async () => {
    for (const target of stale) await timed(say, `Building the ${target.name}`, () => build(target));
  };
}

/** Of paths and contents: a deleted file changes it, a mere checkout does not. The lock file stands for the compilers. */
function fingerprint({ config, sources, without }) {
  const hash = createHash("sha256");
  const files = [config, "package-lock.json", ...sources.flatMap((source) => filesBelow(source, without))];
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(PROJECT, file)))
      .update("\0");
  return hash.digest("hex");
}

function filesBelow(path, without) {
  if (without.includes(path) || !existsSync(join(PROJECT, path))) return [];
  if (path.includes(".")) return [path];
  const entries = readdirSync(join(PROJECT, path), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`, without) : `${path}/${entry.name}`));
}

/** Builds beside the old output and then swaps: a failed or interrupted build changes nothing, no old file stays. */
async function build({ name, config, program, words, print }) {
  const target = join(DIST, name);
  const making = `${target}.new`;
  try {
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    const { code, output } = await captured(program, words(config, making));
    if (code !== 0) {
      const advice = advise(output, "The sources do not compile; what is above says where.");
      throw new Problem(`${output.trim()}\n\nBuilding the ${name} failed. ${advice}`);
    }
    writeFileSync(stampFile(making), print);
    rmSync(target, { recursive: true, force: true });
    renameSync(making, target);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    if (cause instanceof Problem) throw cause;
    throw new Problem(`Cannot write the ${name} to ${target} (${cause.code}). ${advise(String(cause), String(cause))}`);
  }
}

const stampFile = (folder) => join(folder, ".sources");

function readStamp(name) {
  const file = stampFile(join(DIST, name));
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
