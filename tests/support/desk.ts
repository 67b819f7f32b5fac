import pino from "pino";
import type { ConfiguredChannel } from "../../src/channels.ts";
import { readConfig } from "../../src/config.ts";
import type { Settings } from "../../src/core/settings.ts";
import { type Connection, connect } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { type RunningDesk, startDesk } from "../../src/start.ts";
import { type Agent, agentAt } from "./desk-agent.ts";
import { type MovableClock, movableClock, type WeekTime } from "./desk-clock.ts";
import { openEvents } from "./desk-events.ts";
import { untilFound } from "./desk-patience.ts";
import { openVisitor, type Visitor, type VisitorDeps } from "./desk-visitor.ts";
import {
  bodyOf,
  type ConversationWire,
  type MessageWire,
  type RestClient,
  restClient,
  type TicketWire,
  type TransitionWire,
  type TurnWire,
} from "./desk-wire.ts";
import { testDatabase } from "./postgres.ts";
import { tempFolder } from "./temp-folder.ts";
import { watch } from "./watch.ts";

export const API_TOKEN = "a-service-token-for-the-tests";

/** No burst ends by itself, on however slow a machine: `burstEnds` ends it. */
export const ENDLESS_BURST = { TURN_QUIET_MS: "60000", TURN_MAX_WAIT_MS: "120000" };
/** After which the longest burst of such a desk is over. */
const BURST_MINUTES = 2;

export interface DeskOptions {
  readonly settings?: Partial<Settings>;
  /** Environment variables beside the quick ones of a test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: MovableClock;
  readonly channels?: readonly ConfiguredChannel[];
  /** An empty database of the caller's own, in the place of a throw-away one. */
  readonly connection?: Connection;
  /** What starts it, in the place of the program's own start. */
  readonly starter?: typeof startDesk;
}

