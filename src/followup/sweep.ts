import type { Sql } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import { isUnavailable } from "../db/unavailable.ts";
import type { DueHandler } from "../ports/jobs.ts";
import { endSilentTickets } from "./abandon.ts";
import { missClocks } from "./clocks.ts";
import { askTheCalmed } from "./confirm.ts";
import type { Sweep, SweepDeps } from "./context.ts";
import { rememberFailures } from "./failures.ts";
import { endLeases, openDesk } from "./leases.ts";
import { warnOfPromises } from "./promises.ts";
import { pruner } from "./prune.ts";
import { takeKeptReceipts } from "./receipts.ts";
import { readWords } from "./words.ts";

/** Between two batches of words: those who wait for an answer come first. */
const WORDS_PAUSE_MS = 150;

/** In this order: what was promised comes before what can wait. */
const STEPS: readonly ((sweep: Sweep) => Promise<readonly number[]>)[] = [
  missClocks,
  warnOfPromises,
  endLeases,
  openDesk,
  askTheCalmed,
  endSilentTickets,
  takeKeptReceipts,
];

/**
 * What happens by the clock alone: missed deadlines, lost leases, the desk's opening, tickets gone silent; and what can
 * wait until then: reading words for the search, removing what nobody needs. A step that fails keeps no other waiting; a
 * database that is away stops them all.
 */
export function sweepHandler(deps: SweepDeps): DueHandler {
  const pruneNowAndThen = pruner();
  const failures = rememberFailures(deps);
  return async () => {
    const settings = await readSettings(deps.sql);
    const sweep: Sweep = { ...deps, now: deps.clock.now(), settings, passedOver: failures.passedOver(), failures };
    let failed = false;
    async function attempt<T>(step: () => Promise<T>, otherwise: T): Promise<T> {
      try {
        return await step();
      } catch (error) {
        if (isUnavailable(error)) throw error;
        failed = true;
        deps.onError(error);
        return otherwise;
      }
    }
    const touched: number[] = [];
    for (const step of STEPS) touched.push(...(await attempt(() => step(sweep), [])));
    for (const conversationId of touched) deps.publish(conversationId);
    if (touched.length > 0) deps.jobs.wake("delivery");
    await attempt(() => pruneNowAndThen(sweep), undefined);
    const { more } = await attempt(() => readWords(sweep.sql), { more: false });
    // What a failed step has left is due already: the queue looks again at its own pace.
    if (failed) return null;
    return more ? new Date(deps.clock.now().getTime() + WORDS_PAUSE_MS) : nextDeadline(deps.sql, failures.passedOver());
  };
}

async function nextDeadline(sql: Sql, passedOver: readonly number[]): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from clocks where state = 'running' and conversation_id <> all(${passedOver}::bigint[])),
      (select min(owner_due_at) from conversations
       where owner_due_at is not null and id <> all(${passedOver}::bigint[]))) as at`;
  return row?.at ?? null;
}
