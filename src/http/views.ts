import type { Heard } from "../core/heard.ts";
import type { Settings } from "../core/settings.ts";
import type { Conversation } from "../desk/conversation.ts";
import type { FileCard } from "../desk/files.ts";
import { isStillTrue } from "../desk/review.ts";
import type { Article } from "../knowledge/articles.ts";
import type { ChannelAccounts } from "../ports/channel.ts";
import type { DraftRow } from "./queries/drafts.ts";

/** Rows as the API shows them: ids as text, times as ISO 8601 UTC. */

export interface ConversationRow extends Conversation {
  readonly channel: string;
  readonly contactName: string;
  readonly contactVip: boolean;
  readonly ticketCode: string | null;
  readonly ticketStatus: string;
  readonly ticketPriority: string;
  /** When the customer last wrote. */
  readonly lastHeardAt: Date | null;
}

const KINDS = { bot: "bot", bot_review: "review", queued: "queue", human: "agent", human_idle: "agent" } as const;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const idText = (id: number | null): string | null => (id === null ? null : String(id));

/** @param accounts  what their channels allow: until when free words may be said */
export function conversationView(row: ConversationRow, accounts: ChannelAccounts) {
  return {
    id: String(row.id),
    channel: row.channel,
    accountId: String(row.accountId),
    threadId: row.threadId,
    state: row.state,
    epoch: row.epoch,
    episode: row.episode,
    lastSequence: row.lastSequence,
    owner: {
      kind: KINDS[row.state],
      agentId: row.ownerAgentId,
      reason: row.ownerReason,
      since: row.ownerSince.toISOString(),
      botHelps: row.botHelps,
      promisedAt: iso(row.promisedAt),
    },
    contact: { id: String(row.contactId), name: row.contactName, vip: row.contactVip },
    language: row.language,
    ticket: row.ticketCode ? { code: row.ticketCode, status: row.ticketStatus, priority: row.ticketPriority } : null,
    window: windowOf(row, accounts),
    can: abilitiesOf(row, accounts),
    createdAt: row.createdAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
  };
}

/** What its channel can do beyond words: what is absent is not offered. */
function abilitiesOf({ accountId }: ConversationRow, accounts: ChannelAccounts) {
  const adapter = accounts.get(accountId)?.adapter;
  return {
    files: adapter?.limits.media !== undefined,
    quote: adapter?.limits.quotes ?? false,
    edit: adapter?.edit !== undefined,
    react: adapter?.react !== undefined,
  };
}

/** Null: the channel lets us write at any time. */
function windowOf({ accountId, lastHeardAt }: ConversationRow, accounts: ChannelAccounts) {
  const adapter = accounts.get(accountId)?.adapter;
  if (adapter?.limits.replyWindowMs === undefined) return null;
  const closesAt = lastHeardAt && new Date(lastHeardAt.getTime() + adapter.limits.replyWindowMs);
  return { closesAt: iso(closesAt), canAsk: adapter.askToReopen !== undefined };
}

export interface MessageRow {
  readonly id: number;
  readonly sequence: number;
  readonly author: string;
  readonly kind: string;
  readonly text: string;
  readonly attachments: readonly { kind: string; name: string | null; mime: string | null; bytes?: number }[];
  readonly heard: readonly (Heard & { readonly item: number })[];
  readonly buttons: readonly { id: string; label: string }[];
  readonly replyToId: number | null;
  readonly replyQuote: string | null;
  readonly agentId: string | null;
  readonly turnId: number | null;
  readonly epoch: number;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly delivery: string | null;
  readonly failure: string | null;
  readonly reaction: string | null;
  readonly ourReaction: string | null;
  /** What it stands on and how it was judged; null: nothing is kept of it. */
  readonly checks?: MessageChecks | null;
}

/** `marks` and `total` are null where it was not judged. */
interface MessageChecks {
  readonly marks: Readonly<Record<string, number>> | null;
  readonly total: number | null;
  readonly faults: readonly string[];
  readonly supports: readonly { readonly kind: string; readonly ref: string; readonly quote: string }[];
}

/** A message as staff see it. */
export function staffMessageView(row: MessageRow) {
  return { ...messageView(row), checks: row.checks ?? null };
}

function heardView({ heard }: MessageRow, index: number) {
  const note = heard.find(({ item }) => item === index);
  return note ? { kind: note.kind, text: note.text, doubtful: note.doubtful } : null;
}

export function messageView(row: MessageRow) {
  return {
    id: String(row.id),
    sequence: row.sequence,
    author: row.author,
    kind: row.kind,
    text: row.text,
    // `ref` is the adapter's own key to the file and stays inside.
    attachments: row.attachments.map(({ kind, name, mime, bytes }, index) => ({
      id: String(index),
      kind,
      name,
      mime,
      bytes: bytes ?? null,
      heard: heardView(row, index),
    })),
    buttons: row.buttons,
    replyTo: idText(row.replyToId),
    replyQuote: row.replyQuote,
    agentId: row.agentId,
    turnId: idText(row.turnId),
    epoch: row.epoch,
    externalId: row.externalId,
    createdAt: row.createdAt.toISOString(),
    editedAt: iso(row.editedAt),
    delivery: row.delivery,
    failure: row.failure,
    reaction: row.reaction,
    ourReaction: row.ourReaction,
  };
}

/** @param at  the desk's time and place, by which the draft's times are judged */
export function draftView(row: DraftRow, { now, settings }: { readonly now: Date; readonly settings: Settings }) {
  return {
    id: String(row.id),
    conversationId: String(row.conversationId),
    turnId: idText(row.turnId),
    kind: row.kind,
    lane: row.lane,
    state: row.state,
    text: row.text,
    finalText: row.finalText,
    supports: row.supports,
    reasons: row.reasons,
    summary: row.summary,
    nextAction: row.nextAction,
    epoch: row.epoch,
    releaseAt: iso(row.releaseAt),
    dueAt: iso(row.dueAt),
    outdated: row.state === "pending" && !isStillTrue(row, now, settings),
    decidedBy: row.decidedBy,
    decidedAt: iso(row.decidedAt),
    messageId: idText(row.messageId),
    createdAt: row.createdAt.toISOString(),
  };
}

export const fileView = ({ id, kind, mime, name, bytes }: FileCard) => ({ id: String(id), kind, mime, name, bytes });

export interface ClockRow {
  readonly kind: string;
  readonly dueAt: Date;
  readonly state: string;
}

export const clockView = ({ kind, dueAt, state }: ClockRow) => ({ kind, dueAt: dueAt.toISOString(), state });

export interface TicketRow {
  readonly id: number;
  readonly code: string;
  readonly status: string;
  readonly category: string;
  readonly subcategory: string | null;
  readonly priority: string;
  readonly summary: string;
  readonly contactId: number;
  readonly createdAt: Date;
  readonly conversationIds: readonly number[];
  readonly clocks: readonly ClockRow[];
}

export function ticketView(row: TicketRow) {
  return {
    code: row.code,
    status: row.status,
    category: row.category,
    subcategory: row.subcategory,
    priority: row.priority,
    summary: row.summary,
    contactId: String(row.contactId),
    conversationIds: row.conversationIds.map(String),
    createdAt: row.createdAt.toISOString(),
    clocks: row.clocks.map(clockView),
  };
}

export function articleView({ id, updatedAt, ...article }: Article) {
  return { ...article, id: String(id), updatedAt: updatedAt.toISOString() };
}
