import { join } from "node:path";
import { type ChannelsDeps, type ConfiguredChannel, openAccounts, runChannels } from "./channels.ts";
import { type ProcessRole, servesPages, worksQueues } from "./command-line.ts";
import type { Config } from "./config.ts";
import { configuredChannels } from "./configured-channels.ts";
import { ok, type Result } from "./core/result.ts";
import { actAlone } from "./db/alone.ts";
import { type Connection, connect, type Database } from "./db/connect.ts";
import { openDatabase, openGiven, type StartRefused } from "./db/open.ts";
import { type DeskDeps, recordEcho } from "./desk/commands.ts";
import { noticeFlood } from "./desk/flood.ts";
import { listenHealth, listenHttp } from "./http/listen.ts";
import type { IntakeDeps } from "./intake/accept.ts";
import { openHub } from "./live/hub.ts";
import { postgresSignals } from "./live/signals.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { openMind } from "./mind/open.ts";
import type { Clock } from "./ports/clock.ts";
import { projectRoot } from "./project-root.ts";
import { workQueues } from "./queues.ts";
import { readSecretKey } from "./secret-key.ts";
import { phrasebookSpeech } from "./turn/speech.ts";
import { openWakeUps } from "./wake-ups.ts";

export interface StartOptions {
  readonly log: Log;
  /** Lines for the person at the terminal. */
  readonly say: (line: string) => void;
  /** What this process does of the work; everything, unless told otherwise. */
  readonly role?: ProcessRole;
  readonly clock?: Clock;
  /** A running database in the place of the configured one. */
  readonly connection?: Connection;
  /** Channels besides the configured ones. */
  readonly channels?: readonly ConfiguredChannel[];
}

export interface RunningDesk {
  /** Where this machine reaches it; of a worker, its health. */
  readonly url: string;
  /** The first admin's one-time page; null where somebody can sign in. */
  readonly setupUrl: string | null;
  /** Takes nothing new, finishes what has begun, stops the database last. */
  stop(): Promise<void>;
}

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
    const desk = await assemble(config, options, database, opened.value.connection, all, undo);
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

async function assemble(
  config: Config,
  { log, role = "all", clock = { now: () => new Date() } }: StartOptions,
  database: Database,
  connection: Connection,
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
  const { jobs, close } = await openWakeUps(config, { signals, clock, log });
  undo.push(close);

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
  if (worksQueues(role)) undo.push(await workQueues({ config, desk, jobs, mind, accounts, hub, metrics, log }));
  const alone: ChannelsDeps["alone"] = (accountId, signal, act) => actAlone(connection, accountId, signal, act);
  const channels = runChannels({ accounts, intake, role, alone, log });
  undo.push(channels.stop);

  const watched = {
    config,
    parts: [{ name: "database", check: async () => ((await sql`select 1`).length === 1 ? null : "does not answer") }],
    metrics: metrics.render,
    log,
  };
  const http = servesPages(role)
    ? await listenHttp({
        ...watched,
        secret: readSecretKey(config.dataDir, config.secretsKey),
        database,
        clock,
        desk,
        hub,
        accounts,
        intake,
        channels,
        onRejected: metrics.rejected,
      })
    : await listenHealth(watched);
  undo.push(http.stop);
  return {
    url: http.url,
    setupUrl: http.setupPath && (config.publicUrl ?? http.url) + http.setupPath,
    stop: () => undoAll(undo),
  };
}
