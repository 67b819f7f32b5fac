#!/usr/bin/env node
// Runs a TypeScript file of this folder with what is installed anyway: `run.mjs <file> [words]`, the benchmark by itself.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const [file, words] = process.argv[2]?.endsWith(".ts")
  ? [process.argv[2], process.argv.slice(3)]
  : ["bench.ts", process.argv.slice(2)];
const config = { configFile: false, logLevel: "error" };
const { module } = await runnerImport(fileURLToPath(new URL(file, import.meta.url)), config);
await module.main(words);
process.exit();
