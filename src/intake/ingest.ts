import { json, type Sql, type Transaction } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";

export interface IngestPolicy {
  /** The turn is due this long after the last message of a burst; 0: at once. */
  readonly quietMs: number;
  /** And never later than this after the first. */
  readonly maxWaitMs: number;
  /** So many times longer the desk listens to somebody who was angry when last read: anger comes in many messages. */
  readonly hotFactor: number;
  /** Beyond it a contact's messages are kept, and answered together when the minute is over. */
  readonly messagesPerMinute: number;
}

export interface Ingested {
  readonly conversationId: number;
  readonly messageId: number;
  readonly sequence: number;
  readonly epoch: number;
  /** When its turn is due; null: it needs none. */
  readonly dueAt: Date | null;
  /** The contact has just used up the budget, and has not been told this hour. */
  readonly flooded: boolean;
}

/**
 * Takes one message: identity, contact, conversation, message and due time in one statement.
 * Safe to repeat and to run in parallel: the event id is the gate, the conversation's row lock gives the order.
 * @returns null where this event was taken before
 * @throws postgres errors: the caller answers 503 and the platform delivers again
 */
export async function ingest(
  sql: Sql,
  accountId: number,
  event: InboundEvent,
  now: Date,
  policy: IngestPolicy,
): Promise<Ingested | null> {
  const at = now.toISOString();
  const quiet = `${policy.quietMs} milliseconds`;
  const longest = `${policy.maxWaitMs} milliseconds`;
  const album = event.albumId ?? null;
  const externalId = event.type === "action" ? null : event.externalId;
  const attachments = json(event.attachments);
  const text = wordsOf(event);
  const { name, phone } = event.sender;
  // What the platform has answered by itself is settled with its arrival, unless something before it still waits.
  const answered = event.answered ?? false;

  const [row] = await sql<Ingested[]>`
    with gate as (
      insert into inbound_events (account_id, event_id, received_at)
      values (${accountId}, ${event.eventId}, ${at})
      on conflict do nothing
      returning account_id
    ), known as (
      select i.id, i.contact_id from identities i
      join gate on gate.account_id = i.account_id
      where i.external_id = ${event.sender.id}
    ), newcomer as (
      insert into identities as i (account_id, external_id, contact_id, name, phone, created_at)
      select account_id, ${event.sender.id}, nextval(pg_get_serial_sequence('contacts', 'id')),
             ${name}, ${phone}, ${at}
      from gate where not exists (select from known)
      -- Two first messages at once: the later one finds the identity the earlier one made.
      on conflict (account_id, external_id) do update set name = excluded.name
      returning id, contact_id
    ), contact as (
      insert into contacts (id, name, created_at) overriding system value
      select contact_id, ${name}, ${at} from newcomer
      on conflict (id) do nothing
    ), person as (
      select * from known union all select * from newcomer
    ), talk as (
      insert into conversations as c (account_id, identity_id, contact_id, thread_id, created_at, last_message_at,
        owner_since, last_sequence, last_album_id, revision, turned_sequence, due_at, burst_started_at, window_started_at,
        window_count)
      select ${accountId}, id, contact_id, ${event.threadId}, ${at}, ${at}, ${at}, 1, ${album}, 1,
             ${answered ? 1 : 0}, ${answered ? null : at}::timestamptz + ${quiet}::interval,
             ${answered ? null : at}::timestamptz, ${at}, 1
      from person
      on conflict (account_id, thread_id) do update set
        last_sequence = c.last_sequence + case when c.last_album_id = ${album}::text or exists (
            select from messages m where m.conversation_id = c.id and m.album_id = ${album}::text) then 0 else 1 end,
        last_album_id = ${album},
        revision = c.revision + 1,
        turned_sequence = case when ${answered} and c.due_at is null
            then c.last_sequence + 1 else c.turned_sequence end,
        last_message_at = greatest(c.last_message_at, excluded.last_message_at),
        burst_started_at = coalesce(c.burst_started_at, excluded.burst_started_at),
        window_started_at = case when c.window_started_at > ${at}::timestamptz - interval '1 minute'
            then c.window_started_at else excluded.window_started_at end,
        window_count = case when c.window_started_at > ${at}::timestamptz - interval '1 minute'
            then c.window_count + 1 else 1 end,
        flood_noticed_at = case
            when c.window_started_at > ${at}::timestamptz - interval '1 minute'
             and c.window_count = ${policy.messagesPerMinute}::int
             and coalesce(c.flood_noticed_at < ${at}::timestamptz - interval '1 hour', true)
            then ${at}::timestamptz else c.flood_noticed_at end,
        due_at = case
            when ${answered} then c.due_at
            when c.window_started_at > ${at}::timestamptz - interval '1 minute'
             and c.window_count >= ${policy.messagesPerMinute}::int
            then c.window_started_at + interval '1 minute'
            else least(${at}::timestamptz + ${quiet}::interval * case when c.hot_turns > 0 then ${policy.hotFactor}::float8 else 1 end, coalesce(c.burst_started_at, ${at}) + ${longest}::interval) end
      returning id, last_sequence, epoch, episode, due_at, window_count, flood_noticed_at
    ), reached as (
      -- The conversation first, as everybody takes them. Who holds the handle just now is not waited for: the platform
      -- tells the phone again with the next message.
      update identities i set phone = ${phone}::text
      from talk cross join lateral (
        select handle.id from identities handle join known on known.id = handle.id
        where talk.id is not null and ${phone}::text is not null and handle.phone is distinct from ${phone}::text
        for no key update of handle skip locked) free
      where i.id = free.id
    ), message as (
      insert into messages (conversation_id, sequence, episode, author, text, attachments, data, reply_to_id,
        reply_quote, epoch, external_id, album_id, sent_at, created_at)
      select talk.id, talk.last_sequence, talk.episode, 'customer', ${text}, ${attachments}::jsonb, ${event.data},
             quoted.id, coalesce(${event.replyQuote ?? null}, quoted.text), talk.epoch, ${externalId}, ${album},
             ${event.sentAt}, ${at}
      from talk left join lateral (
        select m.id, m.text from messages m
        where ${event.replyTo}::text is not null and m.conversation_id = talk.id and (
          m.external_id = ${event.replyTo} and m.author = 'customer'
          or m.id = (select o.message_id from outbox o
                     where o.conversation_id = talk.id and o.external_id = ${event.replyTo} limit 1))
        limit 1
      ) quoted on true
      ${
        album === null
          ? sql`on conflict do nothing`
          : sql`where not exists (
              -- An item that came before by another event: the album has it.
              select from messages m where m.conversation_id = talk.id and m.external_id = ${externalId}::text)
            on conflict (conversation_id, album_id) where album_id is not null do update set
              attachments = messages.attachments || excluded.attachments,
              text = case when messages.text = '' then excluded.text else messages.text end`
      }
      returning id, conversation_id, sequence
    )
    select message.id as message_id, message.conversation_id, message.sequence, talk.epoch, talk.due_at,
           coalesce(talk.window_count = ${policy.messagesPerMinute}::int + 1
                    and talk.flood_noticed_at = ${at}::timestamptz, false) as flooded
    from message join talk on talk.id = message.conversation_id`;
  return row ?? null;
}

