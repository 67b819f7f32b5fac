/** The shapes the server speaks. Times are ISO 8601 UTC; ids are opaque. */

import type { Support } from "../../core/grounds.ts";
import type { Category, Fact, Reading, ReplyLanguage, Urgency } from "../../core/reading.ts";
import type { Message as SharedMessage } from "../../pages/conversation/message.ts";

export type { Support } from "../../core/grounds.ts";
export type { Category, Fact, Reading } from "../../core/reading.ts";
export type { OpeningHours, Settings, Weekday } from "../../core/settings.ts";
export type { Attachment, Delivery } from "../../pages/conversation/message.ts";

type OwnershipState = "bot" | "bot_review" | "queued" | "human" | "human_idle";
export type TicketStatus = "new" | "open" | "waiting_customer" | "waiting_internal" | "resolved" | "closed";
export const ROLES = ["agent", "admin"] as const;
export type Role = (typeof ROLES)[number];
export type View = "worst" | "review" | "mine" | "customer" | "all";

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email?: string | null;
  readonly role: Role;
  /** Acts through the service token; no person. */
  readonly service?: boolean;
  /** False: has left. */
  readonly active?: boolean;
  /** Of oneself, and of everybody for an admin. */
  readonly twoFactor?: boolean;
  /** How many are open, for an admin. */
  readonly sessions?: number;
}

interface Owner {
  readonly kind: "bot" | "review" | "queue" | "agent";
  readonly agentId: string | null;
  readonly reason: string;
  readonly since: string;
  readonly botHelps: boolean;
  readonly promisedAt: string | null;
}

/** What a conversation's channel can do beyond words. */
export interface Abilities {
  readonly files: boolean;
  readonly quote: boolean;
  readonly edit: boolean;
  readonly react: boolean;
}

export interface TicketMark {
  readonly code: string;
  readonly status: TicketStatus;
  readonly priority: Urgency;
}

export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly state: OwnershipState;
  readonly epoch: number;
  readonly episode: number;
  readonly lastSequence: number;
  readonly owner: Owner;
  readonly contact: { readonly id: string; readonly name: string; readonly vip: boolean };
  readonly language: string | null;
  readonly ticket: TicketMark | null;
  readonly can: Abilities;
  /** How long the customer can be written to; `canAsk`: past it, they can be asked to write. Null: always. */
  readonly window: { readonly closesAt: string | null; readonly canAsk: boolean } | null;
  readonly createdAt: string;
  readonly lastMessageAt: string;
}

export interface InboxItem extends Conversation {
  /** The customer's last words. */
  readonly preview: string;
  /** The sequence of those words; 0 while the customer has said nothing. */
  readonly previewSequence: number;
  /** These, the urgency and the flags are of the whole episode: the highest, and all that were raised. */
  readonly heat: number;
  readonly substance: number;
  readonly category: Category | null;
  readonly orderId: string | null;
  readonly flags: readonly string[];
  readonly urgency: string;
  readonly reason: string | null;
  /** The nearest running clock. */
  readonly dueAt: string | null;
  readonly dueKind: string | null;
}

export interface Clock {
  readonly kind: string;
  readonly dueAt: string;
  readonly state: "running" | "paused" | "met" | "missed";
}

/** What somebody of ours said they would do, and by when. */
export interface MadePromise {
  readonly id: string;
  readonly words: string;
  readonly madeBy: string;
  readonly dueAt: string;
  readonly state: "open" | "kept" | "missed";
  readonly warned: boolean;
}

export interface Ticket extends TicketMark {
  readonly category: Category | null;
  /** A key of the taxonomy in force when it was opened. */
  readonly subcategory: string | null;
  readonly summary: string;
  readonly createdAt: string;
}

export interface Taxonomy {
  readonly subcategories: readonly { readonly key: string; readonly name: Readonly<Record<ReplyLanguage, string>> }[];
}

export interface KnownFact extends Fact {
  /** Told more than once, or beyond doubt. */
  readonly confirmed: boolean;
}

/** What our words stand on, and how they were judged. */
export interface Checks {
  /** Points by rule; null: not judged. */
  readonly marks: Readonly<Record<string, number>> | null;
  readonly total: number | null;
  readonly faults: readonly string[];
  readonly supports: readonly Support[];
}

export interface Message extends SharedMessage {
  readonly checks?: Checks | null;
}

/** Words of the bot that wait for a person. */
export interface Draft {
  readonly id: string;
  /** `review`: held, and sent once approved. `proposal`: for the agent, never sent by itself. */
  readonly kind: "review" | "proposal";
  readonly lane: "veto" | "approve" | null;
  readonly text: string;
  readonly supports: readonly Support[];
  readonly reasons: readonly string[];
  readonly epoch: number;
  /** When the clock ends a review: it goes out, or the conversation goes into the queue. */
  readonly dueAt: string | null;
  readonly outdated: boolean;
  readonly createdAt: string;
}

export interface Playbook {
  readonly evidence: readonly string[];
  readonly remedies: readonly {
    readonly key: string;
    readonly name: Readonly<Record<ReplyLanguage, string>>;
    readonly limit: { readonly most: number; readonly unit: string };
    readonly approvedBy: string;
  }[];
  readonly escalation: Readonly<Record<ReplyLanguage, readonly string[]>>;
}

export interface ConversationDetail extends InboxItem {
  readonly draft: Draft | null;
  /** For the person who answers: the case in short, and what to do next. */
  readonly brief: { readonly summary: string; readonly nextAction: string | null } | null;
  readonly facts: readonly KnownFact[];
  /** Of the last turn. */
  readonly reading: Reading | null;
  /** Of all turns of the present episode: the highest scores, and every flag that was raised. */
  readonly episodeReading: {
    readonly heat: number;
    readonly substance: number;
    readonly flags: readonly string[];
  };
  readonly clocks: readonly Clock[];
  readonly promises: readonly MadePromise[];
  readonly tickets: readonly Ticket[];
}

export interface Inbox {
  readonly items: readonly InboxItem[];
  readonly counts: Readonly<Record<View | "waiting" | "overdue", number>>;
}

export interface Turn {
  readonly id: string;
  readonly reading: Partial<Reading> | null;
  readonly decision: { readonly kind: string; readonly rule: string; readonly reasons: readonly string[] };
  readonly outcome: string;
  readonly engine: string;
  readonly messageIds: readonly string[];
}

export interface Transition {
  readonly from: OwnershipState;
  readonly to: OwnershipState;
  readonly actor: string;
  readonly reason: string;
  readonly epoch: number;
  readonly at: string;
  readonly noticeMessageId: string | null;
}

export interface Session {
  readonly id: string;
  /** The one that asks. */
  readonly current: boolean;
  readonly address: string | null;
  /** The browser's own words. */
  readonly device: string | null;
  readonly lastUsedAt: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly subjectName: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly address: string | null;
}

export interface ChannelAccount {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly source: "environment" | "entered";
  readonly enabled: boolean;
  /** Values of what is not secret, and `true` for a secret that is set. */
  readonly settings: Readonly<Record<string, string | true>>;
  /** Where its platform posts to, below the desk's address; null: nowhere. */
  readonly webhookPath: string | null;
  /** The same in full; null also where the desk knows no public address. */
  readonly webhookUrl: string | null;
  /** What it can do besides saying and hearing words. */
  readonly abilities: readonly string[];
  readonly health: {
    readonly state: "green" | "yellow" | "red" | "off";
    readonly why?: string;
    readonly hint?: string;
  };
}
