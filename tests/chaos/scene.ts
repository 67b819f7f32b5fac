import { setTimeout as pause } from "node:timers/promises";
import { type Connection, connect, type Database } from "../../src/db/connect.ts";
import { type DebianPostgres, startDebianPostgres } from "../support/debian-postgres.ts";
import { type RestClient, restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { type RedisServer, redisServer } from "../support/redis.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import type { Stage } from "./row.ts";
import { type SlowLine, slowLine, type WebhookPoster, webhookPoster } from "./telegram-line.ts";

const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";
/** Short, where the quiet time of a burst is not what is tried. */
const QUICK_TURNS = { TURN_QUIET_MS: "50" } as const;

export type Role = "all" | "web" | "worker";

export interface SceneOptions {
  /** Its own embedded database (one process alone), or Debian's server. */
  readonly store?: "embedded" | "postgres";
  readonly redis?: boolean;
  /** One process each. */
  readonly roles?: readonly Role[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The longest that an answer of the platform takes on its way, in ms. */
  readonly lineMs?: number;
  /** The share of updates that the platform posts once more. */
  readonly redelivered?: number;
  /** So many copies of each update are posted at the same moment. */
  readonly copies?: number;
}

/** A desk as it is shipped, between customers on a simulated Telegram and whoever reads its API. */
export interface Scene {
  readonly platform: TelegramApi;
  readonly line: SlowLine;
  readonly processes: readonly DeskProcess[];
  /** The first process. */
  readonly desk: DeskProcess;
  /** Milliseconds until the first process was ready. */
  readonly firstStartMs: number;
  readonly poster: WebhookPoster;
  readonly api: RestClient;
  readonly postgres: DebianPostgres | null;
  readonly redis: RedisServer | null;
  /** Asks the database with connections of its own, which are closed again. */
  ask<T>(question: (database: Database) => Promise<T>): Promise<T>;
}

export async function openScene(stage: Stage, options: SceneOptions = {}): Promise<Scene> {
  const { store = "embedded", redis: wantsRedis = false, roles = ["all"], lineMs = 60, redelivered = 0 } = options;
  const { random } = stage;
  const platform = await startTelegramApi({ seed: stage.seed });
  stage.defer(platform.close);
  const line = await slowLine(platform.root, () => random() * lineMs);
  stage.defer(line.close);
  const postgres = store === "postgres" ? await startDebianPostgres(stage.program("postgres")) : null;
  if (postgres) stage.defer(postgres.stop);
  const redis = wantsRedis ? await redisServer(stage.program("redis")) : null;
  if (redis) {
    stage.defer(redis.stop);
    await redis.start();
  }

  const environment = {
    API_TOKEN,
    SECRETS_KEY: "k".repeat(32),
    TELEGRAM_BOT_TOKEN: platform.token,
    TELEGRAM_API_ROOT: line.root,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ...QUICK_TURNS,
    ...(postgres && { DATABASE_URL: postgres.url }),
    ...(redis && { REDIS_URL: redis.url }),
    ...options.environment,
  };
  const processes: DeskProcess[] = [];
  for (const role of roles) {
    const started = await deskProcess(environment, role === "all" ? [] : ["--role", role]);
    stage.defer(started.close);
    processes.push(started);
  }
  const [firstStartMs = Number.NaN] = await Promise.all(processes.map((each) => each.start()));

  const [desk] = processes;
  if (!desk) throw new Error("A scene needs a process.");
  const webs = processes.filter((_, index) => roles[index] !== "worker");
  let calls = 0;
  const url = () => webs[calls++ % webs.length]?.url ?? "";
  const again = () => random() < redelivered;
  const connection: Connection | null = postgres && { url: postgres.url };
  return {
    platform,
    line,
    processes,
    desk,
    firstStartMs,
    poster: webhookPoster(url, SECRET, { again, copies: options.copies ?? 1 }),
    api: restClient(url, () => API_TOKEN),
    postgres,
    redis,
    async ask(question) {
      const database = connection ? connect(connection, 2) : desk.database();
      try {
        return await question(database);
      } finally {
        await database.close();
      }
    },
  };
}

export interface BlowOptions {
  readonly blows: number;
  /** Of the whole load. */
  readonly messages: number;
  /** Up to so many ms after its message, at random. */
  readonly spreadMs?: number;
}

/** Strikes somewhere in each equal part of the load. */
export async function strike(
  { poster }: Pick<Scene, "poster">,
  { random }: Stage,
  { blows, messages, spreadMs = 150 }: BlowOptions,
  blow: (index: number) => Promise<void>,
): Promise<void> {
  for (let index = 0; index < blows; index += 1) {
    await poster.reached(Math.floor(((index + 0.1 + 0.8 * random()) * messages) / blows));
    await pause(random() * spreadMs);
    await blow(index);
  }
}
