import type { Sql } from "../db/connect.ts";
import type { ClaimedPart } from "./claim.ts";

/** Between words that go out as one. */
const BREAK = "\n\n";

/**
 * Puts what the bot has waiting behind a part that had to wait into one message with it, as far as it fits: a chat with
 * a limit is not kept waiting once for every bubble. The last part of them carries the words, so its buttons are right;
 * the messages whose last words it takes along share its state and its id on the platform. Only words of one owner's
 * time are joined, and none of a person's. Nobody else moves these rows: a part on the wire holds up all behind it.
 * @param textChars  what one message of the channel holds, in UTF-16 units
 * @returns true where the words wait in a later part, due now; false where nothing could be joined
 */
export async function mergeWaiting(sql: Sql, part: ClaimedPart, textChars: number, now: Date): Promise<boolean> {
  const rows = await sql`
    with waiting as (
      select o.id, o.message_id, o.carries, o.text,
        bool_and(o.speaker = 'bot' and o.epoch = head.epoch and o.file_id is null) over so_far as alike,
        -- Characters beyond the basic plane are two UTF-16 units.
        sum(length(o.text) + length(regexp_replace(o.text, ${"[\\u0001-\\uFFFF]"}, '', 'g')) + ${BREAK.length}::int) over so_far
          - ${BREAK.length}::int as units
      from outbox o
      join outbox head on head.id = ${part.id} and head.state = 'sending' and head.attempts = ${part.attempts}
      where o.conversation_id = ${part.conversationId} and (o.id = head.id or o.id > head.id and o.state = 'pending')
      window so_far as (order by o.id)
    ), chain as materialized (
      select * from waiting where alike and units <= ${textChars}
    ), whole as (
      select max(id) as id, string_agg(text, ${BREAK} order by id) as text from chain having count(*) > 1
    ), merged as (
      update outbox o set state = 'merged', why = 'its words go out with a later part', lease_until = null,
        settled_at = ${now}
      from chain, whole where o.id = chain.id and o.id < whole.id
    ), carrier as (
      update outbox o set text = whole.text, due_at = ${now}, attempts = ${part.attempts},
        carries = array(
          select distinct told from chain, unnest(chain.carries || chain.message_id) told where told <> o.message_id)
      from whole where o.id = whole.id
      returning o.message_id, o.carries
    )
    update messages m set delivery = 'pending' from carrier where m.id = any(carrier.carries || carrier.message_id)
    returning 1`;
  return rows.length > 0;
}
