import type { BenchDesk } from "./bench-desk.ts";
import { inWords, memoryOf } from "./processes.ts";
import { median, type Row } from "./table.ts";

const WARM_STARTS = 3;

/** From the start of the process to a desk that answers, and what it holds when nothing happens. */
export async function measureStart(desk: BenchDesk): Promise<readonly Row[]> {
  const warm: number[] = [];
  for (let n = 0; n < WARM_STARTS; n += 1) {
    await desk.process.terminate();
    warm.push(await desk.process.start());
  }
  return [
    { what: "Start with an empty folder", desk: seconds(desk.coldMs) },
    { what: "Start again", desk: seconds(median(warm)), goal: "below 5 s" },
    { what: "Memory, idle", desk: inWords(memoryOf(desk.process)), goal: "below 250 MB" },
  ];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
