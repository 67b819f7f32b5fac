import { isDeepStrictEqual } from "node:util";
import { HEALTH_REFRESH_MS, readHealth, writeHealth } from "./db/channel-accounts.ts";
import type { Sql } from "./db/connect.ts";
import type { ChannelAccounts, ChannelHealth } from "./ports/channel.ts";

/** How the accounts are, whichever process of the desk looks after them. */
export interface HealthBoard {
  /** Of every account of the desk. */
  read(): Promise<ReadonlyMap<number, ChannelHealth>>;
  /** This process looks after the account and sees it like this, until it says otherwise or lets go. */
  report(accountId: number, health: ChannelHealth): void;
  letGo(accountId: number): void;
  stop(): Promise<void>;
}

const UNSEEN: ChannelHealth = {
  state: "yellow",
  why: "no process has reported on this channel in the last two minutes",
  hint: "Is a worker running? A start takes some seconds; else look at the workers' logs.",
};

/** Opens the board. A change is written at once, and what stands each minute, so that silence is noticed too. */
export function openHealthBoard(
  sql: Sql,
  accounts: ChannelAccounts,
  hide: (words: string) => string,
  onError: (error: unknown, accountId: number) => void,
): HealthBoard {
  const mine = new Map<number, ChannelHealth>();
  const writing = new Set<Promise<void>>();
  const timer = setInterval(() => {
    for (const accountId of mine.keys()) write(accountId);
  }, HEALTH_REFRESH_MS);

  /** The newest there is: what failed to be written is written with the next turn of the clock. */
  function write(accountId: number): void {
    const health = mine.get(accountId);
    if (!health) return;
    const written = writeHealth(sql, accountId, health)
      .catch((error: unknown) => onError(error, accountId))
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  return {
    async read() {
      const watched = [...accounts.values()].filter(({ adapter }) => adapter.connect || adapter.listen);
      const seen = await readHealth(
        sql,
        watched.map(({ id }) => id),
      );
      const healths = [...accounts.keys()].map((id): [number, ChannelHealth] => [id, { state: "green" }]);
      return new Map([...healths, ...watched.map(({ id }) => [id, seen.get(id) ?? UNSEEN] as const)]);
    },
    report(accountId, health) {
      // Its words may be the platform's.
      const shown = (words: Exclude<ChannelHealth, { state: "green" }>): ChannelHealth => {
        return { ...words, why: hide(words.why), hint: hide(words.hint) };
      };
      const told = health.state === "green" ? health : shown(health);
      // Some tell it with every poll; only a change is worth a row at once.
      if (isDeepStrictEqual(told, mine.get(accountId))) return;
      mine.set(accountId, told);
      write(accountId);
    },
    letGo: (accountId) => void mine.delete(accountId),
    async stop() {
      clearInterval(timer);
      await Promise.all(writing);
    },
  };
}
