import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { PROJECT } from "./project.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a JavaScript program of an installed package, with this terminal.
 * @param script  its path below node_modules
 * @returns its exit code; 128 + n when signal n ended it
 */
export function attached(script, words) {
  return ended(nodeProgram(script, words, "inherit"));
}

/** The same, silent: its output comes back with its exit code. */
export function captured(script, words) {
  return collect(nodeProgram(script, words, ["ignore", "pipe", "pipe"]));
}

/** Runs a program by name and collects its output; rejects when there is no such program. */
export function capturedCommand(command, words, options = {}) {
  return collect(spawn(command, words, { cwd: PROJECT, stdio: ["ignore", "pipe", "pipe"], ...options }));
}

function nodeProgram(script, words, stdio) {
  return spawn(process.execPath, [join(PROJECT, "node_modules", script), ...words], { cwd: PROJECT, stdio });
}

async function collect(child) {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return { code: await ended(child), output };
}

/** We end with the program, not before it: a signal that we get is passed on and its end awaited. */
function ended(child) {
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + constants.signals[signal]);
    });
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}
