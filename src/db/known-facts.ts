import { type KnownFact, PERSONAL_KINDS } from "../core/facts.ts";
import type { Sql } from "./connect.ts";

/** A fact as it stands in a conversation now. */
export interface FactRow extends KnownFact {
  readonly conversationId: number;
  readonly confirmedAt: Date | null;
}

/**
 * What is known in each of these conversations: what was told in this case, in whatever conversation of it, and what
 * belongs to the person whatever the case and the channel. Oldest first.
 */
export async function knownFacts(sql: Sql, ids: readonly number[], now: Date): Promise<readonly FactRow[]> {
  return sql<FactRow[]>`
    select c.id as conversation_id, fact.id, fact.kind, fact.value, fact.quote, fact.confidence, fact.confirmed_at
    from conversations c cross join lateral (
      select f.* from conversations other join facts f on f.conversation_id = other.id
      where other.contact_id = c.contact_id and f.superseded_at is null
        and (f.expires_at is null or f.expires_at > ${now})
        and ((other.id = c.id and f.episode = c.episode)
          or (other.ticket_id = c.ticket_id and f.episode = other.episode)
          or f.kind = any(${PERSONAL_KINDS as string[]}))
    ) fact
    where c.id = any(${ids as number[]})
    order by c.id, fact.id`;
}
