import { expect, it } from "vitest";
import { memoryAdapter } from "../adapters/memory/index.ts";
import type { ChannelAdapter, ChannelHealth } from "../src/ports/channel.ts";
import { aDesk } from "./support/desk.ts";

const CUT_OFF: ChannelHealth = { state: "red", why: "aborted on the way", hint: "It is tried again." };

/** A platform that says nothing until the call is cut. `asked` resolves with the second call. */
function slowToConnect(): { readonly adapter: ChannelAdapter; readonly asked: Promise<void> } {
  const memory = memoryAdapter({ secret: "a-secret-of-the-memory-channel" });
  if (!memory.ok) throw new Error(memory.error.message);
  let asked = () => {};
  let calls = 0;
  return {
    asked: new Promise((resolve) => {
      asked = resolve;
    }),
    adapter: {
      ...memory.value,
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
