import type { Sql } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";
import { remember } from "./ingest.ts";

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
  await sql.begin(async (tx) => {
    if (!(await remember(tx, accountId, event, now))) return;
    const handles = await tx<{ id: number; externalId: string; contactId: number }[]>`
      select id, external_id, contact_id from identities
      where account_id = ${accountId} and external_id in ${tx([from, to])} order by contact_id for no key update`;
    const [old, current] = [from, to].map((handle) => handles.find(({ externalId }) => externalId === handle));
    if (!old) return;
    await tx`
      update conversations c set thread_id = ${to}
      where c.account_id = ${accountId} and c.thread_id = ${from} and not exists (
        select from conversations o where o.account_id = c.account_id and o.thread_id = ${to})`;
    if (!current) {
      await tx`update identities set external_id = ${to} where id = ${old.id}`;
      return;
    }
    const contacts = [old.contactId, current.contactId];
    const [kept, gone] = [Math.min(...contacts), Math.max(...contacts)];
    if (kept === gone) return;
    await tx`
      update facts f set contact_id = ${kept} from conversations c
      where c.contact_id = ${gone} and f.conversation_id = c.id`;
    await tx`update identities set contact_id = ${kept} where contact_id = ${gone}`;
    await tx`update conversations set contact_id = ${kept} where contact_id = ${gone}`;
    await tx`update tickets set contact_id = ${kept} where contact_id = ${gone}`;
  });
}
