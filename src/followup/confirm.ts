import type { Sql, Transaction } from "../db/connect.ts";
import { askWhetherSolved, CALM_MINUTES } from "../desk/confirmation.ts";
import { lockConversation } from "../desk/conversation.ts";
import { SILENCE_HOURS } from "./abandon.ts";
import type { Sweep } from "./context.ts";
import { eachForItself } from "./failures.ts";

const BATCH = 100;

/**
 * Customers who were too angry to be asked when their ticket was solved are asked once they had time to calm; who wrote
 * of a crisis never is.
 */
export async function askTheCalmed(sweep: Sweep): Promise<readonly number[]> {
  const waiting = await unasked(sweep.sql, sweep, null);
  return eachForItself(sweep, waiting, ({ conversationId }) =>
    sweep.sql.begin(async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      // They may have written, or been asked, between the look and the lock.
      const [still] = await unasked(tx, sweep, conversationId);
      if (conversation && still) await askWhetherSolved(tx, conversation, still.code, sweep);
    }),
  );
}

async function unasked(sql: Sql | Transaction, { now, passedOver }: Sweep, only: number | null) {
  return sql<{ conversationId: number; code: string }[]>`
    select c.id as conversation_id, t.code from tickets t join conversations c on c.ticket_id = t.id
    where t.status = 'resolved' and (${only}::bigint is null or c.id = ${only}) and c.id <> all(${passedOver}::bigint[])
      and t.resolved_at <= ${now}::timestamptz - make_interval(mins => ${CALM_MINUTES})
      and t.resolved_at > ${now}::timestamptz - make_interval(hours => ${SILENCE_HOURS})
      and not exists (select from turns k where k.conversation_id = c.id and k.episode = c.episode
                      and k.outcome <> 'superseded' and (k.reading -> 'flags' ->> 'crisis')::boolean)
      and not exists (select from messages m where m.conversation_id = c.id and m.kind = 'survey'
                      and m.created_at >= t.resolved_at)
    order by t.resolved_at limit ${BATCH}`;
}