/** The real server in this process, with a database of its own, spoken to over HTTP alone. */
export interface Desk {
  readonly url: string;
  /** The first admin's one-time page; null where somebody can sign in. */
  readonly setupUrl: string | null;
  readonly clock: MovableClock;
  /** The REST interface with the service token. */
  readonly api: RestClient;
  /** What the desk wrote to its log at `warn` and above, one JSON line each. */
  readonly log: readonly string[];
  visitor(): Promise<Visitor>;
  agent(id: string): Agent;
  conversation(id: string): Promise<ConversationWire>;
  messages(id: string): Promise<readonly MessageWire[]>;
  turns(id: string): Promise<readonly TurnWire[]>;
  transitions(id: string): Promise<readonly TransitionWire[]>;
  ticket(code: string): Promise<TicketWire>;
  /** Looks again whenever a conversation of the desk changes, until there is something. */
  until<T>(look: () => Promise<T | undefined>, what: string): Promise<T>;
  /** The turn that settled a customer's message. */
  turnOf(id: string, sequence: number): Promise<TurnWire>;
  /** Resolves with the conversation as soon as it is like this. */
  becomes(id: string, like: (conversation: ConversationWire) => boolean, what: string): Promise<ConversationWire>;
  /** Puts the clock forward to the next such moment of the week, and lets the desk look at it. */
  at(time: WeekTime): Promise<void>;
  /** Lets minutes pass. */
  minutesPass(minutes: number): Promise<void>;
  /** Lets everybody have been quiet long enough, of a desk whose bursts do not end by themselves. */
  burstEnds(): Promise<void>;
  /** Stops as on a TERM signal, and starts again on the same database. What happens between is `meanwhile`. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

let template: Promise<string> | undefined;

/** One migrated database a test file; the desks copy it. It goes with the run's server. */
function migratedTemplate(): Promise<string> {
  template ??= (async () => {
    const { connection } = await testDatabase();
    const migrated = await migrate(connection);
    if (!migrated.ok) throw new Error(migrated.error.message);
    return connection.database;
  })();
  return template;
}

export async function aDesk({
  settings = {},
  env = {},
  clock = movableClock(),
  channels = [],
  connection,
  starter = startDesk,
}: DeskOptions = {}): Promise<Desk> {
  const database = connection ? { connection, drop: async () => {} } : await testDatabase(await migratedTemplate());
  const folder = tempFolder();
  const lines: string[] = [];
  const config = readConfig({
    PORT: "0",
    DATA_DIR: folder.path,
    API_TOKEN,
    TURN_QUIET_MS: "30",
    TURN_MAX_WAIT_MS: "200",
    ...env,
  });
  if (!config.ok) throw new Error(config.error.join("\n"));
  const settled = config.value;
  const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  const bell = connect(database.connection, 1);
  const pages: Awaited<ReturnType<typeof openVisitor>>[] = [];
  const changes = watch();

  let running: RunningDesk;
  let news: { close(): Promise<void> };
  const url = () => running.url;
  const api = restClient(url, () => API_TOKEN);

  async function start(): Promise<void> {
    const options = { log, say: () => {}, clock, channels, connection: database.connection };
    const started = await starter(settled, options);
    if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
    running = started.value;
    const authorization = `Bearer ${API_TOKEN}`;
    news = await openEvents(`${running.url}/api/v1/events`, { authorization }, () => changes.changed());
  }
  /** The pages first: a stopping desk waits for what is open. */
  async function halt(): Promise<void> {
    await Promise.all([news.close(), ...pages.map((page) => page.close())]);
    await running.stop();
  }
  /** A wake-up for every queue: the clock was moved, which no timer knows. */
  async function look(): Promise<void> {
    await bell.sql`select pg_notify('hamdel_wake', 'turn delivery sweep')`;
  }
  const until: Desk["until"] = (find, what) => {
    const why = () => `${what}\nThe desk's log: ${lines.join("") || "nothing"}`;
    return untilFound(changes, find, why);
  };
  const wait: VisitorDeps["wait"] = (find, what) => untilFound(changes, async () => find(), what);

  await start();
  if (Object.keys(settings).length > 0) bodyOf(await api.put("/api/v1/settings", settings));

  const read = async <T>(path: string): Promise<T> => bodyOf(await api.get<T>(`/api/v1${path}`));
  const items = async <T>(path: string): Promise<readonly T[]> => (await read<{ items: readonly T[] }>(path)).items;
  const desk: Desk = {
    get url() {
      return running.url;
    },
    get setupUrl() {
      return running.setupUrl;
    },
    clock,
    api,
    log: lines,
    async visitor() {
      const page = await openVisitor({ url, wait, changed: changes.changed });
      pages.push(page);
      await page.open();
      return page.visitor;
    },
    agent: (id) => agentAt(api, id),
    conversation: (id) => read(`/conversations/${id}`),
    messages: (id) => items(`/conversations/${id}/messages`),
    turns: (id) => items(`/conversations/${id}/turns`),
    transitions: (id) => items(`/conversations/${id}/transitions`),
    ticket: (code) => read(`/tickets/${encodeURIComponent(code)}`),
    until,
    turnOf: (id, sequence) =>
      until(async () => {
        const message = (await desk.messages(id)).find((candidate) => candidate.sequence === sequence);
        return (await desk.turns(id)).find((turn) => message && turn.messageIds.includes(message.id));
      }, `the turn of message ${sequence}`),
    becomes: (id, like, what) =>
      until(async () => {
        const conversation = await desk.conversation(id);
        return like(conversation) ? conversation : undefined;
      }, `a conversation that is ${what}`),
    async at(time) {
      clock.moveTo(time);
      await look();
    },
    async minutesPass(minutes) {
      clock.advance(minutes);
      await look();
    },
    burstEnds: () => desk.minutesPass(BURST_MINUTES),
    async restart(meanwhile) {
      await halt();
      await meanwhile?.();
      await start();
      await Promise.all(pages.map((page) => page.open()));
    },
    async stop() {
      await halt();
      await bell.close();
      await database.drop();
      folder.remove();
    },
  };
  return desk;
}
