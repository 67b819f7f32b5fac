import { ensureAccount } from "./db/channel-accounts.ts";
import type { Sql } from "./db/connect.ts";
import { type AcceptedEvent, accept, type IntakeDeps } from "./intake/accept.ts";
import type { Log } from "./log.ts";
import type { ChannelAccount, ChannelAccounts, ChannelAdapter, ChannelHealth } from "./ports/channel.ts";

/** An adapter and the name of its account. */
export interface ConfiguredChannel {
  readonly name: string;
  readonly adapter: ChannelAdapter;
}

/** Gives every configured adapter its account. */
export async function openAccounts(sql: Sql, channels: readonly ConfiguredChannel[]): Promise<ChannelAccounts> {
  const accounts = new Map<number, ChannelAccount>();
  for (const { name, adapter } of channels) {
    const id = await ensureAccount(sql, adapter.channel, name);
    accounts.set(id, { id, name, adapter });
  }
  return accounts;
}

export interface RunningChannels {
  health(accountId: number): ChannelHealth;
  /** Takes nothing new; resolves when the listening has ended. */
  stop(): Promise<void>;
}

const RECONNECT_MS = 30_000;

/** Connects and listens. A messenger that cannot be reached is a red channel, not a dead desk: it is tried again. */
export function runChannels(accounts: ChannelAccounts, intake: IntakeDeps, log: Log): RunningChannels {
  const stopping = new AbortController();
  const health = new Map<number, ChannelHealth>();
  const running = [...accounts.values()].map((account) => run(account));

  async function run({ id, adapter }: ChannelAccount): Promise<void> {
    const onHealth = (state: ChannelHealth) => void health.set(id, state);
    while (adapter.connect && !stopping.signal.aborted) {
      const state = await adapter.connect(stopping.signal);
      onHealth(state);
      if (state.state !== "red") break;
      await pause(RECONNECT_MS, stopping.signal);
    }
    if (!adapter.listen || stopping.signal.aborted) return;
    const sink = async (events: readonly Parameters<typeof accept>[2][]) => {
      for (const event of events) {
        const taken: AcceptedEvent | null = await accept(intake, id, event);
        if (taken && event.type === "action") void adapter.acknowledgeAction?.(event);
      }
    };
    await adapter.listen(sink, stopping.signal, onHealth).catch((error: unknown) => {
      log.error({ error, channel: adapter.channel }, "listening ended");
      onHealth({ state: "red", why: "listening ended", hint: "See the log, then restart the desk." });
    });
  }

  return {
    health: (accountId) => health.get(accountId) ?? { state: "green" },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}
