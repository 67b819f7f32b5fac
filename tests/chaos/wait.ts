import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

const LOOK_MS = 20;

/**
 * Looks again and again until there is something. A look that throws saw nothing: what is looked at may be down.
 * @param what  for the error: what did not come
 * @throws after `withinMs`
 */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: string,
  withinMs = 60_000,
): Promise<T> {
  const began = performance.now();
  let trouble: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      trouble = error;
    }
    if (performance.now() - began > withinMs) {
      throw new Error(`Not within ${Math.round(withinMs / 1000)} s: ${what}.`, { cause: trouble });
    }
    await pause(LOOK_MS);
  }
}

/** The same for a condition. */
export const untilTrue = (holds: () => boolean | Promise<boolean>, what: string, withinMs?: number): Promise<true> =>
  until(async () => ((await holds()) ? true : undefined), what, withinMs);

/** Does something with each, so many at the same time; the results are in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
