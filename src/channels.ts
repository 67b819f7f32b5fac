import { type ProcessRole, servesPages, worksQueues } from "./command-line.ts";
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

export interface ChannelsDeps {
  readonly accounts: ChannelAccounts;
  readonly intake: IntakeDeps;
  readonly role: ProcessRole;
  /** Of several processes that want to listen to an account, one does at a time: a bot is not asked twice. */
  readonly alone: (
    accountId: number,
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<void>,
  ) => Promise<void>;
  readonly log: Log;
}

/**
 * Connects, and listens where the channel is asked for news: that is a worker's part, the rest goes with the webhooks.
 * A messenger that cannot be reached is a red channel, not a dead desk: it is tried again.
 */
export function runChannels({ accounts, intake, role, alone, log }: ChannelsDeps): RunningChannels {
  const stopping = new AbortController();
  const health = new Map<number, ChannelHealth>();
  const running = [...accounts.values()].map((account) => run(account));

  async function run(account: ChannelAccount): Promise<void> {
    const { signal } = stopping;
    if (account.adapter.listen) {
      if (worksQueues(role)) await alone(account.id, signal, (lost) => connectAndListen(account, lost));
    } else if (servesPages(role)) await connectAndListen(account, signal);
  }

  async function connectAndListen({ id, adapter }: ChannelAccount, signal: AbortSignal): Promise<void> {
    const onHealth = (state: ChannelHealth) => void health.set(id, state);
    while (adapter.connect && !signal.aborted) {
      const state = await adapter.connect(signal);
      onHealth(state);
      if (state.state !== "red") break;
      await pause(RECONNECT_MS, signal);
    }
    if (!adapter.listen || signal.aborted) return;
    const sink = async (events: readonly Parameters<typeof accept>[2][]) => {
      for (const event of events) {
        const taken: AcceptedEvent | null = await accept(intake, id, event);
        if (taken && event.type === "action") void adapter.acknowledgeAction?.(event);
      }
    };
    await adapter.listen(sink, signal, onHealth).catch((error: unknown) => {
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
