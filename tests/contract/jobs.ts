import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/ports/clock.ts";
import type { Jobs, Queue } from "../../src/ports/jobs.ts";

/** Two processes of one desk, as far as wake-ups go. Neither is swept within a test: only what is promised wakes it. */
export interface JobsUnderTest {
  readonly here: Jobs;
  readonly there: Jobs;
  /** What a handler of `here` threw. */
  readonly errors: readonly { readonly queue: Queue; readonly error: unknown }[];
  close(): Promise<void>;
}

/** The definition of {@link Jobs}. @param open  with a short sweep where a test is about being forgotten */
export function jobsContract(open: (options: { clock: Clock; sweepMs: number }) => Promise<JobsUnderTest>): void {
  const clock: Clock = { now: () => new Date() };
  const NEVER_MS = 3_600_000;

  async function within(sweepMs: number, test: (jobs: JobsUnderTest) => Promise<void>): Promise<void> {
    const jobs = await open({ clock, sweepMs });
    try {
      await test(jobs);
    } finally {
      await jobs.close();
    }
  }

  /** A handler that counts its runs; each stays open until it is let go. */
  function counting(next: () => Date | null = () => null) {
    let runs = 0;
    let atOnce = 0;
    let most = 0;
    let held: Promise<void> = Promise.resolve();
    let letGo = (): void => {};
    const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
    return {
      handler: async () => {
        runs += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        for (const { count, resolve } of waiting) if (runs >= count) resolve();
        await held;
        atOnce -= 1;
        return next();
      },
      hold() {
        held = new Promise((resolve) => {
          letGo = resolve;
        });
      },
      letGo: () => letGo(),
      /** Resolves when so many runs have begun. */
      begun: (count: number): Promise<void> =>
        runs >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
      get runs() {
        return runs;
      },
      get most() {
        return most;
      },
    };
  }

  /** Another queue has been through the same way: what was sent before it has arrived. */
  async function settled({ here }: JobsUnderTest, queue: Queue = "sweep"): Promise<void> {
    const marker = counting();
    here.work(queue, marker.handler);
    await marker.begun(1);
    here.wake(queue);
    await marker.begun(2);
  }

  describe("wake-ups", () => {
    it("run a handler at the start: what was due before is not forgotten", () =>
      within(NEVER_MS, async ({ here }) => {
        const turns = counting();
        here.work("turn", turns.handler);
        await turns.begun(1);
      }));

    it("run the handler of their queue and of no other", () =>
      within(NEVER_MS, async (jobs) => {
        const [turns, sends] = [counting(), counting()];
        jobs.here.work("turn", turns.handler);
        jobs.here.work("delivery", sends.handler);
        await Promise.all([turns.begun(1), sends.begun(1)]);
        jobs.here.wake("turn");
        await turns.begun(2);
        await settled(jobs);
        expect(sends.runs).toBe(1);
      }));

    it("arrive from another process", () =>
      within(NEVER_MS, async ({ here, there }) => {
        const turns = counting();
        here.work("turn", turns.handler);
        await turns.begun(1);
        there.wake("turn");
        await turns.begun(2);
      }));

    it("that come together cause one run", () =>
      within(NEVER_MS, async (jobs) => {
        const turns = counting();
        jobs.here.work("turn", turns.handler);
        await turns.begun(1);
        for (let nth = 0; nth < 100; nth += 1) jobs.here.wake("turn");
        await turns.begun(2);
        await settled(jobs);
        expect(turns.runs).toBeLessThanOrEqual(3);
      }));

    it("during a run cause exactly one more, after it and never beside it", () =>
      within(NEVER_MS, async (jobs) => {
        const turns = counting();
        turns.hold();
        jobs.here.work("turn", turns.handler);
        await turns.begun(1);
        for (let nth = 0; nth < 10; nth += 1) jobs.here.wake("turn");
        await settled(jobs);
        expect(turns.runs).toBe(1);
        turns.letGo();
        await turns.begun(2);
        await settled(jobs, "delivery");
        expect(turns.runs).toBe(2);
        expect(turns.most).toBe(1);
      }));
  });

  describe("a handler", () => {
    it("runs again when the row it named is due, and not before", () =>
      within(NEVER_MS, async ({ here }) => {
        let due: Date | null = new Date(clock.now().getTime() + 120);
        const expected = due.getTime();
        const turns = counting(() => due);
        here.work("turn", turns.handler);
        await turns.begun(1);
        await turns.begun(2);
        due = null;
        expect(clock.now().getTime()).toBeGreaterThanOrEqual(expected - 5);
      }));

    it("runs by the time a wake-up names, from another process too", () =>
      within(NEVER_MS, async ({ here, there }) => {
        const turns = counting();
        here.work("turn", turns.handler);
        await turns.begun(1);
        there.wake("turn", new Date(clock.now().getTime() + 60));
        await turns.begun(2);
        there.wake("turn", new Date(clock.now().getTime() - 60));
        await turns.begun(3);
      }));

    it("that throws is told of, and tried again", () =>
      within(30, async ({ here, errors }) => {
        const turns = counting(() => {
          if (turns.runs === 1) throw new Error("the database is away");
          return null;
        });
        here.work("turn", turns.handler);
        await turns.begun(2);
        expect(errors).toEqual([{ queue: "turn", error: new Error("the database is away") }]);
      }));

    it("is swept: a wake-up that was lost costs time and nothing else", () =>
      within(30, async ({ here }) => {
        const turns = counting();
        here.work("turn", turns.handler);
        await turns.begun(3);
      }));
  });

  describe("stopping", () => {
    it("waits for the running handler, tells it so, and starts none", () =>
      within(NEVER_MS, async ({ here, there }) => {
        let told: AbortSignal | undefined;
        const turns = counting();
        turns.hold();
        here.work("turn", (signal) => {
          told = signal;
          return turns.handler();
        });
        await turns.begun(1);
        let stopped = false;
        const stopping = here.stop().then(() => {
          stopped = true;
        });
        expect(told?.aborted).toBe(true);
        here.wake("turn");
        there.wake("turn");
        await Promise.resolve();
        expect(stopped).toBe(false);
        turns.letGo();
        await stopping;
        expect(turns.runs).toBe(1);
      }));
  });
}
