import { join } from "node:path";
import { type ConfiguredChannel, openAccounts, runChannels } from "./channels.ts";
import type { Config } from "./config.ts";
import { configuredChannels } from "./configured-channels.ts";
import { ok, type Result } from "./core/result.ts";
import { type Connection, connect } from "./db/connect.ts";
import { openDatabase, openGiven, type StartRefused } from "./db/open.ts";
import { joinWorkers } from "./db/workers.ts";
import { deliveryHandler } from "./delivery/run.ts";
import { type DeskDeps, recordEcho } from "./desk/commands.ts";
import type { Conversation } from "./desk/conversation.ts";
import { noticeFlood } from "./desk/flood.ts";
import { sweepHandler } from "./followup/sweep.ts";
import { listenHttp } from "./http/listen.ts";
import type { IntakeDeps } from "./intake/accept.ts";
import { embeddedJobs } from "./jobs/embedded.ts";
import { openHub } from "./live/hub.ts";
import { postgresSignals } from "./live/signals.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { openMind } from "./mind/open.ts";
import type { Clock } from "./ports/clock.ts";
import { projectRoot } from "./project-root.ts";
import { readSecretKey } from "./secret-key.ts";
import { turnQueue } from "./turn/queue.ts";
import { phrasebookSpeech } from "./turn/speech.ts";

export interface StartOptions {
  readonly log: Log;
  /** Lines for the person at the terminal. */
  readonly say: (line: string) => void;
  readonly clock?: Clock;
  /** A running database in the place of the configured one. */
  readonly connection?: Connection;
  /** Channels besides the configured ones. */
  readonly channels?: readonly ConfiguredChannel[];
}

export interface RunningDesk {
  /** Where this machine reaches it. */
  readonly url: string;
  /** The first admin's one-time page; null where somebody can sign in. */
  readonly setupUrl: string | null;
  /** Takes nothing new, finishes what has begun, stops the database last. */
  stop(): Promise<void>;
}

const SWEEP_MS = 2_000;
const SENDS_AT_ONCE = 32;
const SEND_TIMEOUT_MS = 12_000;
/** A model or a messenger that takes longer does not hold up the stop: the next start finds the row and begins again. */
const STOP_PATIENCE_MS = 4_000;

/** Builds the desk by hand, part by part, and starts it. What was started before a failure is stopped again. */
export async function startDesk(config: Config, options: StartOptions): Promise<Result<RunningDesk, StartRefused>> {
  const channels = configuredChannels(config, options.log);
  if (!channels.ok) return channels;
  const { connection, say } = options;
  const opened = connection ? await openGiven(connection) : await openDatabase(config, say);
  if (!opened.ok) return opened;
  say(`  Database: ${opened.value.description}`);
  const database = connect(opened.value.connection);
  const undo: (() => Promise<void>)[] = [opened.value.close, database.close];
  try {
    const all = [...channels.value, ...(options.channels ?? [])];
    const desk = await assemble(config, options, database, all, undo);
    return ok(desk);
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** Runs every step, the last one first. */
async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.toReversed()) await step();
}

function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function assemble(
  config: Config,
  { log, clock = { now: () => new Date() } }: StartOptions,
  database: ReturnType<typeof connect>,
  configured: readonly ConfiguredChannel[],
  undo: (() => Promise<void>)[],
): Promise<RunningDesk> {
  const { sql } = database;
  const signals = postgresSignals(sql, (error) => log.warn({ error }, "a signal was lost"));
  undo.push(signals.close);
  const hub = await openHub(signals);
  const metrics = createMetrics(sql);
  const mind = openMind(config, join(projectRoot, "prompts"), { clock, log });
  const accounts = await openAccounts(sql, configured);
  const jobs = await embeddedJobs({
    signals,
    clock,
    sweepMs: SWEEP_MS,
    onError: (queue, error) => log.error({ error, queue }, "a queue failed; it is tried again"),
  });

  const speech = phrasebookSpeech(mind.phrasebook, accounts);
  const desk: DeskDeps = { sql, clock, speech, jobs, publish: hub.changed };
  const intake: IntakeDeps = {
    sql,
    clock,
    jobs,
    policy: { ...config.turn, messagesPerMinute: config.contactMessagesPerMinute },
    publish: hub.changed,
    noticeFlood: (conversationId) => noticeFlood(desk, conversationId),
    takeover: async ({ conversationId, event, claim }) => {
      await recordEcho(desk, { conversationId, text: event.text, externalId: event.externalId, claim });
    },
  };
  const typing = ({ id, accountId, threadId }: Conversation) => {
    hub.typing(id);
    // A sign of life is worth no failure.
    accounts
      .get(accountId)
      ?.adapter.showTyping?.(threadId)
      .catch(() => {});
  };
  const turns = turnQueue({
    ...desk,
    mind,
    typing,
    patienceMs: config.turn.maxWaitMs + (config.model?.deadlineMs ?? 0),
    figures: metrics,
    onError: (error, conversation) => log.error({ error, conversation }, "a turn failed; it is tried again"),
  });
  const delivery = deliveryHandler({
    ...desk,
    accounts,
    concurrency: SENDS_AT_ONCE,
    sendTimeoutMs: SEND_TIMEOUT_MS,
    onOutcome: (_part, outcome) => metrics.sent(outcome.kind),
    onError: (error, conversation) => log.error({ error, conversation }, "a send could not be settled"),
  });

  const presence = await joinWorkers(sql);
  const finish = () => atMost(STOP_PATIENCE_MS, Promise.all([turns.idle(), delivery.idle()]));
  undo.push(presence.leave, finish, jobs.stop);
  jobs.work("turn", turns.handle);
  jobs.work("delivery", delivery.handle);
  jobs.work("sweep", sweepHandler(desk));
  const channels = runChannels(accounts, intake, log);
  undo.push(channels.stop);

  const http = await listenHttp({
    config,
    secret: readSecretKey(config.dataDir, config.secretsKey),
    database,
    clock,
    desk,
    hub,
    accounts,
    intake,
    channels,
    parts: [{ name: "database", check: async () => ((await sql`select 1`).length === 1 ? null : "does not answer") }],
    metrics: metrics.render,
    onRejected: metrics.rejected,
    log,
  });
  undo.push(http.stop);
  return { url: http.url, setupUrl: http.setupPath && http.url + http.setupPath, stop: () => undoAll(undo) };
}
