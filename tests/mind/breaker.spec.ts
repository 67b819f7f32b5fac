import { describe, expect, it } from "vitest";
import { err, ok } from "../../src/core/result.ts";
import { createBreaker, withBreaker } from "../../src/mind/breaker.ts";
import type { Mind, MindAnswer, MindFailure, MindInput } from "../../src/ports/mind.ts";

function aClock() {
  let at = Date.parse("2026-01-01T00:00:00Z");
  return { now: () => new Date(at), pass: (milliseconds: number) => (at += milliseconds) };
}

type Why = MindFailure["why"] | "fine" | "thrown";

/** A mind that does what the script says, call by call, and counts the calls. */
function aDesk(script: (call: number) => Why) {
  const clock = aClock();
  const breaker = createBreaker(clock);
  let calls = 0;
  const mind: Mind = {
    engine: "openai",
    respond() {
      const why = script(calls++);
      if (why === "thrown") return Promise.reject(new Error("a bug"));
      return Promise.resolve(why === "fine" ? ok({} as MindAnswer) : err({ why, detail: "" }));
    },
  };
  const guarded = withBreaker(mind, breaker);
  const ask = () => guarded.respond({} as MindInput, new AbortController().signal);
  const askTimes = async (times: number) => {
    for (let n = 0; n < times; n += 1) await ask().catch(() => undefined);
  };
  return { clock, breaker, ask, askTimes, calls: () => calls };
}

describe("the breaker", () => {
  it("opens after five failures in a row and then asks nobody", async () => {
    const desk = aDesk(() => "unreachable");
    await desk.askTimes(4);
    expect(desk.breaker.state()).toBe("closed");
    await desk.askTimes(1);
    expect(desk.breaker.state()).toBe("open");
    expect(await desk.ask()).toMatchObject({ ok: false, error: { why: "breaker_open" } });
    expect(desk.calls()).toBe(5);
  });

  it("opens when half of the last calls failed", async () => {
    const desk = aDesk((call) => (call % 2 === 0 ? "fine" : "off_schema"));
    await desk.askTimes(6);
    expect(desk.breaker.state()).toBe("open");
  });

  it("stays closed when fewer fail", async () => {
    const desk = aDesk((call) => (call % 3 === 2 ? "deadline" : "fine"));
    await desk.askTimes(60);
    expect(desk.breaker.state()).toBe("closed");
  });

  it("does not open for a single 429, nor for refusals", async () => {
    const limited = aDesk((call) => (call === 0 ? "rate_limited" : "fine"));
    await limited.askTimes(10);
    expect(limited.breaker.state()).toBe("closed");
    const refusing = aDesk(() => "refused");
    await refusing.askTimes(20);
    expect(refusing.breaker.state()).toBe("closed");
  });

  it("opens within ten seconds of a dead endpoint: twenty messages a second, each failing at an eight-second deadline", async () => {
    const desk = aDesk(() => "deadline");
    const breaker = desk.breaker;
    const running: { endsAt: number; end: (succeeded: boolean) => void }[] = [];
    let openedAfter = Number.POSITIVE_INFINITY;
    for (let at = 0; at <= 10_000 && breaker.state() === "closed"; at += 50) {
      const end = breaker.begin();
      if (end !== null) running.push({ endsAt: at + 8000, end });
      while ((running[0]?.endsAt ?? Number.POSITIVE_INFINITY) <= at) running.shift()?.end(false);
      openedAfter = at;
      desk.clock.pass(50);
    }
    expect(breaker.state()).toBe("open");
    expect(openedAfter).toBeLessThan(10_000);
  });

  it("probes once after fifteen seconds; success closes it", async () => {
    const desk = aDesk((call) => (call < 5 ? "unreachable" : "fine"));
    await desk.askTimes(5);
    desk.clock.pass(14_999);
    expect((await desk.ask()).ok).toBe(false);
    desk.clock.pass(1);
    expect(desk.breaker.state()).toBe("half_open");

    const both = await Promise.all([desk.ask(), desk.ask()]);

    expect(both.map((result) => result.ok)).toEqual([true, false]);
    expect(desk.breaker.state()).toBe("closed");
  });

  it("waits again when the probe fails", async () => {
    const desk = aDesk(() => "unreachable");
    await desk.askTimes(5);
    desk.clock.pass(15_000);
    await desk.askTimes(3);
    expect(desk.calls()).toBe(6);
    expect(desk.breaker.state()).toBe("open");
  });

  it("counts a bug as a failure and lets it through", async () => {
    const desk = aDesk(() => "thrown");
    await expect(desk.ask()).rejects.toThrow("a bug");
    await desk.askTimes(4);
    expect(desk.breaker.state()).toBe("open");
  });

  it("ignores a late answer to a call from before it opened", () => {
    const breaker = createBreaker(aClock());
    const late = breaker.begin();
    for (let n = 0; n < 5; n += 1) breaker.begin()?.(false);
    late?.(true);
    expect(breaker.state()).toBe("open");
  });
});
