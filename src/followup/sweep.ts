import { isOpen } from "../core/hours.ts";
import type { Sql } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import type { DueHandler } from "../ports/jobs.ts";
import { endSilentTickets } from "./abandon.ts";
import { missClocks } from "./clocks.ts";
import { askTheCalmed } from "./confirm.ts";
import type { Sweep, SweepDeps } from "./context.ts";
import { endLeases, openDesk } from "./leases.ts";
import { warnOfPromises } from "./promises.ts";
import { pruner } from "./prune.ts";
import { takeKeptReceipts } from "./receipts.ts";
import { readWords } from "./words.ts";

/** Between two batches of words: those who wait for an answer come first. */
const WORDS_PAUSE_MS = 150;

/**
 * What happens by the clock alone: missed deadlines, lost leases, the desk's opening, tickets gone silent; and what can
 * wait until then: reading words for the search, removing what nobody needs.
 */
export function sweepHandler(deps: SweepDeps): DueHandler {
  const pruneNowAndThen = pruner();
  return async () => {
    const sweep: Sweep = { ...deps, now: deps.clock.now(), settings: await readSettings(deps.sql) };
    const touched = [
      ...(await missClocks(sweep)),
      ...(await warnOfPromises(sweep)),
      ...(await endLeases(sweep)),
      ...(isOpen(sweep.now, sweep.settings) ? await openDesk(sweep) : []),
      ...(await askTheCalmed(sweep)),
      ...(await endSilentTickets(sweep)),
      ...(await takeKeptReceipts(sweep)),
    ];
    for (const conversationId of touched) deps.publish(conversationId);
    if (touched.length > 0) deps.jobs.wake("delivery");
    await pruneNowAndThen(sweep);
    const { more } = await readWords(sweep.sql);
    return more ? new Date(deps.clock.now().getTime() + WORDS_PAUSE_MS) : nextDeadline(deps.sql);
  };
}

async function nextDeadline(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from clocks where state = 'running'),
      (select min(owner_due_at) from conversations where owner_due_at is not null)) as at`;
  return row?.at ?? null;
}
