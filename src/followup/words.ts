import { numberWords, wordsOf } from "../core/words.ts";
import { json, type Sql, type Transaction } from "../db/connect.ts";

/** Any constant: it names "reading words for the search" among advisory locks; one process does it at a time. */
const LOCK = 7_264_338;
const CONVERSATIONS = 100;
/** Of one conversation at once: the rest comes with the next look. */
const MESSAGES = 200;
const LONGEST_TEXT = 4_000;
/** A tsvector holds one megabyte: in a conversation that has so many different words, newer ones are not found. */
const MOST_WORDS = 6_000;

/**
 * Makes what was said and learnt lately searchable, newest conversations first, a batch at a time. It happens here and
 * not where messages are accepted, so that nobody waits for it.
 * @returns whether there is more to read at once
 */
export async function readWords(sql: Sql): Promise<{ readonly more: boolean }> {
  return sql.begin(async (tx) => {
    const [lock] = await tx<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as mine`;
    if (!lock?.mine) return { more: false };
    const unread = await unreadConversations(tx);
    if (unread.length === 0) return { more: false };
    const known = unread.map(({ id, through, said, names, numbers, facts }) => {
      const texts = [...(said ?? []), ...names, ...facts];
      const words = new Set(texts.flatMap((text) => [...wordsOf(text.slice(0, LONGEST_TEXT))]));
      for (const number of [...numbers, ...facts]) for (const word of numberWords(number)) words.add(word);
      return { id, through, words: [...words].slice(0, MOST_WORDS) };
    });
    await keep(tx, known);
    const whole = unread.filter(({ said }) => (said?.length ?? 0) < MESSAGES);
    await markRead(tx, whole);
    return { more: unread.length === CONVERSATIONS || whole.length < unread.length };
  });
}

interface Unread {
  readonly id: number;
  readonly read: number;
  readonly through: number;
  readonly said: readonly string[] | null;
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  readonly facts: readonly string[];
}

/** What the bot and the system said is left out: it is the same everywhere. */
async function unreadConversations(tx: Transaction): Promise<readonly Unread[]> {
  return tx<Unread[]>`
    select c.id, c.last_sequence + c.turned_sequence as read, new.said, coalesce(new.through, w.through_sequence, 0) as through,
      array[p.name, i.name] as names, array_remove(array[i.phone, i.external_id], null) as numbers,
      array(select f.value from facts f where f.conversation_id = c.id order by f.id desc limit ${MESSAGES})
        || array(select n.text from media_notes n join messages m on m.id = n.message_id
                 where m.conversation_id = c.id order by n.id desc limit ${MESSAGES})
        || array(select t.summary from ticket_conversations j join tickets t on t.id = j.ticket_id
                 where j.conversation_id = c.id order by t.id desc limit ${MESSAGES}) as facts
    from (select * from conversations where last_sequence + turned_sequence > words_read
          order by id desc limit ${CONVERSATIONS}) c
    join contacts p on p.id = c.contact_id
    join identities i on i.id = c.identity_id
    left join conversation_words w on w.conversation_id = c.id
    cross join lateral (
      select array_agg(text) as said, max(sequence) as through from (
        select left(m.text, ${LONGEST_TEXT}) as text, m.sequence from messages m
        where m.conversation_id = c.id and m.sequence > coalesce(w.through_sequence, 0)
          and m.author in ('customer', 'agent')
        order by m.sequence limit ${MESSAGES}) lately) new`;
}

type Known = { readonly id: number; readonly through: number; readonly words: readonly string[] };

async function keep(tx: Transaction, known: readonly Known[]): Promise<void> {
  await tx`
    insert into conversation_words as kept (conversation_id, through_sequence, words)
    select id, through, array_to_tsvector(array(select jsonb_array_elements_text(words)))
    from jsonb_to_recordset(${json(known)}::text::jsonb) as known (id bigint, through int, words jsonb)
    on conflict (conversation_id) do update set through_sequence = excluded.through_sequence,
      words = case when length(kept.words) < ${MOST_WORDS} then kept.words || excluded.words else kept.words end`;
}

/** A conversation somebody is busy with is read again with the next look, rather than waited for. */
async function markRead(tx: Transaction, read: readonly { id: number; read: number }[]): Promise<void> {
  const given = json(read.map(({ id, read }) => ({ id, read })));
  await tx`
    update conversations c set words_read = given.read
    from jsonb_to_recordset(${given}::text::jsonb) as given (id bigint, read int)
    where c.id = given.id and c.id = any(array(
      select o.id from conversations o where o.id = any(${read.map(({ id }) => id)}::bigint[])
      order by o.id for no key update skip locked))`;
}