/** What a message says: a place alone says where. */
export function wordsOf({ text, location }: Pick<InboundEvent, "text" | "location">): string {
  return text === "" && location ? `${location.latitude}, ${location.longitude}` : text;
}

/**
 * Takes an edit. The earlier text is kept; an edit of something a turn has not settled is read instead of it, a later
 * one is shown to the agent and starts no turn.
 * @returns the conversation, or null where nothing visible changed
 */
export async function ingestEdit(sql: Sql, accountId: number, event: InboundEvent, now: Date): Promise<number | null> {
  const at = now.toISOString();
  const { text } = event;
  const [row] = await sql<{ conversationId: number }[]>`
    with gate as (
      insert into inbound_events (account_id, event_id, received_at)
      values (${accountId}, ${event.eventId}, ${at}) on conflict do nothing returning account_id
    ), edited as (
      update messages m set text = ${text}, edited_at = ${at}, edits = m.edits || to_jsonb(array[m.text])
      from conversations c, gate
      where c.account_id = gate.account_id and c.thread_id = ${event.threadId} and m.conversation_id = c.id
        and m.external_id = ${event.externalId} and m.author = 'customer' and m.text <> ${text}
      returning m.conversation_id, m.sequence
    ), reread as (
      update conversations c set revision = c.revision + 1 from edited
      where c.id = edited.conversation_id and edited.sequence > c.turned_sequence
    )
    select conversation_id from edited`;
  return row?.conversationId ?? null;
}

/** Takes an event that changes nothing today; the gate remembers it, so that it stays changed nothing. */
export async function remember(
  sql: Sql | Transaction,
  accountId: number,
  event: InboundEvent,
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    insert into inbound_events (account_id, event_id, received_at)
    values (${accountId}, ${event.eventId}, ${now.toISOString()}) on conflict do nothing returning 1`;
  return rows.length > 0;
}
