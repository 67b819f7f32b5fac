import { visitorNumber, wordQuery } from "../../core/words.ts";
import type { Sql } from "../../db/connect.ts";

/**
 * What a search has found: the conversations themselves, or that there are too many to fetch. Then they are so common
 * that a list finds its first rows sooner by asking one after the other.
 */
type Found =
  | { readonly kind: "few"; readonly ids: readonly number[] }
  | { readonly kind: "many"; readonly query: string };

const FEW = 1_000;
/** So many among the latest conversations fill any list: where they are, nothing else is looked at. */
const LATEST = 300;
const ENOUGH = 100;

/**
 * Looks for a tracking code (nine digits, as `readCode` gives it), or for words: of names, numbers, what was said and
 * what is known. Each word counts from its beginning, folded; a number also from any digit up to its fourth from the end.
 * Who has no name is found by what the console calls them.
 */
export async function search(sql: Sql, q: string): Promise<Found> {
  const query = wordQuery(q);
  if (query === null) return { kind: "few", ids: [] };
  const visitor = visitorNumber(q);
  if (visitor !== null) {
    const theirs = await sql<{ id: number }[]>`
      select c.id from conversations c join contacts p on p.id = c.contact_id
      where p.id = ${visitor} and btrim(p.name) = '' ${sql.unsafe(`limit ${FEW}`)}`;
    if (theirs.length > 0) return { kind: "few", ids: theirs.map(({ id }) => id) };
  }
  const many: Found = { kind: "many", query };
  const [lately] = await sql<{ found: number }[]>`
    select count(*)::int as found
    from (select id from conversations order by last_message_at desc, id desc ${sql.unsafe(`limit ${LATEST}`)}) c
    where ${isFound(sql, many)}`;
  if (lately && lately.found >= ENOUGH) return many;
  const rows = await sql<{ id: number }[]>`
    (select j.conversation_id as id from tickets k join ticket_conversations j on j.ticket_id = k.id where k.code = ${q})
    union
    (select w.conversation_id from conversation_words w where w.words @@ ${query}::tsquery ${sql.unsafe(`limit ${FEW + 1}`)})`;
  return rows.length > FEW ? many : { kind: "few", ids: rows.map(({ id }) => id) };
}

/** A condition on the conversation `c`. */
export function isFound(sql: Sql, found: Found) {
  if (found.kind === "few") return sql`c.id = any(${found.ids as number[]}::bigint[])`;
  // The offset keeps the planner from fetching them all after all.
  return sql`exists (
    select from conversation_words w where w.conversation_id = c.id and w.words @@ ${found.query}::tsquery offset 0)`;
}

/** A condition on the ticket `t`: one of its conversations is found. */
export function isOfFound(sql: Sql, found: Found) {
  if (found.kind === "few") {
    return sql`t.id in (select ticket_id from ticket_conversations where conversation_id = any(${found.ids as number[]}::bigint[]))`;
  }
  return sql`exists (
    select from ticket_conversations j join conversation_words w on w.conversation_id = j.conversation_id
    where j.ticket_id = t.id and w.words @@ ${found.query}::tsquery offset 0)`;
}
