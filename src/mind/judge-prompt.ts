import { readFileSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../core/result.ts";
import type { Fault } from "../declared/fault.ts";
import { settingsIn } from "./prompt-files.ts";

/** The prompt by which a model marks replies that it did not write. */
export interface JudgePrompt {
  readonly temperature: number;
  readonly maxOutputTokens: number;
  readonly text: string;
}

/** Loads `judge.md`. @returns the prompt, or every fault at once, each with file, line and fix */
export function loadJudgePrompt(directory: string): Result<JudgePrompt, readonly Fault[]> {
  const file = join(directory, "judge.md");
  const faults: Fault[] = [];
  let source: string;
  try {
    source = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return err([{ file, line: 0, fix: "there is no judge.md: add it, or restore it from the project" }]);
  }
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(source);
  const settings = settingsIn(file, matter?.[1] ?? "", faults);
  const number = (name: string): number => {
    const value = settings.get(name);
    if (value && Number.isFinite(Number(value.text))) return Number(value.text);
    faults.push({ file, line: value?.line ?? 1, fix: `${name} must be a number: write \`${name}: 1\`` });
    return 0;
  };
  const text = source.slice(matter?.[0].length ?? 0).trim();
  const prompt = { temperature: number("temperature"), maxOutputTokens: number("maxOutputTokens"), text };
  return faults.length > 0 ? err(faults) : ok(prompt);
}
