import type { Api } from "grammy";
import type { ChannelHealth } from "../../src/ports/channel.ts";
import { forClient } from "./client-signal.ts";
import { ALLOWED_UPDATES, type TelegramConfig, webhookUrl } from "./config.ts";
import type { TelegramDeps } from "./deps.ts";
import { describe, healthOf } from "./errors.ts";

/**
 * Identifies the bot and brings the platform into the configured mode. Updates that wait there are kept in any case.
 * A webhook without a public URL is registered by somebody else and left alone, and so is all of a host's bot.
 */
export async function connect(
  api: Api,
  config: TelegramConfig,
  log: TelegramDeps["log"],
  signal: AbortSignal,
): Promise<ChannelHealth> {
  const mode = config.mounted ? "mounted" : config.webhookSecret === undefined ? "polling" : "webhook";
  const url = mode === "webhook" ? webhookUrl(config) : undefined;
  try {
    const bot = await api.raw.getMe(forClient(signal));
    if (mode === "polling") await api.raw.deleteWebhook({ drop_pending_updates: false }, forClient(signal));
    if (url !== undefined && config.webhookSecret !== undefined) {
      const registration = { url, secret_token: config.webhookSecret, allowed_updates: ALLOWED_UPDATES };
      await api.raw.setWebhook(registration, forClient(signal));
    }
    log.info({ channel: "telegram", bot: bot.username, mode, registered: url !== undefined }, "connected");
    return { state: "green" };
  } catch (error) {
    log.warn({ channel: "telegram", why: describe(error) }, "connecting failed");
    return healthOf(error);
  }
}

/** What an unset list of `allowed_updates` leaves out, of the kinds the desk understands. */
const ONLY_BY_NAME: readonly string[] = ["message_reaction"];

/**
 * The kinds of updates the desk understands and Telegram does not deliver to this bot, because whoever reads it does not
 * ask for them; null where Telegram does not say.
 */
export async function updatesNotAskedFor(api: Api, signal: AbortSignal): Promise<readonly string[] | null> {
  try {
    const { allowed_updates: asked } = await api.raw.getWebhookInfo(forClient(signal));
    if (asked === undefined || asked.length === 0) return ONLY_BY_NAME;
    return ALLOWED_UPDATES.filter((kind) => !asked.includes(kind));
  } catch {
    return null;
  }
}
