import { isOpen } from "../core/hours.ts";
import type { Sql } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import type { DueHandler } from "../ports/jobs.ts";
import { endSilentTickets } from "./abandon.ts";
import { missClocks } from "./clocks.ts";
import type { Sweep, SweepDeps } from "./context.ts";
import { endLeases, openDesk } from "./leases.ts";

/** Redelivery windows of the platforms end well before. */
const REMEMBER_EVENTS_DAYS = 14;

/** What happens by the clock alone: missed deadlines, lost leases, the desk's opening, tickets gone silent. */
export function sweepHandler(deps: SweepDeps): DueHandler {
  return async () => {
    const sweep: Sweep = { ...deps, now: deps.clock.now(), settings: await readSettings(deps.sql) };
    const touched = [
      ...(await missClocks(sweep)),
      ...(await endLeases(sweep)),
      ...(isOpen(sweep.now, sweep.settings) ? await openDesk(sweep) : []),
      ...(await endSilentTickets(sweep)),
    ];
    for (const conversationId of touched) deps.publish(conversationId);
    if (touched.length > 0) deps.jobs.wake("delivery");
    await forgetOldEvents(sweep);
    return nextDeadline(deps.sql);
  };
}

async function nextDeadline(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from clocks where state = 'running'),
      (select min(owner_due_at) from conversations where owner_due_at is not null)) as at`;
  return row?.at ?? null;
}

async function forgetOldEvents({ sql, now }: Sweep): Promise<void> {
  await sql`
    delete from inbound_events where ctid = any(array(
      select ctid from inbound_events
      where received_at < ${now}::timestamptz - make_interval(days => ${REMEMBER_EVENTS_DAYS}) limit 1000))`;
}
