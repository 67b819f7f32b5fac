import { err, ok, type Result } from "../../src/core/result.ts";
import type { ConfigError } from "../../src/ports/channel.ts";
import { isHttpUrl, withoutSlash } from "../http.ts";

/** One Telegram bot. */
export interface TelegramConfig {
  readonly token: string;
  /** Without a trailing slash; `https://api.telegram.org`, or a Bot API server of one's own. */
  readonly apiRoot: string;
  /** A host's bot brings the updates: the desk neither reads the bot nor registers anything. */
  readonly mounted?: boolean;
  /** Present: updates come by webhook and must carry it. Absent: the desk polls. */
  readonly webhookSecret: string | undefined;
  /** Where Telegram reaches the desk. Absent in webhook mode: somebody else registers the webhook. */
  readonly publicUrl: string | undefined;
  /** Where it posts updates, below the public URL; `/webhooks/telegram` unless told. */
  readonly webhookPath?: string;
  /** An HTTP proxy (`http://host:port`) for calls to an `https:` API root. */
  readonly proxy: string | undefined;
}

/** The updates the desk understands. Reactions come only when asked for by name. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "callback_query",
  "message_reaction",
  "my_chat_member",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
] as const;

const WEBHOOK_PATH = "/webhooks/telegram";

const TOKEN = /^\d+:[A-Za-z0-9_-]+$/;
/** The platform's own rule for `secret_token`. */
const SECRET = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * Checks a configuration; no error text shows the token or the secret.
 * An empty webhook secret is an error and not "no webhook": an open door must never come from a forgotten value.
 */
export function checkConfig(config: TelegramConfig): Result<TelegramConfig, ConfigError> {
  if (!TOKEN.test(config.token)) {
    return err({
      message: "The Telegram bot token does not look like 123456:ABC.",
      hint: "Copy it from @BotFather, without quotes or spaces.",
    });
  }
  if (config.webhookSecret !== undefined && !SECRET.test(config.webhookSecret)) {
    return err({
      message: "The Telegram webhook secret must be 1 to 256 characters of A-Z a-z 0-9 _ -.",
      hint: "Set one (openssl rand -hex 32), or leave it out altogether to poll instead.",
    });
  }
  for (const [name, url] of [["API root", config.apiRoot] as const, ["proxy", config.proxy] as const]) {
    if (url !== undefined && !isHttpUrl(url)) {
      return err({
        message: `The Telegram ${name} is not an http(s) URL.`,
        hint: "Write it in full, like https://api.telegram.org.",
      });
    }
  }
  if (config.publicUrl !== undefined && !isHttpUrl(config.publicUrl)) {
    return err({
      message: "The public URL is not an http(s) URL.",
      hint: "Write it in full, like https://desk.example.org.",
    });
  }
  return ok({ ...config, apiRoot: withoutSlash(config.apiRoot) });
}

/** The address to register, or undefined where the desk must not register one. */
export function webhookUrl(config: TelegramConfig): string | undefined {
  if (config.webhookSecret === undefined || config.publicUrl === undefined) return undefined;
  return withoutSlash(config.publicUrl) + (config.webhookPath ?? WEBHOOK_PATH);
}
