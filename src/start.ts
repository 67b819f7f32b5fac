import { join } from "node:path";
import { type ChannelBookDeps, followBook, openChannelBook } from "./channel-book.ts";
import { openHealthBoard } from "./channel-health.ts";
import { channelOffice } from "./channel-office.ts";
import { type ChannelsDeps, type ConfiguredChannel, runChannels } from "./channels.ts";
import { type ProcessRole, servesPages, worksQueues } from "./command-line.ts";
import type { Config } from "./config.ts";
import { configuredChannels, surroundingsOf } from "./configured-channels.ts";
import { ok, type Result } from "./core/result.ts";
import { actAlone } from "./db/alone.ts";
import { type Connection, connect, type Database } from "./db/connect.ts";
import { type OpenDatabase, openDatabase, openGiven, type StartRefused } from "./db/open.ts";
import { readinessParts } from "./db/readiness.ts";
import { type DeskDeps, recordEcho } from "./desk/commands.ts";
import { noticeFlood } from "./desk/flood.ts";
import { reopenUndelivered } from "./desk/undelivered.ts";
import { listenHealth, listenHttp } from "./http/listen.ts";
import type { IntakeDeps } from "./intake/accept.ts";
import { concernsDesk } from "./intake/concerns-desk.ts";
import { openHub } from "./live/hub.ts";
import { localSignals, postgresSignals } from "./live/signals.ts";
import type { Log } from "./log.ts";
import { NOTHING_DECLARED, readDeclaration } from "./lookups/declaration.ts";
import { openLookups } from "./lookups/open.ts";
import { createMetrics } from "./metrics.ts";
import { MODEL_FILE } from "./mind/offline/model/file.ts";
import { openMind } from "./mind/open.ts";
import { watched as watchedModel } from "./mind/watched.ts";
import { hider } from "./observe/hide.ts";
import { traceWith } from "./observe/scope.ts";
import type { ChannelAdapter, InboundEvent } from "./ports/channel.ts";
import type { Clock } from "./ports/clock.ts";
import type { Jobs } from "./ports/jobs.ts";
import { projectRoot } from "./project-root.ts";
import { joinQueues } from "./queues.ts";
import { sealWith } from "./sealed.ts";
import { readSecretKey } from "./secret-key.ts";
import { ticketLinks } from "./ticket-links.ts";
import { ticketPageIn } from "./ticket-page/render.ts";
import { articlePassages, askedSystems, gatherFrom } from "./turn/gather.ts";
import { rulesJudge } from "./turn/judge.ts";
import type { TurnFile } from "./turn/load.ts";
import { type ProposeDeps, proposeNow } from "./turn/propose.ts";
import { wordsBy } from "./turn/queue.ts";
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
  /** The folder of content, in the place of the desk's own. */
  readonly prompts?: string;
  /** Channels besides the configured ones. */
  readonly channels?: readonly ConfiguredChannel[];
}

export interface RunningDesk {
  /** Where this machine reaches it; of a worker, its health. */
  readonly url: string;
  /** The first admin's one-time page; null where somebody can sign in. */
  readonly setupUrl: string | null;
  /** The way in for a channel whose platform is read by a host. @throws for an adapter the desk was not started with */
  hosted(adapter: ChannelAdapter): HostedChannel;
  /** Takes nothing new, finishes what has begun, stops the database last. */
  stop(): Promise<void>;
}

/** What a host does for a channel of the desk. */
export interface HostedChannel {
  /** Is it about words the desk said or heard? */
  concernsDesk(event: InboundEvent): Promise<boolean>;
  /** Commits, in order. When it resolves the platform may be told so. */
  take(events: readonly InboundEvent[]): Promise<void>;
}

/** Builds the desk by hand, part by part, and starts it. What was started before a failure is stopped again. */
export async function startDesk(config: Config, options: StartOptions): Promise<Result<RunningDesk, StartRefused>> {
  const { log, clock = REAL_TIME } = options;
  const around = surroundingsOf(config, log, clock, options.say);
  const channels = configuredChannels(config, around);
  if (!channels.ok) return channels;
  const { connection, say } = options;
  const opened = connection ? await openGiven(connection) : await openDatabase(config, say);
  if (!opened.ok) return opened;
  say(`  Database: ${opened.value.description}`);
  const database = connect(opened.value.connection);
  const undo: (() => Promise<void>)[] = [opened.value.close, database.close];
  try {
    const all = [...channels.value, ...(options.channels ?? [])];
    const desk = await assemble(config, options, database, opened.value, { configured: all, around }, undo);
    return ok(desk);
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** Turns traces on. @returns how to turn them off */
async function trace(traces: NonNullable<Config["traces"]>): Promise<() => Promise<void>> {
  // Loaded where it is used: a desk without a collector starts without it.
  const { openTraces } = await import("./observe/traces.ts");
  const { begin, close } = await openTraces(traces);
  traceWith(begin);
  return async () => {
    traceWith(null);
    await close();
  };
}

/** The desk listens twice as long to somebody who is angry before it answers. */
const HOT_FACTOR = 2;

/** The time of this machine. */
export const REAL_TIME: Clock = { now: () => new Date() };

/** Runs every step, the last one first. */
async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.toReversed()) await step();
}

