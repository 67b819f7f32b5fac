import type { Result } from "../../../src/core/result.ts";
import type {
  ChannelAdapter,
  ConfigError,
  InboundEvent,
  OutboundMessage,
  RawRequest,
  SendOutcome,
} from "../../../src/ports/channel.ts";

/** What a platform can be made to do with the next send. */
export type PlatformMood =
  | "accepts"
  | "limits-for-7-seconds"
  | "blocked"
  | "chat-gone"
  | "server-error"
  | "unreachable"
  | "cuts-the-answer"
  | "hangs";

/** An account of a channel, and the platform behind it. */
export interface ChannelUnderTest {
  readonly adapter: ChannelAdapter;
  /** A thread the platform knows. */
  readonly threadId: string;
  /** Makes the platform treat the next send so. */
  readonly nextSend: (mood: PlatformMood) => void | Promise<void>;
  /** Resolves when the platform has received `count` sends. */
  readonly arrived: (count: number) => Promise<unknown>;
  /** What stands on the customer's screen, oldest first. */
  readonly seen: () => readonly { readonly text: string; readonly choices: readonly string[] }[];
  /** Brings an event about, for the channels that listen. */
  readonly customerSays?: (text: string) => void;
  /** A message of the customer's that can be reacted to. */
  readonly theirMessage?: string;
  /** A file the platform has from the customer. */
  readonly file?: { readonly ref: string; readonly bytes: Uint8Array };
  readonly close: () => Promise<void>;
}

/** One raw body of each kind. What a channel has no kind of belongs to a case it skips. */
interface Bodies {
  /** A customer's text. */
  readonly message: unknown;
  /** The same event, delivered again. */
  readonly messageAgain: unknown;
  /** Another event with other words. */
  readonly otherMessage: unknown;
  readonly edit?: unknown;
  readonly ownMessage: unknown;
  readonly several: unknown;
  readonly unknownKind: unknown;
  readonly foreign: readonly unknown[];
  /** How far a message of ours got, from the first to the last. */
  readonly statuses?: readonly unknown[];
  readonly press?: unknown;
  readonly reaction?: unknown;
  /** A message with a file. */
  readonly file?: unknown;
  /** The platform says that two handles are one person. */
  readonly identity?: unknown;
  /** The card of somebody else, and the number on it. */
  readonly strangersCard?: { readonly body: unknown; readonly phone: string };
}

/** Everything the suite needs to know of a channel. `Promises` are the names of the suite's cases. */
export interface ChannelCaseOf<Promises extends string> {
  readonly open: () => Promise<ChannelUnderTest>;
  readonly bodies: Bodies;
  /** A request the platform would send with this body. */
  readonly genuine: (body: unknown) => RawRequest;
  /** What proves it: a header in lower case, or `?name` of a parameter in the URL. */
  readonly proof: string;
  /** What the platform asks before it delivers, and what it wants to read. */
  readonly handshake?: {
    readonly genuine: RawRequest;
    readonly forged: readonly RawRequest[];
    readonly answer: string;
  };
  /** Builds an account whose secret is empty. */
  readonly withoutSecret: () => Result<ChannelAdapter, ConfigError>;
  /** What nobody may read in an outcome or in a state of health. */
  readonly secrets: readonly string[];
  /** Cases this channel does not play, each with its reason. The suite refuses an unknown name or an empty reason. */
  readonly skip: Readonly<Partial<Record<Promises, string>>>;
}

export type PromiseCheck = (under: ChannelUnderTest, channel: ChannelCaseOf<string>) => Promise<void>;

export const noSignal = (): AbortSignal => new AbortController().signal;

export const eventsOf = (adapter: ChannelAdapter, body: unknown): readonly InboundEvent[] => {
  const decoded = adapter.decode(body);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
};

export const firstOf = (adapter: ChannelAdapter, body: unknown): InboundEvent => {
  const [event] = eventsOf(adapter, body);
  if (event === undefined) throw new Error("the body holds no event");
  return event;
};

/** What a case needs and a channel that plays it must give. */
export function given<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`To play this the channel's case must have ${what}.`);
  return thing;
}

export const aPart = (threadId: string, part: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "part-1",
  threadId,
  text: "سلام، پیگیری می‌کنیم.",
  buttons: [],
  replyTo: null,
  ...part,
});

export const send = (under: ChannelUnderTest, part: Partial<OutboundMessage> = {}): Promise<SendOutcome> =>
  under.adapter.send(aPart(under.threadId, part), noSignal());

/** Sends what must arrive. @returns the platform's id of it */
export async function sent(under: ChannelUnderTest, part: Partial<OutboundMessage> = {}): Promise<string> {
  await under.nextSend("accepts");
  const outcome = await send(under, part);
  if (outcome.kind !== "sent") throw new Error(`It was not sent: ${JSON.stringify(outcome)}`);
  return outcome.id;
}
