import { describe, expect, it } from "vitest";
import { openLanes } from "../../src/mount/lanes.ts";

/** Work that ends when it is told to. */
function open() {
  let end = (): void => {};
  let fail = (_error: Error): void => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { done: () => ended, end, fail: () => fail(new Error("failed")) };
}

describe("lanes", () => {
  it("do the work of one lane in the order of its coming, and let others pass", async () => {
    const inLane = openLanes();
    const first = open();
    const did: string[] = [];
    const note =
      (name: string, until: () => Promise<void> = async () => {}) =>
      async () => {
        await until();
        did.push(name);
      };
    const all = [inLane("a", note("a1", first.done)), inLane("a", note("a2")), inLane("b", note("b1"))];
    await all[2];
    expect(did).toEqual(["b1"]);
    first.end();
    await Promise.all(all);
    expect(did).toEqual(["b1", "a1", "a2"]);
  });

  it("go on after work that failed, and tell the failure to whom it belongs", async () => {
    const inLane = openLanes();
    const first = open();
    const failing = inLane("a", first.done);
    const next = inLane("a", async () => "done");
    first.fail();
    await expect(failing).rejects.toThrow("failed");
    expect(await next).toBe("done");
  });
});
