import { expect } from "vitest";
import type { ChannelAdapter, InboundEvent, OutboundMedia } from "../../../src/ports/channel.ts";
import { firstOf, given, noSignal, type PromiseCheck, send, sent } from "./case.ts";

const NOBODY = "no thread of ours";
const PICTURE: OutboundMedia = {
  kind: "image",
  name: "receipt.png",
  mime: "image/png",
  bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
};

/** What only some channels can do. */
export const ABILITIES = {
  "tells that it can be reached": async ({ adapter }) => {
    expect(await adapter.connect?.(noSignal())).toEqual({ state: "green" });
  },
  "tells what to do where it cannot be reached, and does not throw": async ({ adapter, nextSend }) => {
    await nextSend("unreachable");
    for (const signal of [noSignal(), AbortSignal.abort()]) {
      const health = await adapter.connect?.(signal);
      expect(health).toMatchObject({ state: "red", why: expect.stringMatching(/./), hint: expect.stringMatching(/./) });
    }
  },
  "tells whether anything can be sent at all": async (under) => {
    await sent(under);
    expect(under.adapter.canSend?.()).toBe(true);
    await under.nextSend("unreachable");
    expect(await send(under)).toMatchObject({ kind: "retry" });
  },
  "hands over what it hears and stops when told": async ({ adapter, customerSays }) => {
    const says = given(customerSays, "customerSays");
    const stop = new AbortController();
    let listening: Promise<void> | undefined;
    const heard = await new Promise<readonly InboundEvent[]>((resolve) => {
      listening = adapter.listen?.(async (events) => resolve(events), stop.signal);
      says("کسی هست؟");
    });
    expect(heard.map((event) => event.text)).toEqual(["کسی هست؟"]);
    stop.abort();
    await listening;
  },
  "brings again what could not be stored": async ({ adapter, customerSays }) => {
    const says = given(customerSays, "customerSays");
    const stop = new AbortController();
    const brought: string[] = [];
    let listening: Promise<void> | undefined;
    await new Promise<void>((resolve) => {
      listening = adapter.listen?.(async (events) => {
        brought.push(...events.map((event) => event.eventId));
        if (brought.length === 1) throw new Error("the database is away");
        resolve();
      }, stop.signal);
      says("کسی هست؟");
    });
    expect(new Set(brought).size).toBe(1);
    stop.abort();
    await listening;
  },
  "shows typing without ever failing": async (under, { bodies }) => {
    const { externalId } = firstOf(under.adapter, bodies.message);
    for (const threadId of [under.threadId, NOBODY]) {
      for (const last of [undefined, externalId ?? undefined]) {
        await expect(under.adapter.showTyping?.(threadId, last)).resolves.toBeUndefined();
      }
    }
  },
  "shows words that are still being written without ever failing": async ({ adapter, threadId }) => {
    await expect(adapter.showDraft?.(threadId, 1, "در حال")).resolves.toBeUndefined();
    await expect(adapter.showDraft?.(NOBODY, 1, "در حال")).resolves.toBeUndefined();
  },
  "puts other words in the place of those it sent": async (under) => {
    const id = await sent(under, { text: "فردا می‌رسد." });
    expect(await under.adapter.edit?.(under.threadId, id, "پس‌فردا می‌رسد.", noSignal())).toMatchObject({ kind: "sent" });
    expect(under.seen().map(({ text }) => text)).toEqual(["پس‌فردا می‌رسد."]);
    expect(await under.adapter.edit?.(NOBODY, id, "؟", noSignal())).toHaveProperty("kind");
  },
  "reacts to a customer's message, and takes it back": async ({ adapter, threadId, theirMessage }) => {
    const message = given(theirMessage, "theirMessage");
    expect(await adapter.react?.(threadId, message, "🙏", noSignal())).toMatchObject({ kind: "sent" });
    expect(await adapter.react?.(threadId, message, "", noSignal())).toMatchObject({ kind: "sent" });
    expect(await adapter.react?.(NOBODY, message, "🙏", noSignal())).toHaveProperty("kind");
  },
  "sends a file of a kind it knows, with its words": async (under) => {
    expect(under.adapter.limits.media?.image).toBeGreaterThan(PICTURE.bytes.byteLength);
    await sent(under, { text: "رسید شما", media: PICTURE });
    expect(under.seen().map(({ text }) => text)).toEqual(["رسید شما"]);
  },
  "sets a message under the one it answers": async (under, { bodies }) => {
    const { threadId, externalId } = firstOf(under.adapter, bodies.message);
    expect(externalId).not.toBeNull();
    expect(under.adapter.limits.quotes).toBe(true);
    await sent(under, { threadId, replyTo: externalId });
  },
  "asks a customer to write again, outside the reply window": async ({ adapter, threadId }) => {
    expect(adapter.limits.replyWindowMs).toBeGreaterThan(0);
    expect(await adapter.askToReopen?.(threadId, noSignal())).toMatchObject({ kind: "sent" });
    expect(await adapter.askToReopen?.(NOBODY, noSignal())).toMatchObject({ kind: "refused" });
  },
  "lets a pressed button rest without ever failing": async ({ adapter }, { bodies }) => {
    const press = firstOf(adapter, given(bodies.press, "bodies.press"));
    await expect(adapter.acknowledgeAction?.(press)).resolves.toBeUndefined();
    await expect(adapter.acknowledgeAction?.({ ...press, ackRef: "gone long ago" })).resolves.toBeUndefined();
  },
  "fetches a customer's file, and tells what to do where it cannot": async ({ adapter, file }) => {
    const { ref, bytes } = given(file, "file");
    const fetched = await adapter.fetchAttachment?.(ref, noSignal());
    expect(fetched?.ok && [...fetched.value]).toEqual([...bytes]);
    for (const [wrong, signal] of [["no file of ours", noSignal()] as const, [ref, AbortSignal.abort()] as const]) {
      const refused = await adapter.fetchAttachment?.(wrong, signal);
      expect(refused).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
    }
  },
} as const satisfies Record<string, PromiseCheck>;

