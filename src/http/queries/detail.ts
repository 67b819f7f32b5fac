import { FLAG_NAMES, type FlagName } from "../../core/reading.ts";
import type { Sql } from "../../db/connect.ts";
import type { ChannelAccounts } from "../../ports/channel.ts";
import { type ClockRow, clockView, conversationView, ticketView } from "../views.ts";
import { getConversation } from "./conversations.ts";
import { inboxFields } from "./inbox.ts";
import { ticketsOf } from "./tickets.ts";

/** One conversation with all that is known around it. */
export async function conversationDetail(sql: Sql, accounts: ChannelAccounts, id: number) {
  const [row, facts, clocks, tickets, fields, episodeReading] = await Promise.all([
    getConversation(sql, id),
    sql<{ kind: string; value: string; quote: string; confidence: number }[]>`
      select kind, value, quote, confidence from (
        select f.id, f.kind, f.value, f.quote, f.confidence from facts f join conversations c on c.id = f.conversation_id
        where c.id = ${id} and f.episode = c.episode and f.superseded_at is null
        -- The channel's own word for it is beyond doubt, whatever the episode.
        union all select null, 'phone', i.phone, i.phone, 1 from conversations c join identities i on i.id = c.identity_id
        where c.id = ${id} and i.phone is not null
      ) known order by id nulls last`,
    sql<ClockRow[]>`
      select kind, due_at, state from clocks where conversation_id = ${id} order by (state = 'running') desc, due_at limit 20`,
    ticketsOf(sql, id),
    inboxFields(sql, [id]),
    readEpisode(sql, id),
  ]);
  if (!row) return null;
  return {
    ...conversationView(row, accounts),
    ...fields.get(id),
    reading: row.reading,
    episodeReading: { ...episodeReading, heat: Math.max(row.heat, episodeReading.heat) },
    facts: [...facts],
    clocks: clocks.map(clockView),
    tickets: tickets.map(ticketView),
  };
}

interface EpisodeReading {
  /** The highest of all turns, as `substance`. */
  readonly heat: number;
  readonly substance: number;
  readonly flags: readonly FlagName[];
}

/** What all turns of the present episode say together: a last "thank you" makes no grave matter slight. */
async function readEpisode(sql: Sql, conversationId: number): Promise<EpisodeReading> {
  const [found] = await sql<{ heat: number; substance: number; flags: readonly string[] }[]>`
    select coalesce(max((t.reading->>'heat')::int), 0) as heat,
      coalesce(max((t.reading->>'substance')::int), 0) as substance,
      coalesce(array_agg(distinct f.key) filter (where f.value = 'true'), '{}') as flags
    from conversations c join turns t on t.conversation_id = c.id and t.episode = c.episode
    left join lateral jsonb_each(t.reading->'flags') f on true
    where c.id = ${conversationId}`;
  const flags = FLAG_NAMES.filter((name) => found?.flags.includes(name));
  return { heat: found?.heat ?? 0, substance: found?.substance ?? 0, flags };
}
