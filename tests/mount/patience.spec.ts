import { describe, expect, it } from "vitest";
import { persist } from "../../src/mount/patience.ts";

/** Fails so often, then succeeds; every pause is noted and not waited for. */
function trouble(failures: number, patienceMs: number) {
  const stop = new AbortController();
  const pauses: number[] = [];
  let left = failures;
  const act = async (): Promise<string> => {
    left -= 1;
    if (left >= 0) throw new Error("the database is away");
    return "committed";
  };
  const wait = async (ms: number): Promise<void> => void pauses.push(ms);
  const done = () => persist(act, { patienceMs, wait, signal: stop.signal, onFailure: () => {} });
  return { done, pauses, stop };
}

describe("patience with a database that is away", () => {
  it("without end does it until it is done, asking more and more seldom", async () => {
    const { done, pauses } = trouble(8, Number.POSITIVE_INFINITY);
    expect(await done()).toBe("committed");
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it("of seconds ends before they are over", async () => {
    const { done, pauses } = trouble(8, 5000);
    await expect(done()).rejects.toThrow("the database is away");
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(5000);
  });

  it("ends when the desk stops", async () => {
    const { done, stop } = trouble(8, Number.POSITIVE_INFINITY);
    stop.abort();
    await expect(done()).rejects.toThrow("the database is away");
  });
});
