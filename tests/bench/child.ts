import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const RUN = fileURLToPath(new URL("run.mjs", import.meta.url));

/** A program of this folder in a process of its own: what it writes, line by line as JSON. */
export interface Child {
  next(): Promise<unknown>;
  end(): void;
}

export function startChild(file: string, options: object): Child {
  const child: ChildProcess = spawn(process.execPath, [RUN, file, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill());
  if (!child.stdout) throw new Error(`${file} has no output.`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${file} ended without an answer.`);
      return JSON.parse(value);
    },
    end: () => void child.kill(),
  };
}
