import type { Heard } from "../core/heard.ts";
import { json, type Sql, type Transaction } from "./connect.ts";

/** What was heard in the files of a message `m`, as JSON by the files' places. */
export const heardIn = (sql: Sql | Transaction) => sql`
  case when m.attachments = '[]'::jsonb then '[]'::jsonb else (
    select coalesce(jsonb_agg(jsonb_build_object(
      'item', n.item, 'kind', n.kind, 'text', n.text, 'doubtful', n.doubtful) order by n.item), '[]'::jsonb)
    from media_notes n where n.message_id = m.id) end`;

/** All that a message `m` says: what is written in it, then what was heard. */
export const wordsOf = (sql: Sql | Transaction) => sql`
  case when m.attachments = '[]'::jsonb then m.text else concat_ws(E'\\n', nullif(m.text, ''), (
    select string_agg(n.text, E'\\n' order by n.item) from media_notes n where n.message_id = m.id)) end`;

/** Keeps what was heard in one file. Heard twice, the first stands. */
export async function keepNote(
  sql: Sql,
  { messageId, item, heard }: { readonly messageId: number; readonly item: number; readonly heard: Heard },
  now: Date,
): Promise<void> {
  await sql`
    insert into media_notes (message_id, item, kind, text, doubtful, created_at)
    values (${messageId}, ${item}, ${heard.kind}, ${heard.text}, ${json(heard.doubtful)}::jsonb, ${now})
    on conflict (message_id, item) do nothing`;
}
