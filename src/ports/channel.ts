import type { Result } from "../core/result.ts";

export type ChannelName = "memory" | "web" | "telegram" | "whatsapp" | "whatsapp-web" | "twilio" | "kavenegar";

export interface RawRequest {
  readonly method: string;
  /** Public URL as the platform called it. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What a platform is answered, byte for byte. */
export interface RawReply {
  readonly status: 200 | 403;
  readonly type: "text/plain" | "text/xml" | "application/json";
  readonly body: string;
}

export type Verdict = { readonly kind: "genuine" } | { readonly kind: "forged"; readonly why: string };

export const ATTACHMENT_KINDS = [
  "image",
  "voice",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contact",
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** A file or card that came with a message. `ref` is what the adapter needs to fetch it; it never leaves the server. */
export interface InboundAttachment {
  readonly kind: AttachmentKind;
  readonly name: string | null;
  readonly mime: string | null;
  readonly ref?: string;
  /** The desk's own copy of it: of the web chat, which has no platform to fetch from. Set by the server alone. */
  readonly fileId?: number;
  readonly bytes?: number;
}

export interface Sender {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** One thing that happened on a channel, in the desk's words. All ids are opaque texts. */
export interface InboundEvent {
  readonly type: "message" | "edit" | "status" | "reaction" | "action" | "identity" | "echo";
  readonly channel: ChannelName;
  /** What makes this event unique on its account: the same one twice is one event. */
  readonly eventId: string;
  /** The platform's id of the message, or of the message concerned (edit, status, reaction); null if none. */
  readonly externalId: string | null;
  readonly threadId: string;
  readonly sender: Sender;
  readonly text: string;
  /** A button's payload. */
  readonly data: string | null;
  /** What the adapter needs to acknowledge an action; it never leaves the server. */
  readonly ackRef?: string;
  readonly attachments: readonly InboundAttachment[];
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  /** The platform's id of the quoted message. */
  readonly replyTo: string | null;
  /** What was quoted, where the platform tells: it may be a message we never saw. */
  readonly replyQuote?: string | null;
  /** Items sharing it are one message (an album). */
  readonly albumId?: string | null;
  /** `from` and `to` are two handles of one person, proved by the platform; `to` is the one in use from now on. */
  readonly identity: { readonly from: string; readonly to: string } | null;
  readonly status: "sent" | "delivered" | "read" | "failed" | null;
  /** Why it failed, where the status is `failed` and the platform says so in words we know. */
  readonly failure?: RefusalReason | null;
  /** The platform has answered it by itself (an opt-out word): it is kept, and no turn is due. */
  readonly answered?: boolean;
  /** ISO 8601 UTC. */
  readonly sentAt: string;
}

export interface Button {
  /** Comes back as `data` of an action; at most 64 bytes. */
  readonly id: string;
  readonly label: string;
  /** What pressing it hands over; a channel that cannot ask for it shows no such button. */
  readonly asks?: "phone";
}

/** A file on its way out. */
export interface OutboundMedia {
  readonly kind: Exclude<AttachmentKind, "location" | "contact">;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** One part of an answer, already within the channel's limits. */
export interface OutboundMessage {
  /** Our id of this part: the same id is the same part, also after a restart. */
  readonly id: string;
  readonly threadId: string;
  readonly text: string;
  readonly buttons: readonly Button[];
  /** The platform's id of the message this one answers. */
  readonly replyTo: string | null;
  /** Only where the adapter's `limits.media` has its kind; the text is then its caption, and may be empty. */
  readonly media?: OutboundMedia;
}

/**
 * How a send ended, and how certain that is. `unknown` may have arrived. `refused` is final; its `why` is null where the
 * platform's reason has no name here, and `detail` is what the operator should know of it.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly id: string }
  | { readonly kind: "retry"; readonly afterMs: number; readonly why: string; readonly limited?: boolean }
  | { readonly kind: "refused"; readonly why: RefusalReason | null; readonly detail?: string }
  | { readonly kind: "unknown"; readonly why: string };

export const REFUSAL_REASONS = ["blocked", "too-long", "window-closed", "chat-gone"] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface DecodeError {
  readonly message: string;
  readonly hint: string;
}

/** Why a channel account cannot be built from its configuration, and what the operator does about it. */
export interface ConfigError {
  readonly message: string;
  readonly hint: string;
}

export type ChannelHealth =
  | { readonly state: "green" }
  | {
      readonly state: "red" | "yellow";
      readonly why: string;
      readonly hint: string;
      /** The text of a QR code: whoever scans it with the account's phone links the account. */
      readonly link?: string;
    };

/** Takes what a polled platform delivered. Resolves once it is committed; only then may the adapter confirm upstream. */
export type InboundSink = (events: readonly InboundEvent[]) => Promise<void>;

export interface ChannelLimits {
  readonly textChars: number;
  readonly attachmentBytes: number;
  /** Kinds of files that can be sent, each with its most bytes. Absent: none. */
  readonly media?: Readonly<Partial<Record<OutboundMedia["kind"], number>>>;
  /** A button can ask for the customer's own number, at least in some chats. Absent: such a button is never sent. */
  readonly asksPhone?: true;
  /** A message can stand under the one it answers. Absent: `replyTo` is not shown. */
  readonly quotes?: true;
  /** Free words may follow the customer's last message for so long. Absent: always. */
  readonly replyWindowMs?: number;
  /** Every message costs: a long text is cut short to `most` units and points to the ticket's page. */
  readonly brief?: { readonly units: (text: string) => number; readonly most: number };
}

/**
 * One channel account. An ability a channel lacks is an absent method; limits are data; a send tells its certainty.
 * Every adapter passes the suite in `tests/contract/channel.ts`: that suite is the definition.
 */
export interface ChannelAdapter {
  readonly channel: ChannelName;
  readonly limits: ChannelLimits;
  /** Is this request really from the platform? Constant time, over the raw bytes. Absent: the channel has no webhook. */
  readonly verify?: (request: RawRequest) => Verdict;
  /** Answers the platform's GET before it delivers. Absent: there is no such thing. */
  readonly handshake?: (request: RawRequest) => RawReply;
  /** The platform may deliver by GET as well; `decode` is then given the query. Absent: by POST alone. */
  readonly deliversByGet?: true;
  /** What the platform wants to read after a delivery was committed. Absent: any 200. */
  readonly accepted?: RawReply;
  /**
   * Pure: one raw body may hold several events, or none. A message from our side is an `echo`: intake drops those whose
   * id we sent; the rest is a person speaking from another device, a takeover.
   */
  decode(raw: unknown): Result<readonly InboundEvent[], DecodeError>;
  /**
   * Present where the platform is polled or holds a connection. Confirms upstream only what the sink has committed,
   * tells its health, as often as it likes, and resolves within a second of the abort.
   */
  readonly listen?: (
    sink: InboundSink,
    signal: AbortSignal,
    onHealth?: (health: ChannelHealth) => void,
  ) => Promise<void>;
  /** False: the connection is down, or another process holds it; what is to be sent waits. Absent: always true. */
  readonly canSend?: () => boolean;
  /** Never throws for a refusal by the platform; see {@link SendOutcome}. */
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendOutcome>;
  /** `lastMessageId` is the platform's id of the customer's last message; some platforms mark it as read with it. */
  readonly showTyping?: (threadId: string, lastMessageId?: string) => Promise<void>;
  /** Replaces the text of a message we sent. */
  readonly edit?: (threadId: string, messageId: string, text: string, signal: AbortSignal) => Promise<SendOutcome>;
  /** Puts our reaction to a customer's message; an empty text takes it back. */
  readonly react?: (threadId: string, messageId: string, emoji: string, signal: AbortSignal) => Promise<SendOutcome>;
  /** Shows words that are still being written; they vanish with the message that follows. Never fails. */
  readonly showDraft?: (threadId: string, draftId: number, text: string) => Promise<void>;
  /** Asks, outside the reply window, whether we may write again: the operator's own template. */
  readonly askToReopen?: (threadId: string, signal: AbortSignal) => Promise<SendOutcome>;
  /** Told after an `action` has been committed, so that the customer's button stops spinning. */
  readonly acknowledgeAction?: (event: InboundEvent) => Promise<void>;
  /** Fetches an attachment by its `ref`; the caller closes over size and type limits. */
  readonly fetchAttachment?: (ref: string, signal: AbortSignal) => Promise<Result<Uint8Array, DecodeError>>;
  /** Does what a webhook or a connection needs at start (register, identify). A failure is a red channel, not a dead desk. */
  readonly connect?: (signal: AbortSignal) => Promise<ChannelHealth>;
}

/** One configured connection, as it runs in this process. */
export interface ChannelAccount {
  readonly id: number;
  readonly name: string;
  readonly adapter: ChannelAdapter;
}

export type ChannelAccounts = ReadonlyMap<number, ChannelAccount>;
