import { CHANNELS } from "../adapters/registry.ts";
import { waitInRealTime } from "../adapters/telegram/index.ts";
import type { ConfiguredChannel } from "./channels.ts";
import type { Config } from "./config.ts";
import { err, ok, type Result } from "./core/result.ts";
import type { StartRefused } from "./db/open.ts";
import type { Log } from "./log.ts";

/** The channels the configuration names. A channel whose secret is missing or empty does not start at all. */
export function configuredChannels(config: Config, log: Log): Result<readonly ConfiguredChannel[], StartRefused> {
  const channels: ConfiguredChannel[] = [{ name: "web", adapter: CHANNELS.web.create() }];
  if (config.telegram) {
    const { token, apiRoot, webhookSecret } = config.telegram;
    const bot = { token, apiRoot, webhookSecret, publicUrl: config.publicUrl ?? undefined, proxy: config.proxy };
    const adapter = CHANNELS.telegram.create(bot, { log, random: Math.random, wait: waitInRealTime });
    if (!adapter.ok) return err(adapter.error);
    // The number before the colon is the bot's own id: another token of the same bot is the same account.
    channels.push({ name: token.split(":")[0] ?? "telegram", adapter: adapter.value });
  }
  return ok(channels);
}
