import type { Sql, Transaction } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";
import { remember } from "./ingest.ts";

/** Any constant: it names "joining two handles" among advisory locks. */
const JOINING = 7_264_340;

/**
 * The platform proved that two handles are one person's. The older contact stands, with everything known of either; a
 * conversation goes on under the handle in use from now on, unless that has one of its own already.
 * Platforms say so with every message: what was said before costs one look.
 */
export async function joinIdentities(sql: Sql, accountId: number, event: InboundEvent, now: Date): Promise<void> {
  const { identity, eventId } = event;
  if (identity === null || identity.from === identity.to) return;
  const { from, to } = identity;
  const known = await sql`select from inbound_events where account_id = ${accountId} and event_id = ${eventId}`;
  if (known.length > 0) return;
  const join = () => sql.begin((tx) => joinOnce(tx, accountId, event, { from, to }, now));
  // A first message under the new handle, committed meanwhile, stands in the way once: then both handles are seen.
  await join().catch((error: unknown) => (isTaken(error) ? join() : Promise.reject(error)));
}

const isTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";

async function joinOnce(
  tx: Transaction,
  accountId: number,
  event: InboundEvent,
  { from, to }: { readonly from: string; readonly to: string },
  now: Date,
): Promise<void> {
  if (!(await remember(tx, accountId, event, now))) return;
  // One at a time: each takes rows of two people, and two that began at either end would wait for each other.
  await tx`select pg_advisory_xact_lock(${JOINING}, ${accountId})`;
  const handles = await tx<{ id: number; externalId: string; contactId: number }[]>`
      select id, external_id, contact_id from identities
      where account_id = ${accountId} and external_id in ${tx([from, to])}`;
  const [old, current] = [from, to].map((handle) => handles.find(({ externalId }) => externalId === handle));
  if (!old) return;
  // Conversations, then handles, then what belongs to them: the order in which turns and agents take them, too. At once
  // as fully as the new name of a thread needs: a lock that grows waits for who waits for it.
  const people = handles.map(({ contactId }) => contactId);
  await tx`
      select from conversations
      where contact_id = any(${people}) or account_id = ${accountId} and thread_id in ${tx([from, to])}
      order by id for update`;
  if (!current) await tx`update identities set external_id = ${to} where id = ${old.id}`;
  await tx`
      update conversations c set thread_id = ${to}
      where c.account_id = ${accountId} and c.thread_id = ${from} and not exists (
        select from conversations o where o.account_id = c.account_id and o.thread_id = ${to})`;
  if (!current) return;
  const [kept, gone] = [Math.min(...people), Math.max(...people)];
  if (kept === gone) return;
  await tx`update identities set contact_id = ${kept} where contact_id = ${gone}`;
  const theirs = await tx<{ id: number }[]>`
      update conversations set contact_id = ${kept} where contact_id = ${gone} returning id`;
  await tx`update facts set contact_id = ${kept} where conversation_id = any(${theirs.map(({ id }) => id)})`;
  await tx`update tickets set contact_id = ${kept} where contact_id = ${gone}`;
  await tx`
      update contacts older set vip = older.vip or newer.vip, name = coalesce(nullif(older.name, ''), newer.name)
      from contacts newer where older.id = ${kept} and newer.id = ${gone}`;
}
