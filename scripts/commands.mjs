import { existsSync, readdirSync } from "node:fs";
import nodeModule from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bringBuildUpToDate, PROGRAM, SERVER } from "./build.mjs";
import { check } from "./check.mjs";
import { bringPackagesUpToDate } from "./install.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { Problem } from "./problem.mjs";
import { attached } from "./program.mjs";
import { PROJECT } from "./project.mjs";

/** Each receives the words after its name, and returns the exit code, or undefined when a program has taken over. */
const COMMANDS = { start, test, build, check: checkAll, cli };

/** These judge the rows the model is built from, and work where it cannot be built. */
const LOOKS_AT_ROWS = new Set(["prompts-check", "train"]);

/** Runs one command line, such as `["test", "tests/core"]`. */
export async function run([name, ...words]) {
  process.chdir(PROJECT);
  try {
    const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : undefined;
    if (command === undefined) throw new Problem(`Usage: node run.mjs ${Object.keys(COMMANDS).join(" | ")}`);
    const code = await command(words);
    // A program that has taken over sets its own.
    if (code !== undefined) process.exitCode = code;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    console.error(cause.message);
    process.exitCode = 1;
  }
}

async function start(words) {
  await prepare(console.log);
  await become(PROGRAM, words);
}

async function cli([name, ...words]) {
  const names = () => readdirSync(join(SERVER, "src/cli")).flatMap((file) => /^(.+)\.js$/.exec(file)?.[1] ?? []);
  // Standard output belongs to the command: `npm run -s decode | jq` must see its answer alone.
  await prepare(console.error, ...(LOOKS_AT_ROWS.has(name) ? ["server"] : []));
  if (!/^[a-z-]+$/.test(name ?? "") || !existsSync(join(SERVER, `src/cli/${name}.js`))) {
    throw new Problem(`Usage: node run.mjs cli ${names().join(" | ")}`);
  }
  await become(join(SERVER, `src/cli/${name}.js`), words);
}

async function test(words) {
  await prepare(console.log);
  return attached("vitest/vitest.mjs", ["run", ...words]);
}

async function build() {
  await prepare(console.log);
}

async function checkAll() {
  await oneAtATime(console.log, bringPackagesUpToDate);
  return check();
}

/** @param names  of what is to be built; everything where none is given */
async function prepare(say, ...names) {
  await oneAtATime(say, bringPackagesUpToDate, (line) => bringBuildUpToDate(line, names));
}

/** Runs a program of ours in this very process: signals reach it directly, and no second Node.js takes memory. */
async function become(file, words) {
  // From Node.js 22.8 on: what was compiled once is not compiled again at the next start.
  nodeModule.enableCompileCache?.(join(PROJECT, "node_modules/.cache/hamdel"));
  if (existsSync(".env")) process.loadEnvFile(".env");
  process.env.NODE_ENV ??= "production";
  process.argv = [process.argv[0], file, ...words];
  await import(pathToFileURL(file).href);
}
