import { describe, expect, it } from "vitest";
import { ABILITIES, NEEDS } from "./channel/abilities.ts";
import type { ChannelCaseOf, ChannelUnderTest, PromiseCheck } from "./channel/case.ts";
import { PROVING } from "./channel/proving.ts";
import { READING } from "./channel/reading.ts";
import { SENDING } from "./channel/sending.ts";

export type { PlatformMood } from "./channel/case.ts";

/** The promises. Their names are the keys of a channel's `skip` table. */
const CASES = { ...READING, ...PROVING, ...SENDING, ...ABILITIES } as const satisfies Record<string, PromiseCheck>;

type CaseName = keyof typeof CASES;
export type ChannelCase = ChannelCaseOf<CaseName>;

/** The definition of a channel: whatever passes it is one. */
export function channelContract(name: string, channel: ChannelCase): void {
  const on = async (play: (under: ChannelUnderTest) => Promise<void>): Promise<void> => {
    const under = await channel.open();
    try {
      await play(under);
    } finally {
      await under.close();
    }
  };
  describe(`${name} keeps the channel contract`, () => {
    for (const [promise, reason] of Object.entries(channel.skip)) {
      it(`does not play "${promise}": ${reason}`, () =>
        on(async ({ adapter }) => {
          expect(Object.keys(CASES)).toContain(promise);
          expect(reason.length).toBeGreaterThan(10);
          expect(NEEDS.get(promise)?.(adapter), "what the channel has is tried").not.toBe(true);
        }));
    }
    for (const [promise, play] of Object.entries(CASES)) {
      if (promise in channel.skip) continue;
      it(promise, () =>
        on(async (under) => {
          expect(NEEDS.get(promise)?.(under.adapter), "what the channel lacks is skipped").not.toBe(false);
          await play(under, channel);
        }),
      );
    }
  });
}
