import { describe, expect, it } from "vitest";
import type { Result } from "../../src/core/result.ts";
import type {
  ChannelAdapter,
  ConfigError,
  InboundEvent,
  OutboundMessage,
  RawRequest,
  SendOutcome,
} from "../../src/ports/channel.ts";

/** What a platform can be made to do with the next send. */
export type PlatformMood =
  | "accepts"
  | "limits-for-7-seconds"
  | "blocked"
  | "chat-gone"
  | "moves-the-chat"
  | "server-error"
  | "unreachable"
  | "cuts-the-answer"
  | "hangs";

/** An account of a channel, and the platform behind it. */
interface ChannelUnderTest {
  readonly adapter: ChannelAdapter;
  /** A thread the platform knows. */
  readonly threadId: string;
  /** Makes the platform treat the next send so. */
  readonly nextSend: (mood: PlatformMood) => void | Promise<void>;
  /** Resolves when the platform has received `count` sends. */
  readonly arrived: (count: number) => Promise<unknown>;
  /** Brings an event about, for the channels that listen. */
  readonly customerSays?: (text: string) => void;
  readonly close: () => Promise<void>;
}

/** Everything the suite needs to know of a channel. */
export interface ChannelCase {
  readonly open: () => Promise<ChannelUnderTest>;
  readonly bodies: {
    /** A customer's text. */
    readonly message: unknown;
    /** The same event, delivered again. */
    readonly messageAgain: unknown;
    /** Another event with other words. */
    readonly otherMessage: unknown;
    readonly edit: unknown;
    readonly ownMessage: unknown;
    readonly several: unknown;
    readonly unknownKind: unknown;
    readonly foreign: readonly unknown[];
  };
  /** A request the platform would send with this body. */
  readonly genuine: (body: unknown) => RawRequest;
  /** The header that proves it, lower case. */
  readonly proof: string;
  /** Builds an account whose secret is empty. */
  readonly withoutSecret: () => Result<ChannelAdapter, ConfigError>;
  /** Cases this channel does not play, each with its reason. The suite refuses an unknown name or an empty reason. */
  readonly skip: Readonly<Partial<Record<CaseName, string>>>;
}

const noSignal = (): AbortSignal => new AbortController().signal;

const eventsOf = (adapter: ChannelAdapter, body: unknown): readonly InboundEvent[] => {
  const decoded = adapter.decode(body);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
};

const firstOf = (adapter: ChannelAdapter, body: unknown): InboundEvent => {
  const [event] = eventsOf(adapter, body);
  if (event === undefined) throw new Error("the body holds no event");
  return event;
};

const aPart = (threadId: string, part: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "part-1",
  threadId,
  text: "سلام، پیگیری می‌کنیم.",
  buttons: [],
  replyTo: null,
  ...part,
});

const send = (under: ChannelUnderTest, part: Partial<OutboundMessage> = {}): Promise<SendOutcome> =>
  under.adapter.send(aPart(under.threadId, part), noSignal());

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));

