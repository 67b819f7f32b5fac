import type { ChannelHealth, InboundEvent, InboundSink } from "../../../src/ports/channel.ts";
import type { SmsDeps } from "../deps.ts";
import type { KavenegarCall } from "./client.ts";
import type { KavenegarConfig } from "./config.ts";
import { decodeKavenegar } from "./decode.ts";
import { healthOf, needsOperator, successOf } from "./errors.ts";
import type { SentIds } from "./sent-ids.ts";

const PULL_EVERY_MS = 5_000;
const PULLS_PER_REPORT = 6;
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_LAST_MS = 60_000;
/** As many come in one answer at most: then more are waiting. */
const PAGE = 100;
/** What was read so recently may have been lost between the platform and the database. */
const RECOVER_MS = 3_600_000;

const UNREAD = "0";
const READ = "1";

interface PullOptions extends SmsDeps {
  readonly call: KavenegarCall;
  readonly settings: KavenegarConfig;
  readonly sent: SentIds;
  readonly sink: InboundSink;
  readonly signal: AbortSignal;
  readonly onHealth: (health: ChannelHealth) => void;
}

/**
 * Pulls until aborted. The platform marks a message as read by handing it over, before anybody has stored it. Therefore
 * nothing more is pulled until the sink has taken what came, and a start first looks at what was read within the last
 * hour: what is known already is told apart by its event id.
 */
export async function pullMessages(options: PullOptions): Promise<void> {
  const { signal, sent, clock, wait } = options;
  const since = clock.now().getTime() - RECOVER_MS;
  const recent = (event: InboundEvent) => Date.parse(event.sentAt) >= since;
  await pull(options, READ, recent);
  for (let round = 1; !signal.aborted; round += 1) {
    const count = await pull(options, UNREAD, () => true);
    if (round % PULLS_PER_REPORT === 0) await report(options, sent);
    if (count < PAGE) await wait(PULL_EVERY_MS, signal);
  }
}

/** Asks until there is an answer, and hands over until it is stored. @returns how many entries came */
async function pull(options: PullOptions, isread: string, wanted: (event: InboundEvent) => boolean): Promise<number> {
  const { call, settings, signal, onHealth, log, clock } = options;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const answer = await call("sms/receive", { linenumber: settings.sender, isread }, signal);
    if (signal.aborted) break;
    onHealth(healthOf(answer));
    const told = successOf(answer);
    if (told !== null) {
      await store(options, eventsOf(told.entries, clock.now(), log).filter(wanted));
      return told.entries.length;
    }
    const said = answer.ok ? answer.value.status : answer.error.code;
    log.warn({ channel: "kavenegar", failures, error: said }, "reading messages failed, trying again");
    await backOff(options, needsOperator(answer) ? Number.POSITIVE_INFINITY : failures);
  }
  return 0;
}

/** An entry that cannot be read must not stop the ones behind it: it is told and passed over. */
function eventsOf(entries: readonly object[], now: Date, log: SmsDeps["log"]): readonly InboundEvent[] {
  return entries.flatMap((entry) => {
    const decoded = decodeKavenegar(entry, now);
    if (decoded.ok) return decoded.value;
    log.warn({ channel: "kavenegar", error: decoded.error.message }, "entry passed over");
    return [];
  });
}

async function store(options: PullOptions, events: readonly InboundEvent[]): Promise<void> {
  const { sink, signal, onHealth, log } = options;
  if (events.length === 0) return;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await sink(events);
    } catch {
      onHealth(NOT_STORED);
      log.warn({ channel: "kavenegar", failures }, "storing messages failed, trying again");
      await backOff(options, failures);
    }
  }
}

/** How far our messages got, for the lines that push no reports. What is missed once is asked for again. */
async function report({ call, sink, signal, clock, log }: PullOptions, sent: SentIds): Promise<void> {
  const ids = sent.waiting();
  if (ids.length === 0) return;
  const answer = await call("sms/status", { messageid: ids.join(",") }, signal);
  const told = successOf(answer);
  if (told === null) return;
  const events = eventsOf(told.entries, clock.now(), log);
  try {
    if (events.length > 0) await sink(events);
    sent.settle(told.entries);
  } catch {
    log.warn({ channel: "kavenegar" }, "storing reports failed");
  }
}

/** A growing pause, half of it by chance so that many desks do not return at once. */
function backOff({ wait, random, signal }: PullOptions, failures: number): Promise<void> {
  const longest = Math.min(BACKOFF_FIRST_MS * 2 ** (failures - 1), BACKOFF_LAST_MS);
  return wait(longest / 2 + (random() * longest) / 2, signal);
}

const NOT_STORED: ChannelHealth = {
  state: "yellow",
  why: "Messages arrive but cannot be stored.",
  hint: "Look at the database; nothing more is pulled meanwhile, and Kavenegar keeps what is unread.",
};
