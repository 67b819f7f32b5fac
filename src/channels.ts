import { type ProcessRole, servesPages, worksQueues } from "./command-line.ts";
import { type AcceptedEvent, accept, type IntakeDeps } from "./intake/accept.ts";
import type { Log } from "./log.ts";
import { during } from "./observe/scope.ts";
import type { ChannelAccount, ChannelAccounts, ChannelAdapter, ChannelHealth, InboundEvent } from "./ports/channel.ts";

/** An adapter and the name of its account. */
export interface ConfiguredChannel {
  readonly name: string;
  readonly adapter: ChannelAdapter;
}

/** Where the health of the accounts this process looks after is told. */
export interface HealthReports {
  report(accountId: number, health: ChannelHealth): void;
  letGo(accountId: number): void;
}

export interface RunningChannels {
  /** Commits what an account heard, in order. When it resolves the platform may be told so. */
  take(accountId: number, events: readonly InboundEvent[]): Promise<void>;
  /** Brings what runs into line with the accounts: new ones start, changed ones start anew, gone ones stop. */
  reconcile(): void;
  /** Takes nothing new; resolves when the listening has ended. */
  stop(): Promise<void>;
}

const RECONNECT_MS = 30_000;
const LOOK_AGAIN_MS = 10 * 60_000;

const BEGUN_AGAIN = {
  state: "red",
  why: "the connection ended",
  hint: "It is begun again by itself; if that does not help, see the log.",
} as const satisfies ChannelHealth;
const GIVEN_UP: ChannelHealth = { ...BEGUN_AGAIN, hint: "See the log, then restart the desk." };

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
  readonly health: HealthReports;
  /** Resolves after `ms`, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/**
 * Connects, and listens where the channel is asked for news: that is a worker's part, the rest goes with the webhooks.
 * A messenger that cannot be reached is a red channel, not a dead desk: it is tried again.
 */
export function runChannels({ accounts, intake, role, alone, health, wait, log }: ChannelsDeps): RunningChannels {
  const stopping = new AbortController();
  const running = new Map<number, { readonly account: ChannelAccount; stop(): Promise<void> }>();
  reconcile();

  function reconcile(): void {
    for (const [id, { account, stop }] of running) {
      if (accounts.get(id) === account) continue;
      running.delete(id);
      // Its successor begins when it has ended: a platform is not asked by two.
      const ended = stop();
      const successor = accounts.get(id);
      if (successor) running.set(id, start(successor, ended));
      else void ended.then(() => health.letGo(id));
    }
    for (const account of accounts.values()) {
      if (!running.has(account.id)) running.set(account.id, start(account));
    }
  }

  function start(account: ChannelAccount, after: Promise<void> = Promise.resolve()) {
    const own = new AbortController();
    const signal = AbortSignal.any([stopping.signal, own.signal]);
    const ended = after
      .then(() => run(account, signal))
      // Nobody waits for it before the stop: what is not caught here would end the whole process.
      .catch((error: unknown) => {
        log.error({ error, account: account.id }, "a channel ended badly");
        if (!signal.aborted) health.report(account.id, GIVEN_UP);
      });
    return {
      account,
      stop() {
        own.abort();
        return ended;
      },
    };
  }

  async function run(account: ChannelAccount, signal: AbortSignal): Promise<void> {
    const { adapter, id } = account;
    if (adapter.listen) {
      if (worksQueues(role))
        await alone(id, signal, (lost) => keepConnected(account, lost).finally(() => health.letGo(id)));
    } else if (adapter.connect && servesPages(role)) await keepConnected(account, signal);
  }

  async function take(accountId: number, events: readonly InboundEvent[]): Promise<void> {
    for (const event of events) {
      const taken: AcceptedEvent | null = await during("channel.event", { account: accountId }, () =>
        accept(intake, accountId, event),
      );
      if (taken && event.type === "action") void accounts.get(accountId)?.adapter.acknowledgeAction?.(event);
    }
  }

  /** Until aborted. What could not be connected, or has ended, is red until it is begun again. */
  async function keepConnected(account: ChannelAccount, signal: AbortSignal): Promise<void> {
    const { adapter, id } = account;
    const onHealth = (state: ChannelHealth) => health.report(id, state);
    while (!signal.aborted) {
      const state = await connectAndListen(account, signal, onHealth).catch((error: unknown) => {
        log.error({ error, channel: adapter.channel }, "the connection ended badly");
        return BEGUN_AGAIN;
      });
      if (signal.aborted) return;
      onHealth(state);
      await wait(state.state === "red" ? RECONNECT_MS : LOOK_AGAIN_MS, signal);
    }
  }

  /** @returns how it stands, where nobody listens; where somebody did, that it has ended */
  async function connectAndListen(
    { id, adapter }: ChannelAccount,
    signal: AbortSignal,
    onHealth: (state: ChannelHealth) => void,
  ): Promise<ChannelHealth> {
    if (adapter.connect) {
      const state = await adapter.connect(signal);
      // Who listens hears of trouble by itself; a webhook that has fallen silent says nothing, and is looked at again.
      if (state.state === "red" || !adapter.listen || signal.aborted) return state;
      onHealth(state);
    }
    await adapter.listen?.((events) => take(id, events), signal, onHealth);
    return BEGUN_AGAIN;
  }

  return {
    take,
    reconcile,
    async stop() {
      stopping.abort();
      await Promise.all([...running.values()].map(({ stop }) => stop()));
    },
  };
}
