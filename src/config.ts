import { resolve } from "node:path";
import { z } from "zod";
import { type ChannelVariables, channelsOf } from "./channel-variables.ts";
import { err, ok, type Result } from "./core/result.ts";
import { isAddressRange } from "./http/client-address.ts";

/** Everything the environment says, read once. An empty variable is an unset one. */

const url = z.url({ protocol: /^https?$/, error: "must be an http(s) address" });
const root = url.transform((address) => address.replace(/\/+$/, ""));
const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const PARENT_BASED = ["parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"] as const;

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
  OPENAI_TRANSCRIBE_MODEL: z.string().default("whisper-1"),
  OPENAI_VISION: z.enum(["on", "off"], "must be on, or off").default("on"),
  TAXONOMY: z
    .string()
    .regex(/^[a-z][a-z_]*$/, "must be the name of a file in prompts/taxonomy, as retail")
    .default("retail"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, "must look like 123456:ABC, as @BotFather gave it")
    .optional(),
  TELEGRAM_API_ROOT: root.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, "must be 1-256 letters, digits, _ or -")
    .optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_API_ROOT: root.optional(),
  WHATSAPP_REOPEN_TEMPLATE: z
    .string()
    .regex(/^\w+:\w+$/, "must look like still_there:fa, the approved template's name and language")
    .optional(),
  WHATSAPP_WEB: z.enum(["0", "1"], "must be 1, or 0").optional(),
  CHROMIUM_PATH: z.string().optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_API_ROOT: root.optional(),
  KAVENEGAR_API_KEY: z.string().optional(),
  KAVENEGAR_SENDER: z.string().optional(),
  KAVENEGAR_API_ROOT: root.optional(),
  KAVENEGAR_WEBHOOK_SECRET: z.string().optional(),
  API_TOKEN: z.string().min(16, "must be at least 16 characters: try `openssl rand -hex 32`").optional(),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters: try `openssl rand -hex 32`").optional(),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(10, "must be at least 10 characters").optional(),
  TURN_QUIET_MS: whole(0, 60_000).default(1500),
  TURN_MAX_WAIT_MS: whole(0, 600_000).default(6000),
  // A turn is leased for 30 seconds: a longer wait for a model would outlast it.
  MODEL_DEADLINE_MS: whole(100, 20_000).default(8000),
  CONTACT_MESSAGES_PER_MINUTE: whole(1, 100_000).default(120),
  LOOKUPS_FILE: z.string().optional(),
  SECRETS_KEY: z.string().min(32, "must be at least 32 characters: try `openssl rand -hex 32`").optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((each) => each.trim())
        .filter(Boolean),
    )
    .refine((all) => all.every(isAddressRange), "must be addresses or ranges like 10.0.0.5,172.16.0.0/12")
    .default([]),
  HTTPS_PROXY: url.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: z.string().default("hamdel"),
  OTEL_TRACES_SAMPLER: z
    .enum(
      ["always_on", "always_off", "traceidratio", ...PARENT_BASED],
      "must be a sampler of OpenTelemetry's, as traceidratio",
    )
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number("must be a number from 0 to 1")
    .min(0, "must be from 0 to 1")
    .max(1, "must be from 0 to 1")
    .default(1),
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
    /** Null: recordings are not transcribed. */
    readonly transcribeModel: string | null;
    /** Pictures and documents are described. */
    readonly vision: boolean;
    readonly deadlineMs: number;
  } | null;
  /** Name of the file in `prompts/taxonomy` whose sub-categories are in force. */
  readonly taxonomy: string;
  /** The first account of each kind; what it says is checked where the account is opened. */
  readonly channels: ChannelVariables;
  readonly apiToken: string | null;
  /** Null: the figures are told to this machine alone. */
  readonly metricsToken: string | null;
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly turn: { readonly quietMs: number; readonly maxWaitMs: number };
  readonly contactMessagesPerMinute: number;
  /** Declares what of the organisation's own systems may be asked, with secrets from the environment; null: nothing. */
  readonly lookups: { readonly file: string; readonly environment: Environment } | null;
  readonly secretsKey: string | null;
  /** Addresses and CIDR ranges whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly proxy: string | undefined;
  /** Every value that must stay a secret; see `observe/hide.ts`. */
  readonly secrets: readonly string[];
  /** Null: nothing is traced. */
  readonly traces: TracesConfig | null;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

export interface TracesConfig {
  /** Of an OTLP/HTTP collector, without `/v1/traces`. */
  readonly endpoint: string;
  readonly service: string;
  /** Of all traces, from 0 to 1. */
  readonly ratio: number;
}

/** Nothing outside begins a trace of ours, so "based on the parent" changes nothing. */
function ratioOf(sampler: string, ratio: number): number {
  if (sampler.endsWith("always_off")) return 0;
  return sampler.endsWith("always_on") ? 1 : ratio;
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
              transcribeModel: env.OPENAI_TRANSCRIBE_MODEL === "off" ? null : env.OPENAI_TRANSCRIBE_MODEL,
              vision: env.OPENAI_VISION === "on",
              deadlineMs: env.MODEL_DEADLINE_MS,
            }
          : null,
      taxonomy: env.TAXONOMY,
      channels: channelsOf(env),
      apiToken: env.API_TOKEN ?? null,
      metricsToken: env.METRICS_TOKEN ?? null,
      admin: env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } : null,
      turn: { quietMs: env.TURN_QUIET_MS, maxWaitMs: env.TURN_MAX_WAIT_MS },
      contactMessagesPerMinute: env.CONTACT_MESSAGES_PER_MINUTE,
      lookups: env.LOOKUPS_FILE ? { file: resolve(env.LOOKUPS_FILE), environment: set } : null,
      secretsKey: env.SECRETS_KEY ?? null,
      trustedProxies: env.TRUSTED_PROXIES,
      proxy: env.HTTPS_PROXY,
      traces: env.OTEL_EXPORTER_OTLP_ENDPOINT
        ? {
            endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, ""),
            service: env.OTEL_SERVICE_NAME,
            ratio: ratioOf(env.OTEL_TRACES_SAMPLER, env.OTEL_TRACES_SAMPLER_ARG),
          }
        : null,
      secrets: secretsIn(set),
      logLevel: env.LOG_LEVEL,
    }),
  );
}

/** The one place where the process's environment is touched. */
export const processEnvironment = (): Environment => process.env;

const SECRET_NAME = /(TOKEN|SECRET|KEY|PASSWORD)$/;
/** A shorter one would hide words of the log's own. */
const SECRET_CHARS = 8;

/** Every value of the environment that must stay a secret, by its name; of addresses the password in them. */
function secretsIn(environment: Environment): readonly string[] {
  return CONFIG_NAMES.flatMap((name) => {
    const value = environment[name]?.trim() ?? "";
    const password = URL.canParse(value) ? new URL(value).password : "";
    const found = SECRET_NAME.test(name) ? [value] : [password, decodeURIComponent(password)];
    return found.filter((secret) => secret.length >= SECRET_CHARS);
  });
}
