import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeKavenegar, decodeTwilio } from "../../../adapters/sms/index.ts";
import type { InboundEvent } from "../../../src/ports/channel.ts";
import { seededRandom } from "../../support/telegram-faults.ts";
import { fixturesOf } from "./open.ts";

const MUTATIONS = 20_000;
const random = seededRandom(48_217);
const below = (most: number): number => Math.floor(random() * most);
const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;

const NASTY = [
  "",
  "%",
  "%00",
  "%ff",
  "\0",
  "\ud800",
  "&",
  "=",
  "[]",
  "null",
  "{}",
  "1e999",
  "-1",
  "٪",
  "__proto__",
  "\u202e",
  "9".repeat(400),
];

/** Tears, doubles, swaps and poisons a body, as text or as bytes. */
function mutated(body: string): string | Uint8Array {
  let text = body;
  for (let times = 1 + below(4); times > 0; times -= 1) {
    const [from, to] = [below(text.length + 1), below(text.length + 1)].sort((a, b) => a - b) as [number, number];
    text = pick([
      () => text.slice(0, from) + text.slice(to),
      () => text.slice(0, from) + pick(NASTY) + text.slice(from),
      () => text.slice(0, from) + pick(NASTY) + text.slice(to),
      () => text.slice(0, to) + text.slice(from),
      () => text.replace(/"(?=[:,\n])/, pick(['": [', '": {', '": null,"', '": 1,"', '"'])),
    ])();
  }
  if (random() < 0.8) return text;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
  return bytes;
}

const NOT_STORABLE = /\0|\p{Surrogate}/u;

/** What the desk may count on, whatever came. Plain tests: an `expect` a field would take most of the time. */
function isSound(event: InboundEvent): boolean {
  const { eventId, externalId, threadId, sender, text, sentAt } = event;
  if ([eventId, externalId ?? "", threadId, sender.id, sender.name, text].some((one) => NOT_STORABLE.test(one)))
    return false;
  if (event.type === "message" && threadId.trim() === "") return false;
  return eventId !== "" && new Date(sentAt).toISOString() === sentAt;
}

describe.each([
  ["twilio", decodeTwilio, fixturesOf("twilio")] as const,
  ["kavenegar", decodeKavenegar, fixturesOf("kavenegar")] as const,
])("reading for %s", (_name, decode, fixtures) => {
  it(`bears ${MUTATIONS} damaged bodies: an event is sound, and the rest says what to do`, () => {
    const bodies = [...fixtures.values()];
    const seen = { events: 0, refused: 0 };
    for (let round = 0; round < MUTATIONS; round += 1) {
      const decoded = decode(mutated(pick(bodies)));
      const unsound = decoded.ok ? decoded.value.filter((event) => !isSound(event)) : [];
      if (unsound.length > 0) expect(unsound).toEqual([]);
      if (!decoded.ok && decoded.error.hint === "") expect.fail("an error without a hint");
      if (decoded.ok) seen.events += decoded.value.length;
      else seen.refused += 1;
    }
    expect(seen.events).toBeGreaterThan(MUTATIONS / 20);
    expect(seen.refused).toBeGreaterThan(MUTATIONS / 50);
  });

  it("bears any value at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.uint8Array(), fc.string({ unit: "binary" })), (raw) => {
        const decoded = decode(raw);
        expect(decoded.ok ? decoded.value.every(isSound) : decoded.error.hint !== "").toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
