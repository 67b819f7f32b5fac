import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { bringUp, type Caretaker, type Running } from "./bring-up.ts";
import { isServerOn } from "./pid-file.ts";
import type { Site } from "./site.ts";

const RETRY_MS = 5_000;

/**
 * Brings the server up again whenever it ends without being asked to. When it belonged to another process, such as a
 * short command, the one who notices first looks after it from then on.
 * @returns the function that ends this, and stops the server if it is ours to stop
 */
export function supervise(
  site: Site,
  caretaker: Caretaker,
  first: Running,
  log: (line: string) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  let running: Running | undefined = first;
  let lastStart = Number.NEGATIVE_INFINITY;

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (running !== undefined) await Promise.race([running.ended, asked]);
      if (stopping.signal.aborted) return;
      log("The database has ended; starting it again.");
      running = undefined;
      // The first time at once; one that keeps ending is not chased.
      const soon = performance.now() - lastStart < RETRY_MS;
      if (soon) await Promise.race([wait(RETRY_MS, undefined, { ref: false }), asked]);
      if (stopping.signal.aborted) return;
      lastStart = performance.now();
      const next = await bringUp(site, caretaker, log);
      if (next.ok) running = next.value;
      else log(`${next.error.message} ${next.error.hint}`);
    }
  }
  const kept = keep();

  async function end(): Promise<void> {
    stopping.abort();
    await kept;
    if (caretaker.release === undefined) return;
    if (running !== undefined) await shutDown(running.pid, join(site.directory, "pg"));
    await caretaker.release();
    caretaker.release = undefined;
  }
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= end();
    return ending;
  };
}

/** Asks for a fast shutdown, which ends open connections and leaves nothing to recover; then, after 20 s, for any. */
async function shutDown(pid: number, data: string): Promise<void> {
  const signals = [
    { name: "SIGINT", patienceMs: 20_000 },
    { name: "SIGQUIT", patienceMs: 5_000 },
  ] as const;
  for (const { name, patienceMs } of signals) {
    if (!isServerOn(pid, data)) return;
    process.kill(pid, name);
    for (let waited = 0; waited < patienceMs && isServerOn(pid, data); waited += 20) await wait(20);
  }
}
