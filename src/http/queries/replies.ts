import { FULL_MARKS } from "../../core/rubric.ts";
import type { Sql } from "../../db/connect.ts";

interface ReplyMarks {
  readonly language: string;
  readonly author: string;
  readonly replies: number;
  /** Mean of the totals, of {@link FULL_MARKS}. */
  readonly mean: number;
  /** Mean points by mark, 0 to 2. */
  readonly marks: Readonly<Record<string, number>>;
  /** Share of replies that broke a rule no reply may break, 0 to 1, and how often each was broken. */
  readonly faulty: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** How the replies since a moment do by the rules: by language and by who wrote them, the bot or people. */
export async function replyMarks(sql: Sql, since: Date): Promise<{ of: number; items: readonly ReplyMarks[] }> {
  const items = await sql<ReplyMarks[]>`
    with judged as (
      select r.message_id, r.marks, r.faults, r.total, m.author, coalesce(c.language, 'other') as language
      from reply_records r
      join messages m on m.id = r.message_id
      join conversations c on c.id = m.conversation_id
      where r.created_at >= ${since} and r.marks is not null
    ), points as (
      select language, author, mark.key, round(avg(mark.value::numeric), 3)::float8 as mean
      from judged cross join lateral jsonb_each_text(judged.marks) as mark
      group by 1, 2, 3
    ), broken as (
      select language, author, fault, count(*)::int as times
      from judged cross join lateral jsonb_array_elements_text(judged.faults) as fault
      group by 1, 2, 3
    )
    select j.language, j.author, count(*)::int as replies, round(avg(j.total), 2)::float8 as mean,
      (select jsonb_object_agg(p.key, p.mean) from points p
       where p.language = j.language and p.author = j.author) as marks,
      round(avg((j.faults <> '[]')::int), 4)::float8 as faulty,
      coalesce((select jsonb_object_agg(b.fault, b.times) from broken b
       where b.language = j.language and b.author = j.author), '{}') as faults
    from judged j group by j.language, j.author order by j.language, j.author`;
  return { of: FULL_MARKS, items };
}
