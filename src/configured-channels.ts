import { setTimeout as delay } from "node:timers/promises";
import { type ChannelKind, channelKind, type Surroundings } from "../adapters/registry.ts";
import { webAdapter } from "../adapters/web/index.ts";
import type { ConfiguredChannel } from "./channels.ts";
import type { Config } from "./config.ts";
import { err, ok, type Result } from "./core/result.ts";
import type { StartRefused } from "./db/open.ts";
import type { Log } from "./log.ts";
import type { Clock } from "./ports/clock.ts";

/** What every account finds around it; its own door is told one by one. */
export type SharedSurroundings = Omit<Surroundings, "webhookPath">;

export function surroundingsOf(
  config: Pick<Config, "publicUrl" | "proxy" | "dataDir">,
  log: Log,
  clock: Clock,
  say: SharedSurroundings["say"],
): SharedSurroundings {
  return {
    publicUrl: config.publicUrl ?? undefined,
    proxy: config.proxy,
    dataDir: config.dataDir,
    say,
    clock,
    log,
    random: Math.random,
    // The only rejection is the abort, and that ends the wait.
    wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
  };
}

/** The channels the environment names. One whose settings cannot work stops the start: it would be missed silently. */
export function configuredChannels(
  { channels }: Pick<Config, "channels">,
  around: SharedSurroundings,
): Result<readonly ConfiguredChannel[], StartRefused> {
  const opened: ConfiguredChannel[] = [{ name: "web", adapter: webAdapter() }];
  for (const [channel, settings] of Object.entries(channels)) {
    const kind: ChannelKind | undefined = channelKind(channel);
    if (!kind) continue;
    const adapter = kind.open(settings, { ...around, webhookPath: `/webhooks/${channel}` });
    if (!adapter.ok) return err(adapter.error);
    opened.push({ name: kind.nameOf(settings), adapter: adapter.value });
  }
  return ok(opened);
}