/**
 * What a case needs the channel to have. A channel may skip the case only while it lacks that, so that no ability goes
 * untried.
 */
export const NEEDS: ReadonlyMap<string, (adapter: ChannelAdapter) => boolean> = new Map<
  | keyof typeof ABILITIES
  | "accepts a request that proves itself"
  | "answers the platform's handshake, and nobody else's",
  (adapter: ChannelAdapter) => boolean
>([
  ["accepts a request that proves itself", ({ verify }) => verify !== undefined],
  ["answers the platform's handshake, and nobody else's", ({ handshake }) => handshake !== undefined],
  ["tells that it can be reached", ({ connect }) => connect !== undefined],
  ["tells what to do where it cannot be reached, and does not throw", ({ connect }) => connect !== undefined],
  ["tells whether anything can be sent at all", ({ canSend }) => canSend !== undefined],
  ["hands over what it hears and stops when told", ({ listen }) => listen !== undefined],
  ["brings again what could not be stored", ({ listen }) => listen !== undefined],
  ["shows typing without ever failing", ({ showTyping }) => showTyping !== undefined],
  ["shows words that are still being written without ever failing", ({ showDraft }) => showDraft !== undefined],
  ["puts other words in the place of those it sent", ({ edit }) => edit !== undefined],
  ["reacts to a customer's message, and takes it back", ({ react }) => react !== undefined],
  ["sends a file of a kind it knows, with its words", ({ limits }) => limits.media !== undefined],
  ["sets a message under the one it answers", ({ limits }) => limits.quotes === true],
  ["asks a customer to write again, outside the reply window", ({ askToReopen }) => askToReopen !== undefined],
  ["lets a pressed button rest without ever failing", ({ acknowledgeAction }) => acknowledgeAction !== undefined],
  [
    "fetches a customer's file, and tells what to do where it cannot",
    ({ fetchAttachment }) => fetchAttachment !== undefined,
  ],
]);
