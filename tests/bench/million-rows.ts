import type { Sql } from "../../src/db/connect.ts";

export const CONVERSATIONS = 100_000;
export const MESSAGES = 1_000_000;
/** Messages of the newest conversation. */
export const LONG = 5_000;

const READING = {
  language: "fa",
  category: "delivery",
  sentiment: "negative",
  heat: 1,
  urgency: "normal",
  substance: 2,
  wantsHuman: false,
  flags: {},
  facts: [],
  summary: "سفارش دیر رسیده است",
};

/**
 * Fills the database with a desk of some years: 100,000 conversations of ten messages. One in five has a ticket, 300 wait
 * for a person, 300 are with one (100 with `agentId`), 200 have the bot's promise of a word. The newest talk is a long one.
 */
export async function fillWithYears(sql: Sql, accountId: number, agentId: string): Promise<void> {
  await sql.begin(async (tx) => {
    // The references are right by construction; a million look-ups would only take time.
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await tx`create temporary table n on commit drop as
      select g, nextval(pg_get_serial_sequence('contacts', 'id')) as contact,
        nextval(pg_get_serial_sequence('identities', 'id')) as identity,
        nextval(pg_get_serial_sequence('conversations', 'id')) as talk,
        case when g % 5 = 0 then nextval(pg_get_serial_sequence('tickets', 'id')) end as ticket,
        now() - make_interval(mins => g * 10) as at
      from generate_series(1, ${CONVERSATIONS}::int) g`;
    await tx`insert into contacts (id, name, created_at) overriding system value
      select contact, (array['Sara Ahmadi', 'علی رضایی', 'Omid', 'ليلى حسن'])[1 + g % 4] || ' ' || g, at from n`;
    await tx`insert into identities (id, account_id, external_id, contact_id, name, phone) overriding system value
      select identity, ${accountId}, 'years-' || g, contact, 'Customer ' || g, '+98912' || 1000000 + g from n`;
    await tx`insert into tickets (id, code, status, category, priority, summary, language, contact_id, created_at, updated_at)
      overriding system value
      select ticket, 'Y' || g, case when g % 1000 = 0 then 'resolved' when g % 500 = 0 then 'waiting_customer'
          when g < 5000 then 'open' else 'closed' end, 'delivery',
        (array['critical', 'high', 'normal', 'low'])[1 + g % 4], 'سفارش دیر رسیده است', 'fa', contact, at, at
      from n where ticket is not null`;
    await tx`insert into conversations (id, account_id, identity_id, contact_id, thread_id, language, ticket_id, created_at,
        last_message_at, state, epoch, owner_agent_id, owner_reason, owner_since, promised_at, last_sequence,
        turned_sequence, introduced, reading, heat)
      overriding system value
      select talk, ${accountId}, identity, contact, 'years-' || g, 'fa', ticket, at, at,
        case when g % 1000 < 3 then 'queued' when g % 1000 between 3 and 5 then 'human' else 'bot' end, 2,
        case when g % 1000 = 3 then ${agentId} when g % 1000 in (4, 5) then 'agent-' || g % 7 end,
        case when g % 1000 < 6 then 'asked_for_human' end, at,
        case when g % 1000 < 3 then at + interval '30 minutes' end, 10, 10, true,
        ${JSON.stringify(READING)}::text::jsonb, g % 4
      from n`;
    await tx`insert into ticket_conversations (ticket_id, conversation_id)
      select ticket, talk from n where ticket is not null`;
    await tx`insert into facts (conversation_id, contact_id, episode, kind, value, quote, confidence, created_at)
      select talk, contact, 1, 'order_id', (4000000 + g)::text, (4000000 + g)::text, 0.9, at from n where g % 2 = 0`;
    await tx`insert into clocks (conversation_id, ticket_id, kind, due_at, state, started_at)
      select talk, ticket, case when g % 1000 < 3 then 'first_response' else 'promise' end, now() + interval '1 day',
        case when g % 1000 < 3 or g % 1000 in (10, 20) then 'running' else 'met' end, at
      from n where g % 1000 < 3 or g % 10 = 0`;
    await tx`insert into messages (conversation_id, sequence, episode, author, text, epoch, delivery, external_id, created_at)
      select talk, s, 1, case when s % 2 = 1 then 'customer' else 'bot' end,
        case when s % 2 = 1 then 'سفارش من هنوز نرسیده و کسی هم جواب نمی‌دهد، شماره ' || g
          else 'متأسفم که سفارش دیر شده. شماره سفارش را بفرستید تا پیگیری کنم.' end, 1,
        case when s % 2 = 0 then 'sent' end, s::text, at + make_interval(secs => s)
      from n cross join generate_series(1, case when g = 1 then ${LONG}::int else ${MESSAGES / CONVERSATIONS}::int end) s`;
    await tx`update conversations set last_sequence = ${LONG} where thread_id = 'years-1'`;
  });
  await sql`vacuum analyze`;
}