async function assemble(
  config: Config,
  { log, role = "all", clock = REAL_TIME, prompts = join(projectRoot, "prompts") }: StartOptions,
  database: Database,
  { connection, shared }: OpenDatabase,
  channelsOfStart: Pick<ChannelBookDeps, "configured" | "around">,
  undo: (() => Promise<void>)[],
): Promise<RunningDesk> {
  const { sql } = database;
  if (config.traces) undo.push(await trace(config.traces));
  const onLost = (error: unknown) => log.warn({ error }, "a signal was lost");
  const signals = shared ? postgresSignals(sql, onLost) : localSignals();
  undo.push(signals.close);
  const hub = await openHub(signals);
  const mind = await openMind(config, { prompts, modelFile: join(projectRoot, MODEL_FILE) }, { clock, log });
  const secret = readSecretKey(config.dataDir, config.secretsKey);
  const seal = sealWith(secret);
  const links = ticketLinks(secret, config.publicUrl);
  const declared = config.lookups ? readDeclaration(config.lookups.file, config.lookups.environment) : NOTHING_DECLARED;
  const book = await openChannelBook({ sql, seal, ...channelsOfStart });
  const { accounts } = book;
  const hide = (words: string) => hider([...config.secrets, ...declared.secrets, ...book.secrets()])(words);
  const health = openHealthBoard(sql, accounts, hide, (error, account) =>
    log.warn({ error, account }, "the health of a channel could not be written"),
  );
  undo.push(health.stop);
  const metrics = createMetrics({ sql, clock, accounts, breaker: mind.breaker, hub, health });
  const { jobs: woken, close } = await openWakeUps(config, { signals, clock, log });
  const jobs: Jobs = {
    ...woken,
    wake(queue, at) {
      metrics.woken(queue);
      woken.wake(queue, at);
    },
  };
  undo.push(close);

  const speech = phrasebookSpeech(mind.phrasebook, accounts, links.to);
  const desk: DeskDeps = { sql, clock, speech, jobs, publish: hub.changed, judge: rulesJudge(mind.phrasebook) };
  const intake: IntakeDeps = {
    sql,
    clock,
    jobs,
    policy: { ...config.turn, hotFactor: HOT_FACTOR, messagesPerMinute: config.contactMessagesPerMinute },
    publish: hub.changed,
    onTaken: metrics.taken,
    undelivered: (messageId) => reopenUndelivered(desk, messageId),
    noticeFlood: (conversationId) => noticeFlood(desk, conversationId),
    takeover: async (echo) => {
      await recordEcho(desk, echo);
    },
  };
  const lookups = openLookups(declared.connectors, { clock, onAsked: metrics.lookedUp });
  const roomOf = ({ conversation, settings }: TurnFile) => speech.room(conversation, { now: clock.now(), settings });
  const sources = { passages: articlePassages(sql, roomOf), lookups: askedSystems(lookups) };
  const gather = gatherFrom(sources, (error, conversation) =>
    log.error({ error, conversation }, "what a reply may stand on could not be found"),
  );
  const queues = worksQueues(role)
    ? await joinQueues({ config, connection, desk, jobs, mind, gather, accounts, hub, metrics, hide, log })
    : null;
  if (queues) undo.push(queues.end);
  const alone: ChannelsDeps["alone"] = (accountId, signal, act) => actAlone(connection, accountId, signal, act);
  const channels = runChannels({ accounts, intake, role, alone, health, wait: channelsOfStart.around.wait, log });
  undo.push(channels.stop);
  const onError = (error: unknown) => log.warn({ error }, "the channel accounts could not be read");
  const following = await followBook(book, signals, { changed: channels.reconcile, onError });
  undo.push(following.stop);

  const thinking: ProposeDeps = {
    desk,
    read: mind.read,
    handling: mind,
    model: mind.model && watchedModel(mind.model, metrics.asked),
    gather,
    reply: wordsBy(mind, metrics, speech),
  };
  const watched = {
    config,
    parts: readinessParts(sql, worksQueues(role)),
    metrics: metrics.render,
    log,
  };
  const http = servesPages(role)
    ? await listenHttp({
        ...watched,
        secret,
        renderTicketPage: ticketPageIn(mind.phrasebook),
        opensTicket: links.opens,
        database,
        clock,
        desk,
        hub,
        accounts,
        taxonomy: mind.taxonomy,
        playbooks: mind.playbooks,
        intake,
        health: async () => new Map([...(await health.read()), ...book.troubles]),
        propose: (command) => proposeNow(thinking, command),
        office: channelOffice({ sql, clock, seal, book, around: channelsOfStart.around, changed: following.announce }),
        onRejected: metrics.rejected,
      })
    : await listenHealth(watched);
  undo.push(http.stop);
  // The door is open before the work begins: after a kill, who comes back does not wait for what has piled up.
  queues?.begin();
  if (queues) void mind.warmUp();
  return {
    url: http.url,
    hosted(adapter) {
      const account = [...accounts.values()].find((candidate) => candidate.adapter === adapter);
      if (!account) throw new Error(`The desk was started without this ${adapter.channel} channel.`);
      return {
        concernsDesk: (event) => concernsDesk(sql, account.id, event),
        take: (events) => channels.take(account.id, events),
      };
    },
    setupUrl: http.setupPath && (config.publicUrl ?? http.url) + http.setupPath,
    stop: () => undoAll(undo),
  };
}
