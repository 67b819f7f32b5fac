import { telegramAdapter, waitInRealTime } from "../../adapters/telegram/index.ts";
import type { Config } from "../config.ts";
import { ok, type Result } from "../core/result.ts";
import type { Log } from "../log.ts";
import { type RunningDesk, type StartOptions, startDesk } from "../start.ts";
import type { MountedDesk, MountOptions } from "./contract.ts";
import { type HostBot, readHost } from "./host-bot.ts";
import { deskMiddleware } from "./middleware.ts";

/** Starts a desk inside a bot, with the parts that a start takes. */
export async function mountDesk(
  bot: HostBot,
  config: Config,
  { accepts, patienceMs, ...options }: MountOptions & StartOptions,
): Promise<Result<MountedDesk & RunningDesk, { readonly message: string; readonly hint: string }>> {
  const { log } = options;
  const host = readHost(bot);
  const built = telegramAdapter(
    {
      token: host.token,
      apiRoot: host.apiRoot,
      mounted: true,
      webhookSecret: undefined,
      publicUrl: undefined,
      proxy: config.proxy,
    },
    { log, random: Math.random, wait: waitInRealTime },
  );
  if (!built.ok) return built;
  const adapter = built.value;
  // The same name as the bot would have if the desk read it by itself: its conversations stay where they are.
  const channel = { name: host.token.split(":")[0] ?? "telegram", adapter };
  const started = await startDesk(config, { ...options, channels: [channel, ...(options.channels ?? [])] });
  if (!started.ok) return started;
  const desk = started.value;

  const stopping = new AbortController();
  const middleware = deskMiddleware({
    host,
    adapter,
    channel: desk.hosted(adapter),
    accepts,
    patienceMs,
    wait: waitInRealTime,
    signal: stopping.signal,
    onFirst: () => void tellWhatIsNotAskedFor(adapter, log, stopping.signal),
    onFailure: (error, pauseMs) => log.warn({ error, pauseMs }, "an update waits for the database"),
  });
  return ok({
    ...desk,
    middleware,
    async stop() {
      stopping.abort();
      await desk.stop();
    },
  });
}

/** The host alone decides what Telegram delivers; what it leaves out, the desk never hears of. */
async function tellWhatIsNotAskedFor(
  { updatesNotAskedFor }: { updatesNotAskedFor(signal: AbortSignal): Promise<readonly string[] | null> },
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const missing = await updatesNotAskedFor(signal);
  if (missing === null || missing.length === 0) return;
  const hint = "Ask for them by allowed_updates (grammY: bot.start, Telegraf: bot.launch) or when setting the webhook.";
  log.warn({ missing, hint }, "the bot does not ask Telegram for all updates the desk understands");
}
