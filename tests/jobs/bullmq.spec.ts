import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bullmqJobs } from "../../src/jobs/bullmq.ts";
import { openRedis, type RedisLink } from "../../src/jobs/redis.ts";
import type { Jobs, Queue } from "../../src/ports/jobs.ts";
import { jobsContract } from "../contract/jobs.ts";
import { type RedisServer, redisServer } from "../support/redis.ts";
import { describeWith } from "../support/require.ts";

const clock = { now: () => new Date() };
const NEVER_MS = 3_600_000;
const PREFIX = "desk";

/** One process of a desk, as far as Redis goes. */
interface Process {
  readonly jobs: Jobs;
  /** What its operator was told. */
  readonly told: readonly string[];
  close(): Promise<void>;
}

async function aProcess(url: string, options: { sweepMs?: number; prefix?: string } = {}): Promise<Process> {
  const told: string[] = [];
  const redis: RedisLink = await openRedis(url, {
    lost: () => told.push("lost"),
    back: () => told.push("back"),
    trouble: (message) => told.push(message),
  });
  const jobs = bullmqJobs({ redis, clock, sweepMs: NEVER_MS, prefix: PREFIX, onError: () => {}, ...options });
  return {
    jobs,
    told,
    async close() {
      await jobs.stop();
      redis.close();
    },
  };
}

/** A place where work piles up as rows do, and a handler that clears it. */
function pile() {
  let due = 0;
  let done = 0;
  let runs = 0;
  return {
    add: (count = 1) => {
      due += count;
    },
    handler: async () => {
      runs += 1;
      done += due;
      due = 0;
      return null;
    },
    get done() {
      return done;
    },
    get runs() {
      return runs;
    },
  };
}

