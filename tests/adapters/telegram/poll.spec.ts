import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelHealth, InboundEvent } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { type LogLines, openTelegram } from "./open.ts";

let api: TelegramApi;
let stop: AbortController;
beforeEach(async () => {
  api = await startTelegramApi();
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await api.close();
});

/** Listens until stopped; every pause the adapter takes is noted and not waited for, so no test waits for a clock. */
function listen(options: { readonly sink?: (events: readonly InboundEvent[]) => Promise<void>; token?: string } = {}) {
  const heard: InboundEvent[] = [];
  const pauses: number[] = [];
  const health: ChannelHealth[] = [];
  const lines: LogLines = [];
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const adapter = openTelegram(
    { token: options.token ?? api.token, apiRoot: api.root },
    {
      lines,
      wait: async (ms) => {
        pauses.push(ms);
        changed();
        // Lets other work go on, so that an endless trouble does not hold the test's own process.
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
  );
  const sink = async (events: readonly InboundEvent[]): Promise<void> => {
    await options.sink?.(events);
    heard.push(...events);
    changed();
  };
  const ended = adapter.listen?.(sink, stop.signal, (state) => {
    health.push(state);
    changed();
  });
  const reaches = (look: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!look()) return;
        listeners.delete(check);
        resolve();
      };
      listeners.add(check);
      check();
    });
  return { heard, pauses, health, lines, ended, reaches };
}

const texts = (events: readonly InboundEvent[]): readonly string[] => events.map((event) => event.text);

describe("polling Telegram", () => {
  it("hears every message in order and confirms it with the next poll", async () => {
    const sara = api.customer({ id: 700001 });
    const desk = listen();
    sara.says("سلام");
    sara.says("سفارشم نرسیده");
    await desk.reaches(() => desk.heard.length === 2);
    await api.settled();
    expect(texts(desk.heard)).toEqual(["سلام", "سفارشم نرسیده"]);
  });

  it("confirms nothing that was not committed, and hears it again", async () => {
    let broken = true;
    const attempts: string[] = [];
    api.customer({ id: 700001 }).says("گم نشود");
    const desk = listen({
      sink: async (events) => {
        attempts.push(...texts(events));
        if (!broken) return;
        expect(api.unconfirmed).toBe(1);
        if (attempts.length === 3) broken = false;
        throw new Error("the database is away");
      },
    });
    await desk.reaches(() => desk.health.at(-1)?.state === "green");
    await api.settled();
    expect(attempts).toEqual(["گم نشود", "گم نشود", "گم نشود", "گم نشود"]);
    expect(desk.health).toContainEqual(expect.objectContaining({ state: "yellow" }));
    expect(texts(desk.heard)).toEqual(["گم نشود"]);
  });

  it("after a stop hears again what was not yet confirmed, under the same event id", async () => {
    api.customer({ id: 700001 }).says("یک بار بس است");
    const first = listen({ sink: async () => stop.abort() });
    await first.ended;
    expect(api.unconfirmed).toBe(1);

    stop = new AbortController();
    const second = listen();
    await second.reaches(() => second.heard.length === 1);
    expect(second.heard).toEqual(first.heard);
    expect(second.heard[0]?.eventId).toMatch(/^\d+$/);
  });

  it("passes over an update it cannot read, tells it, and hears the next", async () => {
    api.push("message", { message_id: "odd", chat: { id: 1, type: "private" } });
    api.customer({ id: 700001 }).says("بعدی");
    const desk = listen();
    await desk.reaches(() => desk.heard.length === 1);
    expect(desk.lines.join("\n")).toContain("update passed over");
    expect(texts(desk.heard)).toEqual(["بعدی"]);
  });

  it("asks for reactions by name, else Telegram would keep them", async () => {
    const desk = listen();
    await api.calls("getUpdates", 1);
    api.customer({ id: 700001 }).reacts(3, "👍");
    await desk.reaches(() => desk.heard.length === 1);
    expect(desk.heard[0]?.type).toBe("reaction");
  });

  it("goes red while another program reads the bot, asks seldom, and recovers by itself", async () => {
    const conflict = { kind: "error", code: 409, description: "Conflict: terminated by other getUpdates" } as const;
    api.failNext("getUpdates", conflict, conflict);
    api.customer({ id: 700001 }).says("بالاخره");
    const desk = listen();
    await desk.reaches(() => desk.health.at(-1)?.state === "green");
    expect(texts(desk.heard)).toEqual(["بالاخره"]);
    expect(desk.health[0]).toMatchObject({ state: "red", hint: expect.stringContaining("Stop the other program") });
    expect(desk.pauses.slice(0, 2)).toEqual([22_500, 22_500]);
    expect([...new Set(desk.health.map(({ state }) => state))]).toEqual(["red", "green"]);
  });

  it("goes red for a wrong token and says where to get one", async () => {
    const desk = listen({ token: "700:wrong-token" });
    await desk.reaches(() => desk.pauses.length === 3);
    expect(desk.health[0]).toMatchObject({ state: "red", hint: expect.stringContaining("@BotFather") });
    expect(JSON.stringify([desk.health, desk.lines])).not.toContain("wrong-token");
    expect(Math.min(...desk.pauses)).toBeGreaterThanOrEqual(15_000);
  });

  it("waits longer after each failure of the network, and as long as it is told after a rate limit", async () => {
    const page = { kind: "page", status: 502 } as const;
    api.failNext("getUpdates", page, { kind: "cut" }, page, { kind: "limited", retryAfter: 9 }, page);
    api.customer({ id: 700001 }).says("نه گم می‌شود و نه دوبار می‌آید");
    const desk = listen();
    await desk.reaches(() => desk.heard.length === 1);
    await api.settled();
    expect(desk.pauses.slice(0, 5)).toEqual([375, 750, 1500, 9000, 6000]);
  });

  it("stops within a second, in the middle of a held poll", async () => {
    const desk = listen();
    await api.calls("getUpdates", 1);
    const before = performance.now();
    stop.abort();
    await desk.ended;
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