/** The promises. Their names are the keys of a channel's `skip` table. */
const CASES = {
  "reads the same event from parsed JSON, text and bytes": async ({ adapter }, { bodies }) => {
    const event = firstOf(adapter, bodies.message);
    expect(firstOf(adapter, JSON.stringify(bodies.message))).toEqual(event);
    expect(firstOf(adapter, bytes(bodies.message))).toEqual(event);
    expect(event).toMatchObject({ type: "message", channel: adapter.channel });
    expect(event.text).not.toBe("");
  },
  "tells ids as opaque texts and times in UTC": async ({ adapter }, { bodies }) => {
    const event = firstOf(adapter, bodies.message);
    for (const id of [event.eventId, event.threadId, event.sender.id, event.externalId]) {
      expect(id).toEqual(expect.stringMatching(/./));
    }
    expect(new Date(event.sentAt).toISOString()).toBe(event.sentAt);
  },
  "answers into the thread a message came from": async (under, { bodies }) => {
    await under.nextSend("accepts");
    const { threadId, externalId } = firstOf(under.adapter, bodies.message);
    const outcome = await send(under, { threadId, replyTo: externalId });
    expect(outcome).toEqual({ kind: "sent", id: expect.stringMatching(/./) });
  },
  "gives a repeated delivery the same event id and another event another": async ({ adapter }, { bodies }) => {
    const { eventId } = firstOf(adapter, bodies.message);
    expect(firstOf(adapter, bodies.messageAgain).eventId).toBe(eventId);
    expect(firstOf(adapter, bodies.otherMessage).eventId).not.toBe(eventId);
  },
  "names the message an edit concerns": async ({ adapter }, { bodies }) => {
    const edit = firstOf(adapter, bodies.edit);
    expect(edit.type).toBe("edit");
    expect(edit.externalId).toBe(firstOf(adapter, bodies.message).externalId);
    expect(edit.eventId).not.toBe(firstOf(adapter, bodies.message).eventId);
  },
  "never tells our own message as the customer's": async ({ adapter }, { bodies }) => {
    expect(eventsOf(adapter, bodies.ownMessage).map((event) => event.type)).not.toContain("message");
  },
  "reads every event of a body that holds several, in order": async ({ adapter }, { bodies }) => {
    const ids = eventsOf(adapter, bodies.several).map((event) => event.eventId);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  },
  "ignores a kind it does not know": async ({ adapter }, { bodies }) => {
    expect(adapter.decode(bodies.unknownKind)).toEqual({ ok: true, value: [] });
  },
  "refuses a body of another kind as a value, with what to do": async ({ adapter }, { bodies }) => {
    for (const body of [...bodies.foreign, "not json", new Uint8Array([0xff, 0xfe]), "", null, 7, []]) {
      expect(adapter.decode(body)).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(/./), hint: expect.stringMatching(/./) },
      });
    }
  },
  "accepts a request that proves itself": async ({ adapter }, { bodies, genuine }) => {
    expect(adapter.verify?.(genuine(bodies.message))).toEqual({ kind: "genuine" });
  },
  "calls forged what has no, a short, a long or a wrong proof": async ({ adapter }, { bodies, genuine, proof }) => {
    const request = genuine(bodies.message);
    const right = request.headers[proof] ?? "";
    for (const wrong of [undefined, "", right.slice(1), `${right}x`, right.toUpperCase(), "x".repeat(100_000)]) {
      const forged = { ...request, headers: { ...request.headers, [proof]: wrong } };
      expect(adapter.verify?.(forged), String(wrong).slice(0, 40)).toMatchObject({ kind: "forged" });
    }
  },
  "refuses to be built with an empty secret": async (_under, { withoutSecret }) => {
    expect(withoutSecret()).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
  },
  "tells its limits as data": async ({ adapter: { limits } }) => {
    expect(limits.textChars).toBeGreaterThan(0);
    expect(limits.attachmentBytes).toBeGreaterThan(0);
  },
  "sends a text of exactly the limit and refuses a longer one as too long": async (under) => {
    await under.nextSend("accepts");
    const longest = "س".repeat(under.adapter.limits.textChars);
    expect(await send(under, { text: longest })).toMatchObject({ kind: "sent" });
    expect(await send(under, { text: `${longest}!` })).toEqual({ kind: "refused", why: "too-long" });
  },
  "waits as long as the platform asks": async (under) => {
    await under.nextSend("limits-for-7-seconds");
    expect(await send(under)).toMatchObject({ kind: "retry", afterMs: 7000, limited: true });
  },
  "tells a customer who blocked us": async (under) => {
    await under.nextSend("blocked");
    expect(await send(under)).toEqual({ kind: "refused", why: "blocked" });
  },
  "tells a chat that is gone": async (under) => {
    await under.nextSend("chat-gone");
    expect(await send(under)).toEqual({ kind: "refused", why: "chat-gone" });
  },
  "tells where a chat moved to": async (under) => {
    await under.nextSend("moves-the-chat");
    expect(await send(under)).toEqual({ kind: "moved", threadId: expect.stringMatching(/./) });
  },
  "tries again after an error of the platform": async (under) => {
    await under.nextSend("server-error");
    const outcome = await send(under);
    expect(outcome).toMatchObject({ kind: "retry" });
    expect(outcome).not.toHaveProperty("limited", true);
  },
  "tries again where no connection came about": async (under) => {
    await under.nextSend("unreachable");
    expect(await send(under)).toMatchObject({ kind: "retry" });
  },
  "does not know how a send ended whose answer was cut": async (under) => {
    await under.nextSend("cuts-the-answer");
    expect(await send(under)).toMatchObject({ kind: "unknown" });
  },
  "does not know how a send ended that was aborted on the way": async (under) => {
    await under.nextSend("hangs");
    const stop = new AbortController();
    const ending = under.adapter.send(aPart(under.threadId), stop.signal);
    await under.arrived(1);
    stop.abort();
    expect(await ending).toMatchObject({ kind: "unknown" });
  },
  "knows that a send aborted beforehand did not happen": async (under) => {
    await under.nextSend("accepts");
    expect(await under.adapter.send(aPart(under.threadId), AbortSignal.abort())).toMatchObject({ kind: "retry" });
  },
  "hands over what it hears and stops when told": async ({ adapter, customerSays }) => {
    if (adapter.listen === undefined || customerSays === undefined) throw new Error("the channel does not listen");
    const stop = new AbortController();
    let listening: Promise<void> | undefined;
    const heard = await new Promise<readonly InboundEvent[]>((resolve) => {
      listening = adapter.listen?.(async (events) => resolve(events), stop.signal);
      customerSays("کسی هست؟");
    });
    expect(heard.map((event) => event.text)).toEqual(["کسی هست؟"]);
    stop.abort();
    await listening;
  },
  "shows typing without ever failing": async (under) => {
    await expect(under.adapter.showTyping?.(under.threadId)).resolves.toBeUndefined();
    await expect(under.adapter.showTyping?.("no thread of ours")).resolves.toBeUndefined();
  },
} as const satisfies Record<string, (under: ChannelUnderTest, channel: ChannelCase) => Promise<void>>;

type CaseName = keyof typeof CASES;

/** The definition of a channel: whatever passes it is one. */
export function channelContract(name: string, channel: ChannelCase): void {
  describe(`${name} keeps the channel contract`, () => {
    for (const [promise, reason] of Object.entries(channel.skip)) {
      it(`does not play "${promise}": ${reason}`, () => {
        expect(Object.keys(CASES)).toContain(promise);
        expect(reason.length).toBeGreaterThan(10);
      });
    }
    for (const [promise, play] of Object.entries(CASES)) {
      if (promise in channel.skip) continue;
      it(promise, async () => {
        const under = await channel.open();
        try {
          await play(under, channel);
        } finally {
          await under.close();
        }
      });
    }
  });
}
