import type { Language } from "../core/reading.ts";
import {
  type ClosedAs,
  draftTicket,
  PRIORITIES,
  type Priority,
  type TicketDraft,
  type TicketStatus,
} from "../core/ticket.ts";
import { CODE_SPACE, makeCode } from "../core/tracking-code.ts";
import { json, type Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";

interface NewTicket {
  readonly code: string;
  readonly draft: TicketDraft;
  readonly language: Language;
  readonly now: Date;
}

/** Opens a ticket for the conversation's present episode. @throws a unique violation where the code is taken */
export async function openTicket(
  tx: Transaction,
  conversation: Pick<Conversation, "id" | "contactId">,
  { code, draft, language, now }: NewTicket,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    with ticket as (
      insert into tickets (code, category, subcategory, priority, summary, language, contact_id, created_at, updated_at)
      values (${code}, ${draft.category}, ${draft.subcategory}, ${draft.priority}, ${draft.summary}, ${language},
              ${conversation.contactId}, ${now}, ${now})
      returning id
    ), joined as (
      insert into ticket_conversations (ticket_id, conversation_id) select id, ${conversation.id} from ticket
    ), opened as (
      insert into ticket_events (ticket_id, kind, actor, at) select id, 'opened', 'bot', ${now} from ticket
    ), attached as (
      update conversations set ticket_id = ticket.id from ticket where conversations.id = ${conversation.id}
    )
    select id from ticket`;
  if (!row) throw new Error("The ticket was not written.");
  return row.id;
}

const UNREAD: TicketDraft = { category: "other", subcategory: null, priority: "normal", summary: "" };

/** Whoever waits for people has a ticket, and can be told its code: the conversation's own, else a new one. */
export async function ensureTicket(
  tx: Transaction,
  conversation: Conversation,
  now: Date,
): Promise<{ readonly conversation: Conversation; readonly code: string }> {
  const [ticket] = await tx<{ code: string }[]>`select code from tickets where id = ${conversation.ticketId}`;
  if (ticket) return { conversation, code: ticket.code };
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const code = makeCode(random % CODE_SPACE);
  const { reading, language } = conversation;
  const draft: TicketDraft = reading ? draftTicket(reading) : UNREAD;
  const ticketId = await openTicket(tx, conversation, { code, draft, language: language ?? "other", now });
  return { conversation: { ...conversation, ticketId }, code };
}

/** Says what a ticket is about that was opened without that. What made it urgent stays. */
export async function nameTicket(tx: Transaction, ticketId: number, draft: TicketDraft, now: Date): Promise<void> {
  const { category, subcategory, summary, priority } = draft;
  const ranks = [...PRIORITIES];
  await tx`
    with named as (
      update tickets set category = ${category}, subcategory = ${subcategory}, summary = ${summary}, updated_at = ${now},
        priority = case when array_position(${ranks}::text[], priority) < array_position(${ranks}::text[], ${priority}::text)
          then ${priority} else priority end
      where id = ${ticketId} and category = 'other' returning id
    )
    insert into ticket_events (ticket_id, kind, actor, data, at)
    select id, 'named', 'bot', jsonb_build_object('category', ${category}::text), ${now} from named`;
}

/** A danger came up in it: it is as urgent as that from now on. */
export async function raiseTicket(tx: Transaction, ticketId: number, priority: Priority, now: Date): Promise<void> {
  await tx`
    with raised as (update tickets set priority = ${priority}, updated_at = ${now} where id = ${ticketId} returning id)
    insert into ticket_events (ticket_id, kind, actor, data, at)
    select id, 'raised', 'bot', jsonb_build_object('priority', ${priority}::text), ${now} from raised`;
}

interface StatusChange {
  readonly status: TicketStatus;
  readonly actor: string;
  readonly now: Date;
  readonly closedAs?: ClosedAs;
}

/** Changes a ticket's status and records it. Nothing happens where it already has it. */
export async function setTicketStatus(
  tx: Transaction,
  ticketId: number,
  { status, actor, now, closedAs }: StatusChange,
): Promise<boolean> {
  const rows = await tx`
    with before as (select status from tickets where id = ${ticketId} for no key update),
    changed as (
      update tickets set status = ${status}, updated_at = ${now},
        resolved_at = ${status === "resolved" ? now : null},
        closed_at = ${status === "closed" ? now : null},
        closed_as = ${closedAs ?? null}
      from before where tickets.id = ${ticketId} and before.status <> ${status}
      returning tickets.id, before.status as was
    )
    insert into ticket_events (ticket_id, kind, actor, data, at)
    select id, 'status', ${actor}, jsonb_build_object('from', was, 'to', ${status}::text), ${now} from changed
    returning 1`;
  return rows.length > 0;
}

export async function recordTicketEvent(
  tx: Transaction,
  ticketId: number,
  event: {
    readonly kind: string;
    readonly actor: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly now: Date;
  },
): Promise<void> {
  await tx`
    insert into ticket_events (ticket_id, kind, actor, data, at)
    values (${ticketId}, ${event.kind}, ${event.actor}, ${json(event.data)}::jsonb, ${event.now})`;
}
