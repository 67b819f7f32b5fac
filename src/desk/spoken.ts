import type { Sql, Transaction } from "../db/connect.ts";

/** More than anybody remembers. */
const LINES = 100;

/** What bot and system said in the present episode of conversations, oldest first: none of it is said twice. */
export async function spokenIn(sql: Sql | Transaction, ids: readonly number[]) {
  return sql<{ conversationId: number; text: string }[]>`
    select c.id as conversation_id, line.text
    from conversations c cross join lateral (
      select text, sequence from messages m
      where m.conversation_id = c.id and m.episode = c.episode and m.author in ('bot', 'system')
        and coalesce(m.delivery, 'sent') <> 'suppressed'
      order by m.sequence desc limit ${LINES}
    ) line
    where c.id = any(${ids as number[]})
    order by c.id, line.sequence`;
}

/** The same for one conversation. */
export async function spokenInOne(tx: Transaction, id: number): Promise<readonly string[]> {
  return (await spokenIn(tx, [id])).map(({ text }) => text);
}
