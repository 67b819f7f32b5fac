import { resolve } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "./core/result.ts";

/** Everything the environment says, read once. An empty variable is an unset one. */

const url = z.url({ protocol: /^https?$/, error: "must be an http(s) address" });
const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const schema = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must look like postgres://user@host/database" })
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must look like redis://host:6379, or rediss:// with TLS" })
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, "must look like 123456:ABC, as @BotFather gave it")
    .optional(),
  TELEGRAM_API_ROOT: url.default("https://api.telegram.org"),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, "must be 1-256 letters, digits, _ or -")
    .optional(),
  API_TOKEN: z.string().min(16, "must be at least 16 characters: try `openssl rand -hex 32`").optional(),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(10, "must be at least 10 characters").optional(),
  TURN_QUIET_MS: whole(0, 60_000).default(1500),
  TURN_MAX_WAIT_MS: whole(0, 600_000).default(6000),
  // A turn is leased for 30 seconds: a longer wait for a model would outlast it.
  MODEL_DEADLINE_MS: whole(100, 20_000).default(8000),
  CONTACT_MESSAGES_PER_MINUTE: whole(1, 100_000).default(120),
  SECRETS_KEY: z.string().min(32, "must be at least 32 characters: try `openssl rand -hex 32`").optional(),
  HTTPS_PROXY: url.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Names of all variables, for `.env.example`. */
export const CONFIG_NAMES: readonly string[] = Object.keys(schema.shape);

export interface Config {
  readonly port: number;
  readonly host: string;
  /** As customers and platforms reach us; null: only on this machine. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** Null: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: wake-ups travel through the database. */
  readonly redisUrl: string | null;
  /** Null: the offline engine alone. */
  readonly model: {
    readonly apiKey: string | undefined;
    readonly baseUrl: string | undefined;
    readonly name: string;
    readonly deadlineMs: number;
  } | null;
  readonly telegram: {
    readonly token: string;
    readonly apiRoot: string;
    /** Set: webhook mode; else polling. */
    readonly webhookSecret: string | undefined;
  } | null;
  readonly apiToken: string | null;
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly turn: { readonly quietMs: number; readonly maxWaitMs: number };
  readonly contactMessagesPerMinute: number;
  readonly secretsKey: string | null;
  readonly proxy: string | undefined;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment.
 * @returns the frozen configuration, or one line for each bad value that says what it must be
 */
export function readConfig(environment: Environment): Result<Config, readonly string[]> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(set);
  if (!parsed.success) return err(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const env = parsed.data;
  if (Boolean(env.ADMIN_EMAIL) !== Boolean(env.ADMIN_PASSWORD)) {
    return err(["ADMIN_EMAIL and ADMIN_PASSWORD go together: set both, or neither to get a one-time set-up link"]);
  }
  if (env.TURN_MAX_WAIT_MS < env.TURN_QUIET_MS) return err(["TURN_MAX_WAIT_MS: must not be below TURN_QUIET_MS"]);
  return ok(
    Object.freeze({
      port: env.PORT,
      host: env.HOST,
      publicUrl: env.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
      dataDir: resolve(env.DATA_DIR),
      databaseUrl: env.DATABASE_URL ?? null,
      redisUrl: env.REDIS_URL ?? null,
      model:
        env.OPENAI_API_KEY || env.OPENAI_BASE_URL
          ? {
              apiKey: env.OPENAI_API_KEY,
              baseUrl: env.OPENAI_BASE_URL,
              name: env.OPENAI_MODEL,
              deadlineMs: env.MODEL_DEADLINE_MS,
            }
          : null,
      telegram: env.TELEGRAM_BOT_TOKEN
        ? {
            token: env.TELEGRAM_BOT_TOKEN,
            apiRoot: env.TELEGRAM_API_ROOT.replace(/\/+$/, ""),
            webhookSecret: env.TELEGRAM_WEBHOOK_SECRET,
          }
        : null,
      apiToken: env.API_TOKEN ?? null,
      admin: env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } : null,
      turn: { quietMs: env.TURN_QUIET_MS, maxWaitMs: env.TURN_MAX_WAIT_MS },
      contactMessagesPerMinute: env.CONTACT_MESSAGES_PER_MINUTE,
      secretsKey: env.SECRETS_KEY ?? null,
      proxy: env.HTTPS_PROXY,
      logLevel: env.LOG_LEVEL,
    }),
  );
}

/** The one place where the process's environment is touched. */
export const processEnvironment = (): Environment => process.env;
