import { type Api, GrammyError } from "grammy";
import type { ChannelHealth, InboundEvent, InboundSink } from "../../src/ports/channel.ts";
import { forClient } from "./client-signal.ts";
import { ALLOWED_UPDATES } from "./config.ts";
import { decodeUpdate } from "./decode.ts";
import type { TelegramDeps } from "./deps.ts";
import { askedToWaitMs, describe, healthOf, needsOperator } from "./errors.ts";

/** How long Telegram holds a poll without news, in seconds. */
const HOLD_SECONDS = 25;
/** What the client that polls must allow a call. */
export const POLL_DEADLINE_MS = (HOLD_SECONDS + 10) * 1000;
/** After an empty answer: keeps a server that does not hold polls from being asked without pause. */
const PAUSE_AFTER_NOTHING_MS = 200;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_LAST_MS = 30_000;

interface PollOptions extends TelegramDeps {
  readonly sink: InboundSink;
  readonly signal: AbortSignal;
  readonly onHealth: (health: ChannelHealth) => void;
}

/**
 * Polls until aborted. A poll's offset confirms the updates below it, so it moves only after the sink has committed
 * them; what is committed but not yet confirmed at a stop comes once more and is known by its event id. The platform
 * keeps the offset, the desk stores none.
 */
export async function pollUpdates(api: Api, { sink, signal, onHealth, log, random, wait }: PollOptions): Promise<void> {
  let offset: number | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await readUpdates(api, offset, signal);
      const events = updates.flatMap((update) => eventsOf(update, log));
      if (events.length > 0) await commit(sink, events);
      const last = updates.at(-1);
      if (last !== undefined) offset = last.update_id + 1;
      failures = 0;
      onHealth({ state: "green" });
      if (last === undefined) await wait(PAUSE_AFTER_NOTHING_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onHealth(error instanceof SinkFailed ? NOT_STORED : healthOf(error));
      log.warn({ channel: "telegram", failures, why: describe(error) }, "reading updates failed, trying again");
      await wait(pauseMs(error, failures, random), signal);
    }
  }
}

function readUpdates(api: Api, offset: number | undefined, signal: AbortSignal) {
  const request = { timeout: HOLD_SECONDS, allowed_updates: ALLOWED_UPDATES, ...(offset !== undefined && { offset }) };
  return api.raw.getUpdates(request, forClient(signal));
}

/** An update that cannot be read must not stop the ones behind it: it is told and passed over. */
function eventsOf(update: { readonly update_id: number }, log: TelegramDeps["log"]): readonly InboundEvent[] {
  const decoded = decodeUpdate(update);
  if (decoded.ok) return decoded.value;
  log.warn({ channel: "telegram", update: update.update_id, why: decoded.error.message }, "update passed over");
  return [];
}

class SinkFailed extends Error {}

const NOT_STORED: ChannelHealth = {
  state: "yellow",
  why: "Updates arrive but cannot be stored.",
  hint: "Look at the database; Telegram keeps the updates for 24 hours and nothing is confirmed meanwhile.",
};

async function commit(sink: InboundSink, events: readonly InboundEvent[]): Promise<void> {
  try {
    await sink(events);
  } catch (cause) {
    throw new SinkFailed("the sink could not commit", { cause });
  }
}

/** What the platform asks for; else a growing pause, half of it by chance so that many desks do not return at once. */
function pauseMs(error: unknown, failures: number, random: () => number): number {
  const longest =
    error instanceof GrammyError && needsOperator(error.error_code)
      ? BACKOFF_LAST_MS
      : Math.min(BACKOFF_FIRST_MS * 2 ** (failures - 1), BACKOFF_LAST_MS);
  return askedToWaitMs(error) ?? longest / 2 + (random() * longest) / 2;
}
