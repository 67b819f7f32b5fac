import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLog } from "../../src/log.ts";
import { apart, during, idsNow, note, pastStage, stage, stagesNow } from "../../src/observe/scope.ts";

function aLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog("info", { destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  return { log, lines };
}

describe("what is going on", () => {
  it("stands in every log line written meanwhile, and in none after", async () => {
    const { log, lines } = aLog();
    await during("turn", { conversation: 7 }, async () => {
      await nextTurn();
      log.info("within");
      note({ turn: 3 });
      await stage("settle", async () => log.info("deeper"));
    });
    log.info("after");
    expect(lines).toMatchObject([{ conversation: 7 }, { conversation: 7, turn: 3 }, {}]);
    expect(lines[2]).not.toHaveProperty("conversation");
  });

  it("is kept apart from what goes on beside it, and from what woke it", async () => {
    const seen = await during("request", { requestId: "a" }, () =>
      Promise.all([
        during("turn", { conversation: 1 }, async () => [await nextTurn(), idsNow()]),
        during("turn", { conversation: 2 }, async () => [await nextTurn(), idsNow()]),
        apart(async () => [await nextTurn(), idsNow()]),
      ]),
    );
    expect(seen.map(([, ids]) => ids)).toEqual([{ conversation: 1 }, { conversation: 2 }, {}]);
  });

  it("knows how long each of its parts took, also one that failed and one that was over before", async () => {
    const stages = await during("turn", {}, async () => {
      pastStage("claim", 100, 112.4);
      stage("write", () => "words");
      await stage("read", () => Promise.reject(new Error("no"))).catch(() => {});
      return stagesNow();
    });
    expect(stages).toEqual({ claim: 12, write: expect.any(Number), read: expect.any(Number) });
  });

  it("lets a failure through as it is", async () => {
    const broken = new Error("broken");
    expect(() =>
      during("turn", {}, () => {
        throw broken;
      }),
    ).toThrow(broken);
    await expect(during("turn", {}, () => stage("read", () => Promise.reject(broken)))).rejects.toBe(broken);
  });
});
