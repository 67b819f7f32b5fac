import type { Settings } from "../../src/core/settings.ts";
import { ensureAccount } from "../../src/db/channel-accounts.ts";
import { connect, type Database, type Sql } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { writeSettings } from "../../src/db/settings.ts";
import type { DeskDeps } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import type { Room } from "../../src/desk/speech.ts";
import { openTicket } from "../../src/desk/tickets.ts";
import { type Ingested, type IngestPolicy, ingest } from "../../src/intake/ingest.ts";
import type { InboundEvent } from "../../src/ports/channel.ts";
import type { Queue } from "../../src/ports/jobs.ts";
import { testDatabase } from "./postgres.ts";

/** A Sunday, half past one in the afternoon in Tehran. */
export const NOON = new Date("2026-11-22T10:00:00Z");
export const POLICY: IngestPolicy = { quietMs: 1_500, maxWaitMs: 6_000, hotFactor: 2, messagesPerMinute: 100 };
export const QUIET = { aborted: false } as AbortSignal;

/** The parts of a desk on a database of their own: nothing runs until a test runs it, and time stands still. */
export interface Rows {
  readonly sql: Sql;
  readonly database: Database;
  readonly connection: Awaited<ReturnType<typeof testDatabase>>["connection"];
  readonly accountId: number;
  readonly clock: { now(): Date /** In ms. */; advance(ms: number): Date };
  /** Queues that were woken, oldest first. */
  readonly woken: Queue[];
  /** Conversations that were published, oldest first. */
  readonly published: number[];
  readonly desk: DeskDeps;
  /** What a message of any channel holds; a test may change it. */
  room: Room;
  /** A message comes in now. */
  hears(event?: Partial<InboundEvent>, policy?: Partial<IngestPolicy>): Promise<Ingested | null>;
  /** A first message of somebody new, and its conversation. */
  conversation(fields?: Partial<Conversation>): Promise<Conversation>;
  find(id: number): Promise<Conversation>;
  /** Opens a ticket for the conversation. */
  ticket(conversation: Conversation, code?: string): Promise<number>;
  settings(settings: Settings): Promise<void>;
  close(): Promise<void>;
}

let made = 0;

/** A message of somebody new; `given` says what is different. */
export function anEvent(given: Partial<InboundEvent> = {}): InboundEvent {
  made += 1;
  return {
    type: "message",
    channel: "memory",
    eventId: `event-${made}`,
    externalId: `message-${made}`,
    threadId: `thread-${made}`,
    sender: { id: given.threadId ?? `thread-${made}`, name: "Sara", phone: null },
    text: "my parcel has not come",
    data: null,
    attachments: [],
    location: null,
    replyTo: null,
    identity: null,
    status: null,
    sentAt: NOON.toISOString(),
    ...given,
  };
}

export async function openRows(): Promise<Rows> {
  const test = await testDatabase();
  const migrated = await migrate(test.connection);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const database = connect(test.connection, 4);
  const { sql } = database;
  const accountId = await ensureAccount(sql, "memory", "test");
  let now = NOON.getTime();
  const advance = (ms: number): Date => {
    now += ms;
    return new Date(now);
  };
  const clock = { now: () => new Date(now), advance };
  const woken: Queue[] = [];
  const published: number[] = [];
  const desk: DeskDeps = {
    sql,
    clock,
    jobs: { wake: (queue) => void woken.push(queue) },
    publish: (conversationId) => void published.push(conversationId),
    speech: {
      notice: (notice) => ({ text: `notice: ${notice.name}`, buttons: [] }),
      asking: () => [],
      room: () => rows.room,
    },
  };
  const rows: Rows = {
    sql,
    database,
    connection: test.connection,
    accountId,
    clock,
    woken,
    published,
    desk,
    room: { textChars: 60 },
    hears: (event = {}, policy = {}) => {
      const said = anEvent({ sentAt: clock.now().toISOString(), ...event });
      return ingest(sql, accountId, said, clock.now(), { ...POLICY, ...policy });
    },
    async conversation(fields = {}) {
      const taken = await rows.hears();
      if (!taken) throw new Error("The message was not taken.");
      if (Object.keys(fields).length > 0)
        await sql`update conversations set ${sql(fields as Record<string, never>)} where id = ${taken.conversationId}`;
      return rows.find(taken.conversationId);
    },
    async find(id) {
      const [row] = await sql<Conversation[]>`select * from conversations where id = ${id}`;
      if (!row) throw new Error(`There is no conversation ${id}.`);
      return row;
    },
    ticket: (conversation, code = "000000000") =>
      sql.begin((tx) => {
        const draft = { category: "delivery", subcategory: null, priority: "normal", summary: "A parcel." } as const;
        return openTicket(tx, conversation, { code, draft, language: "en", now: clock.now() });
      }),
    settings: (settings) => writeSettings(sql, settings),
    async close() {
      await database.close();
      await test.drop();
    },
  };
  return rows;
}
