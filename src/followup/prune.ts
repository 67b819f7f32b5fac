import type { Sql } from "../db/connect.ts";
import type { Sweep } from "./context.ts";

/** Rows of one kind at once: short transactions, and room for the work between them. */
const BATCH = 1_000;
const EVERY_MS = 3_600_000;

/** What goes, by which of its times, and how many days after that. */
const RULES: readonly (readonly [table: string, time: string, days: number])[] = [
  // Redelivery windows of the platforms end well before.
  ["inbound_events", "received_at", 14],
  // Told of a send that nobody ever settled.
  ["early_statuses", "received_at", 14],
  // Nobody repeats a command after that.
  ["idempotency_keys", "created_at", 7],
  // For whoever asks what became of a link, or looks into a theft.
  ["sessions", "expires_at", 30],
  ["verifications", "expires_at", 30],
  ["setup_links", "expires_at", 30],
];
/** As long as the visitor's cookie lives. */
const SILENT_VISITOR_DAYS = 30;
/** What was uploaded and never sent. */
const UNSENT_FILE_DAYS = 1;

/**
 * What nobody needs any more: keys of repeated events and commands, ended sign-ins and links, and chats that were opened
 * and in which nobody ever said a word, files that were never sent. What was said stays, and so does the record of what was sent: replies and
 * receipts name its ids.
 * @returns whether there may be more of it
 */
export async function prune({ sql, now }: Pick<Sweep, "sql" | "now">): Promise<boolean> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const removed = [
    await removeSilentVisitors(sql, before(SILENT_VISITOR_DAYS)),
    await removeUnsentFiles(sql, before(UNSENT_FILE_DAYS)),
  ];
  for (const [table, time, days] of RULES) removed.push(await remove(sql, table, time, before(days)));
  return removed.includes(BATCH);
}

async function remove(sql: Sql, table: string, time: string, before: Date): Promise<number> {
  const gone = await sql`
    delete from ${sql(table)} where ctid = any(array(
      select ctid from ${sql(table)} where ${sql(time)} < ${before} limit ${BATCH} for update skip locked))`;
  return gone.count;
}

/** The doors to chats in which nobody said a word: whoever comes back gets a new one. */
async function removeSilentVisitors(sql: Sql, before: Date): Promise<number> {
  const gone = await sql`
    delete from web_sessions where token_hash = any(array(
      select w.token_hash from web_sessions w join conversations c on c.id = w.conversation_id
      where w.created_at < ${before} and c.last_sequence = 0 limit ${BATCH} for update of w skip locked))`;
  return gone.count;
}

async function removeUnsentFiles(sql: Sql, before: Date): Promise<number> {
  const gone = await sql`
    delete from files where id = any(array(
      select id from files where message_id is null and created_at < ${before} limit ${BATCH} for update skip locked))`;
  return gone.count;
}

/** Prunes once an hour, and in between while there is more. */
export function pruner(): (sweep: Pick<Sweep, "sql" | "now">) => Promise<void> {
  let dueAt = Number.NEGATIVE_INFINITY;
  return async (sweep) => {
    if (sweep.now.getTime() < dueAt) return;
    const more = await prune(sweep);
    dueAt = more ? dueAt : sweep.now.getTime() + EVERY_MS;
  };
}
