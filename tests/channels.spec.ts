import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters/memory/index.ts";
import { type ChannelsDeps, type RunningChannels, runChannels } from "../src/channels.ts";
import type { IntakeDeps } from "../src/intake/accept.ts";
import type { ChannelAdapter, ChannelHealth } from "../src/ports/channel.ts";
import { aDesk } from "./support/desk.ts";
import { until, watch } from "./support/watch.ts";

const CUT_OFF: ChannelHealth = { state: "red", why: "aborted on the way", hint: "It is tried again." };

function memory(): ChannelAdapter {
  const adapter = memoryAdapter({ secret: "a-secret-of-the-memory-channel" });
  if (!adapter.ok) throw new Error(adapter.error.message);
  return adapter.value;
}

/** A platform that says nothing until the call is cut. `asked` resolves with the second call. */
function slowToConnect(): { readonly adapter: ChannelAdapter; readonly asked: Promise<void> } {
  let asked = () => {};
  let calls = 0;
  return {
    asked: new Promise((resolve) => {
      asked = resolve;
    }),
    adapter: {
      ...memory(),
      connect: (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(CUT_OFF), { once: true });
          calls += 1;
          if (calls === 2) asked();
        }),
    },
  };
}

it("A stop in the middle of connecting does not wait for the next try", async () => {
  const { adapter, asked } = slowToConnect();
  const listening = { ...adapter, listen: async () => {} };
  const channels = [adapter, listening].map((one, nth) => ({ name: `slow-${nth}`, adapter: one }));
  const desk = await aDesk({ channels });
  await asked;
  await desk.stop();
  expect(desk.log).toEqual([]);
});

const LET_GO = "let go";
let channels: RunningChannels | undefined;
afterEach(() => channels?.stop());

/** One account by itself. Its pauses last until the test ends them. */
function anAccount(abilities: Partial<ChannelAdapter>, deps: Partial<ChannelsDeps> = {}) {
  const changes = watch();
  const pauses: (() => void)[] = [];
  const told: (ChannelHealth | typeof LET_GO)[] = [];
  const tell = (state: ChannelHealth | typeof LET_GO) => {
    told.push(state);
    changes.changed();
  };
  channels = runChannels({
    accounts: new Map([[1, { id: 1, name: "only", adapter: { ...memory(), ...abilities } }]]),
    intake: {} as IntakeDeps,
    role: "all",
    alone: (_id, signal, act) => act(signal),
    health: { report: (_id, state) => tell(state), letGo: () => tell(LET_GO) },
    wait: (_ms, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
        pauses.push(resolve);
        changes.changed();
      }),
    log: pino({ level: "silent" }),
    ...deps,
  });
  return {
    told,
    stop: channels.stop,
    reaches: (like: () => boolean) => until(changes, () => like() || undefined),
    async pauseEnds() {
      await until(changes, () => pauses.length > 0 || undefined);
      pauses.shift()?.();
    },
  };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

describe("a channel whose listening ends", () => {
  const ENDED = { state: "red", why: "the connection ended" };
  /** Ends twice, each time in another way, and then listens. */
  const endsTwice = (): NonNullable<ChannelAdapter["listen"]> => {
    let times = 0;
    return async (_sink, signal, onHealth) => {
      times += 1;
      if (times === 1) throw new Error("the disk is full");
      if (times === 2) return;
      onHealth?.({ state: "green" });
      await untilAborted(signal);
    };
  };

  it("is red and not let go, and listens again after a pause", async () => {
    const account = anAccount({ listen: endsTwice() });
    await account.pauseEnds();
    await account.pauseEnds();
    await account.reaches(() => account.told.length === 3);
    expect(account.told).toMatchObject([ENDED, ENDED, { state: "green" }]);
    await account.stop();
    expect(account.told.slice(3)).toEqual([LET_GO]);
  });

  it("connects before it listens again", async () => {
    const happened: string[] = [];
    const account = anAccount({
      connect: async () => {
        happened.push("connects");
        return { state: "green" };
      },
      listen: async (_sink, signal) => {
        happened.push("listens");
        if (happened.length > 2) await untilAborted(signal);
      },
    });
    await account.pauseEnds();
    await account.reaches(() => account.told.length === 3);
    expect(happened).toEqual(["connects", "listens", "connects", "listens"]);
    expect(account.told).toMatchObject([{ state: "green" }, ENDED, { state: "green" }]);
  });

  it("is told of nothing when it ends because the desk stops", async () => {
    const account = anAccount({ listen: (_sink, signal) => untilAborted(signal).then(() => Promise.reject("late")) });
    await account.stop();
    expect(account.told).toEqual([LET_GO]);
  });
});

describe("a channel that fails in a way nobody has foreseen", () => {
  it("is red while it is tried again, where connecting throws", async () => {
    let times = 0;
    const account = anAccount({
      connect: async () => {
        times += 1;
        if (times === 1) throw new Error("not even a refusal");
        return { state: "green" };
      },
    });
    await account.pauseEnds();
    await account.reaches(() => account.told.length === 2);
    expect(account.told).toMatchObject([{ state: "red" }, { state: "green" }]);
  });

  it("is red and takes nothing else with it, where it cannot be taken up at all", async () => {
    const account = anAccount({ listen: async () => {} }, { alone: () => Promise.reject(new Error("no lock")) });
    await account.reaches(() => account.told.length === 1);
    expect(account.told).toMatchObject([{ state: "red", hint: expect.stringContaining("restart") }]);
    await account.stop();
  });
});
