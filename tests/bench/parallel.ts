import { performance } from "node:perf_hooks";

/** Runs `act` in so many lanes, each call after the one before it, until the time is over. @returns how many ended */
export async function inParallel(lanes: number, ms: number, act: (n: number) => Promise<void>): Promise<number> {
  const until = performance.now() + ms;
  let started = 0;
  const lane = async () => {
    while (performance.now() < until) await act(started++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return started;
}
