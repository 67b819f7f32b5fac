import type { Language } from "../../core/reading.ts";
import type { TicketStatus } from "../../core/ticket.ts";
import type { Sql } from "../../db/connect.ts";

/** What is told to whoever has the code. */
export interface TicketFacts {
  readonly id: number;
  readonly code: string;
  readonly status: TicketStatus;
  /** Since when it has this status. */
  readonly since: Date;
  /** By when the customer hears from us next; null: nothing is promised. */
  readonly nextWordBy: Date | null;
  readonly language: Language;
  /** Can its customer be known by a phone number? */
  readonly hasPhone: boolean;
}

export async function ticketFacts(sql: Sql, code: string, now: Date): Promise<TicketFacts | null> {
  const [row] = await sql<TicketFacts[]>`
    select t.id, t.code, t.status, t.language,
      coalesce((select max(e.at) from ticket_events e where e.ticket_id = t.id and e.kind = 'status'), t.created_at) as since,
      (select min(k.due_at) from clocks k
       where k.ticket_id = t.id and k.state = 'running' and k.due_at > ${now}) as next_word_by,
      exists (${phonesOf(sql)} where j.ticket_id = t.id and i.phone is not null) as has_phone
    from tickets t where t.code = ${code}`;
  return row ?? null;
}

/** Do the numbers from which the customer wrote about a ticket end in these digits? */
export async function phoneEndsIn(sql: Sql, ticketId: number, digits: string): Promise<boolean> {
  const rows =
    await sql`${phonesOf(sql)} where j.ticket_id = ${ticketId} and right(i.phone, ${digits.length}) = ${digits}`;
  return rows.length > 0;
}

const phonesOf = (sql: Sql) => sql`
  select 1 from ticket_conversations j join conversations c on c.id = j.conversation_id
  join identities i on i.id = c.identity_id`;

export interface OurWords {
  readonly author: "bot" | "agent" | "system";
  /** Null: the desk shows no names, or it was no person. */
  readonly agentName: string | null;
  readonly text: string;
  readonly createdAt: Date;
}

/**
 * What we told the customer about a ticket, newest first: nothing that is still to be sent, was held back or was
 * refused, and nothing of the tickets that came after it in the same conversation.
 */
export async function ourWords(sql: Sql, ticketId: number, most: number): Promise<readonly OurWords[]> {
  return sql<OurWords[]>`
    select m.author, m.text, m.created_at,
      (select a.name from agents a where m.author = 'agent' and a.id = m.agent_id and not a.service
         and (select show_agent_names from settings where id = 1)) as agent_name
    from tickets t join ticket_conversations j on j.ticket_id = t.id
    join messages m on m.conversation_id = j.conversation_id
    where t.id = ${ticketId} and m.author <> 'customer' and m.text <> ''
      and m.delivery in ('sending', 'sent', 'delivered', 'read', 'unknown')
      and m.created_at >= t.created_at and m.created_at < coalesce((
        select min(next.created_at) from ticket_conversations n join tickets next on next.id = n.ticket_id
        where n.conversation_id = j.conversation_id and next.id > t.id), 'infinity')
    order by m.created_at desc, m.id desc limit ${most}`;
}
