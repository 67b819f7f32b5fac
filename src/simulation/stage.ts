import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { memoryAdapter } from "../../adapters/memory/index.ts";
import { readConfig } from "../config.ts";
import { atWallClock, isOpen, lastClosing, nextOpening, startOfDay } from "../core/hours.ts";
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import { type Connection, connect, type Database } from "../db/connect.ts";
import { startEmbedded } from "../db/embedded/start.ts";
import { createLog } from "../log.ts";
import type { AttachmentKind } from "../ports/channel.ts";
import { REAL_TIME, type RunningDesk, startDesk } from "../start.ts";

/** A desk on a database that nobody else uses and that is thrown away, with a clock that can be put forward. */
export interface Stage {
  readonly database: Database;
  readonly settings: Settings;
  readonly now: () => Date;
  /** A customer writes, one message after the other. */
  says(from: { readonly threadId: string; readonly name: string }, messages: readonly Written[]): Promise<void>;
  /** An agent acts, over the API. @returns why the desk refuses it; null where it is done */
  agent(
    conversationId: number,
    path: "messages" | "take" | "release" | "resolve",
    body: object,
  ): Promise<string | null>;
  read<T>(path: string): Promise<T>;
  /** Puts the clock forward. */
  passes(minutes: number): Promise<void>;
  /** To the next such moment of the week, as `wed 22:10` on the desk's clock. */
  moveTo(weekTime: string): Promise<void>;
  /** To an hour after the desk next opens; nowhere where it never closes. */
  moveToOpening(): Promise<void>;
  /** The model's endpoint dies, or is there again. Nothing where the stage was given no way to do that. */
  outage(dead: boolean): void;
  /** The desk stops as on a signal and starts again on the same database. */
  restart(): Promise<void>;
  /** Resolves when the desk has nothing to do for a conversation. @returns what it still waits for, or null */
  rest(threadId: string): Promise<string | null>;
  close(): Promise<void>;
}

/** One message of a customer. */
export interface Written {
  readonly text: string;
  readonly sends?: AttachmentKind;
  /** A button under the question whether it is solved. */
  readonly press?: "yes" | "no";
}

export interface StageOptions {
  /** The folder of content: what is tried out. */
  readonly prompts: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly settings?: Partial<Settings>;
  /** An empty database of the caller's, in the place of a throw-away server. */
  readonly connection?: Connection;
  /** Runs after the tables are there and before anybody speaks. */
  readonly furnish?: (database: Database) => Promise<void>;
  readonly outage?: (dead: boolean) => void;
  /** What the clock shows when the stage opens; absent: the time. */
  readonly begins?: Date;
}