describeWith("redis", "wake-ups by BullMQ", (program) => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await redisServer(program);
    await server.start();
  });
  afterAll(() => server.stop());

  const open: Process[] = [];
  const process = async (options?: Parameters<typeof aProcess>[1], url = server.url): Promise<Process> => {
    const opened = await aProcess(url, options);
    open.push(opened);
    return opened;
  };
  afterEach(async () => {
    for (const opened of open.splice(0)) await opened.close();
    await server.ask((redis) => redis.flushall());
  });

  jobsContract(async (options) => {
    const errors: { queue: Queue; error: unknown }[] = [];
    const onError = (queue: Queue, error: unknown) => void errors.push({ queue, error });
    const prefix = randomUUID();
    const told = { lost: () => {}, back: () => {}, trouble: (message: string) => onError("sweep", message) };
    const links = await Promise.all([openRedis(server.url, told), openRedis(server.url, told)]);
    const [here, there] = links.map((redis) => bullmqJobs({ ...options, redis, prefix, onError }));
    if (!here || !there) throw new Error("Two were asked for.");
    return {
      here,
      there,
      errors,
      async close() {
        await Promise.all([here.stop(), there.stop()]);
        for (const redis of links) redis.close();
      },
    };
  });

  it("of ten thousand in a moment are a handful of runs, and leave nothing in Redis", async () => {
    const [web, worker] = [await process(), await process()];
    const rows = pile();
    worker.jobs.work("turn", rows.handler);
    await expect.poll(() => rows.runs).toBe(1);

    for (let nth = 0; nth < 10_000; nth += 1) {
      rows.add();
      web.jobs.wake("turn");
    }
    await expect.poll(() => rows.done, { interval: 5 }).toBe(10_000);

    expect(rows.runs).toBeLessThanOrEqual(4);
    const left = () => server.ask((redis) => redis.keys(`${PREFIX}:turn:[0-9]*`));
    await expect.poll(left).toEqual([]);
  });

  it("reach one worker each, and every worker in time", async () => {
    const [web, one, other] = [await process(), await process(), await process()];
    const [first, second] = [pile(), pile()];
    one.jobs.work("turn", first.handler);
    other.jobs.work("turn", second.handler);
    await expect.poll(() => first.runs + second.runs).toBe(2);
    let runs = 2;
    while (Math.min(first.runs, second.runs) < 4) {
      web.jobs.wake("turn");
      runs += 1;
      await expect.poll(() => first.runs + second.runs, { interval: 5 }).toBe(runs);
    }
  });

  describe("when Redis", () => {
    it("is killed in the middle of work, the sweep goes on; when it returns, so do they, without a restart", async () => {
      const web = await process();
      const worker = await process({ sweepMs: 50 });
      const rows = pile();
      worker.jobs.work("turn", rows.handler);
      await expect.poll(() => rows.runs).toBeGreaterThan(0);

      for (let round = 1; round <= 3; round += 1) {
        rows.add(100);
        web.jobs.wake("turn");
        await server.kill();
        rows.add(100);
        web.jobs.wake("turn");
        await expect.poll(() => rows.done).toBe(round * 200);
        await server.start();
        await expect.poll(() => [web.told.length, worker.told.length]).toEqual([2 * round, 2 * round]);
      }

      const swept = await process({ sweepMs: NEVER_MS });
      const woken = pile();
      swept.jobs.work("delivery", woken.handler);
      await expect.poll(() => woken.runs).toBe(1);
      web.jobs.wake("delivery");
      await expect.poll(() => woken.runs).toBe(2);
      expect(web.told).toEqual(["lost", "back", "lost", "back", "lost", "back"]);
    });

    it("returns, a worker is woken although nobody sweeps: what was sent meanwhile was sent for a reason", async () => {
      const [web, worker] = [await process(), await process()];
      const rows = pile();
      worker.jobs.work("turn", rows.handler);
      await expect.poll(() => rows.runs).toBe(1);
      await server.kill();
      rows.add();
      web.jobs.wake("turn");
      await server.start();
      await expect.poll(() => rows.done).toBe(1);
      const before = rows.runs;
      rows.add();
      await expect.poll(() => web.told).toEqual(["lost", "back"]);
      await expect
        .poll(() => {
          web.jobs.wake("turn");
          return rows.done;
        })
        .toBe(2);
      expect(rows.runs).toBeGreaterThan(before);
    });

    it("is away, a process that works on a queue wakes itself", async () => {
      const all = await process();
      const rows = pile();
      all.jobs.work("turn", rows.handler);
      await expect.poll(() => rows.runs).toBe(1);
      await server.kill();
      await expect.poll(() => all.told).toEqual(["lost"]);
      rows.add();
      all.jobs.wake("turn");
      await expect.poll(() => rows.done).toBe(1);
      await server.start();
    });

    it("is away at the start, the desk starts, is told once, works by itself, and takes Redis when it comes", async () => {
      await server.kill();
      const [web, worker] = [await process(), await process({ sweepMs: 50 })];
      const rows = pile();
      worker.jobs.work("turn", rows.handler);
      rows.add();
      web.jobs.wake("turn");
      await expect.poll(() => rows.done).toBe(1);
      expect([web.told, worker.told]).toEqual([["lost"], ["lost"]]);

      const late = await process();
      const woken = pile();
      late.jobs.work("delivery", woken.handler);
      await server.start();
      await expect
        .poll(() => [web.told, late.told])
        .toEqual([
          ["lost", "back"],
          ["lost", "back"],
        ]);
      await expect
        .poll(() => {
          web.jobs.wake("delivery");
          return woken.runs;
        })
        .toBeGreaterThan(2); // its own start, and the return
    });

    it("is away, a desk stops all the same", async () => {
      const worker = await aProcess(server.url);
      worker.jobs.work("turn", async () => null);
      await server.kill();
      await worker.close();
      await server.start();
    });

    it("is emptied, the next wake-up arrives", async () => {
      const [web, worker] = [await process(), await process()];
      const rows = pile();
      worker.jobs.work("turn", rows.handler);
      await expect.poll(() => rows.runs).toBe(1);
      for (let round = 2; round <= 6; round += 1) {
        await server.ask((redis) => redis.flushall());
        web.jobs.wake("turn");
        await expect.poll(() => rows.runs, { interval: 5 }).toBe(round);
      }
      expect(worker.told).toEqual([]);
    });

    it("is full, its operator is told, and a process that works on a queue wakes itself", async () => {
      const all = await process();
      const rows = pile();
      all.jobs.work("turn", rows.handler);
      await expect.poll(() => rows.runs).toBe(1);
      await server.ask((redis) => redis.config("SET", "maxmemory", "1"));
      rows.add();
      all.jobs.wake("turn");
      await expect.poll(() => rows.done).toBe(1);
      expect(all.told).toEqual([expect.stringMatching(/took no wake-up: OOM/)]);
      await server.ask((redis) => redis.config("SET", "maxmemory", "0"));
    });
  });

  it("are warned of a Redis that throws keys away, once, and not of one that does not", async () => {
    const careless = await redisServer(program, ["--maxmemory-policy", "allkeys-lru"]);
    try {
      await careless.start();
      const warned = await process({}, careless.url);
      await expect.poll(() => warned.told).toEqual([expect.stringContaining("allkeys-lru")]);
      await careless.kill();
      await careless.start();
      await expect.poll(() => warned.told.slice(1)).toEqual(["lost", "back"]);
    } finally {
      await careless.stop();
    }
    const content = await process();
    await server.ask((redis) => redis.ping());
    expect(content.told).toEqual([]);
  });
});