const QUIET_MS = 25;
const LOOK_MS = 8;
const PATIENCE_MS = 15_000;
const MINUTE_MS = 60_000;
const WEEK_MS = 10_080 * MINUTE_MS;
const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** @throws Error that says what stands in the way */
export async function openStage({ prompts, environment, furnish, ...options }: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "hamdel-stage-"));
  const undo: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const connection = options.connection ?? (await throwAwayServer(folder, undo));
    const token = randomBytes(24).toString("hex");
    const config = readConfig({
      OPENAI_API_KEY: environment.OPENAI_API_KEY,
      OPENAI_BASE_URL: environment.OPENAI_BASE_URL,
      OPENAI_MODEL: environment.OPENAI_MODEL,
      MODEL_DEADLINE_MS: environment.MODEL_DEADLINE_MS,
      TAXONOMY: environment.TAXONOMY,
      PORT: "0",
      DATA_DIR: folder,
      API_TOKEN: token,
      TURN_QUIET_MS: String(QUIET_MS),
      TURN_MAX_WAIT_MS: "200",
      CONTACT_MESSAGES_PER_MINUTE: "100000",
    });
    if (!config.ok) throw new Error(config.error.join("\n"));
    const adapter = memoryAdapter({ secret: token });
    if (!adapter.ok) throw new Error(adapter.error.message);
    let ahead = options.begins ? options.begins.getTime() - REAL_TIME.now().getTime() : 0;
    const now = () => new Date(REAL_TIME.now().getTime() + ahead);
    let desk: RunningDesk;
    const start = async () => {
      const started = await startDesk(config.value, {
        log: createLog("error", { secrets: [token] }),
        say: () => {},
        clock: { now },
        connection,
        prompts,
        channels: [{ name: "stage", adapter: adapter.value }],
      });
      if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
      desk = started.value;
    };
    await start();
    undo.push(() => desk.stop());
    const database = connect(connection, 2);
    undo.push(database.close);
    await furnish?.(database);

    const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const asked = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const answer = await fetch(`${desk.url}/api/v1${path}`, asked);
      const said = (await answer.json()) as T & { error?: { message: string; hint: string } };
      if (!answer.ok) throw new Error(`${method} ${path}: ${said.error?.message} ${said.error?.hint}`);
      return said;
    };
    const settings = { ...DEFAULT_SETTINGS, ...options.settings };
    await call("PUT", "/settings", settings);
    const wake = () => database.sql`select pg_notify('hamdel_wake', 'turn delivery sweep')`;
    let heard = 0;
    const moveOn = async (ms: number) => {
      ahead += ms;
      await wake();
    };
    return {
      database,
      settings,
      now,
      passes: (minutes) => moveOn(minutes * MINUTE_MS),
      close,
      outage: options.outage ?? (() => {}),
      async restart() {
        await desk.stop();
        await start();
      },
      read: (path) => call("GET", path),
      async says({ threadId, name }, messages) {
        const way = desk.hosted(adapter.value);
        for (const { text, sends, press } of messages) {
          heard += 1;
          const id = `heard-${heard}`;
          const said = { id, type: "message", thread: threadId, message: id, from: { id: threadId, name }, text };
          const more = { attachments: sends ? [{ kind: sends }] : [], data: press ? `confirm:${press}` : null };
          const event = { ...said, ...more, at: now().toISOString() };
          const events = adapter.value.decode(JSON.stringify({ events: [event] }));
          if (!events.ok) throw new Error(events.error.message);
          await way.take(events.value);
        }
      },
      agent: (conversationId, path, body) =>
        call("POST", `/conversations/${conversationId}/${path}`, body).then(
          () => null,
          (refused: Error) => refused.message,
        ),
      async moveTo(weekTime) {
        const [day = "", time = ""] = weekTime.split(" ");
        const [hours = 0, minutes = 0] = time.split(":").map(Number);
        const wall = atWallClock(now(), settings.zone);
        const wanted = (WEEK.indexOf(day) * 1_440 + hours * 60 + minutes) * MINUTE_MS;
        const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
        const present = wall.getUTCDay() * 1_440 * MINUTE_MS + wall.getTime() - midnight;
        await moveOn((wanted - present + WEEK_MS) % WEEK_MS);
      },
      async moveToOpening() {
        if (settings.hours === null) return;
        const present = now();
        const closed = isOpen(present, settings)
          ? lastClosing(startOfDay(present, 0, settings.zone), settings)
          : present;
        const opens = nextOpening(closed, settings) ?? present;
        await moveOn(opens.getTime() - now().getTime() + 60 * MINUTE_MS);
      },
      async rest(threadId) {
        const until = performance.now() + PATIENCE_MS;
        for (;;) {
          const waits = await waitsFor(database, threadId, now(), isOpen(now(), settings));
          if (waits === null || performance.now() > until) return waits;
          await pause(LOOK_MS);
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function throwAwayServer(folder: string, undo: (() => Promise<unknown>)[]): Promise<Connection> {
  const started = await startEmbedded({ dataDir: folder, log: () => {} });
  if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
  undo.push(started.value.stop);
  return started.value.connection;
}

async function waitsFor({ sql }: Database, threadId: string, now: Date, open: boolean): Promise<string | null> {
  const [row] = await sql<{ turn: boolean; sends: boolean; clock: boolean; helped: boolean; silence: boolean }[]>`
    select c.state = 'queued' and c.bot_helps as helped, c.due_at is not null or c.lease_until is not null as turn,
      exists (select from outbox o where o.conversation_id = c.id and o.state in ('pending', 'sending')) as sends,
      coalesce(c.owner_due_at <= ${now}, false) or exists (
        select from clocks k where k.conversation_id = c.id and k.state = 'running' and k.due_at <= ${now}) as clock,
      exists (
        select from tickets t where t.id = c.ticket_id and t.status = 'resolved'
        and t.resolved_at <= ${now}::timestamptz - interval '73 hours') as silence
    from conversations c where c.thread_id = ${threadId}`;
  if (row?.turn) return "a turn";
  if (row?.clock) return "a clock that has run out";
  if (row?.helped && open) return "the opening of the desk";
  if (row?.silence) return "the end of a silence";
  return row?.sends ? "a message to go out" : null;
}
