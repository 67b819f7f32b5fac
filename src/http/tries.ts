import type { Sql } from "../db/connect.ts";
import type { Clock } from "../ports/clock.ts";
import { hashToken } from "./auth.ts";

interface TryLimit {
  readonly most: number;
  readonly windowMs: number;
}

/** How often a password or a code may be wrong, of one account and from one address. */
const SIGN_IN: TryLimit = { most: 10, windowMs: 15 * 60_000 };
/** How many keys whose tries are past go with each new one. */
const SWEPT = 50;

export interface Taken {
  /** 0 where there was room, else the seconds until there is. */
  readonly seconds: number;
  /** There was room for this one of the last key, and there is for no other. */
  readonly last: boolean;
}

export interface Tries {
  /** Counts one more of every key, or of none. To be asked before the answer is known: else many at once find room. */
  take(keys: readonly string[]): Promise<Taken>;
  /** As if the last one of each had not been: it was no wrong guess. */
  giveBack(keys: readonly string[]): Promise<void>;
}

export const signInTries = (sql: Sql, clock: Clock): Tries => countedTries(sql, clock, SIGN_IN);

/**
 * Counts tries in the database: several web processes share one count, and a restart forgets nothing. The moments
 * themselves are kept, so the limit holds over any window, wherever it begins.
 */
export function countedTries(sql: Sql, clock: Clock, { most, windowMs }: TryLimit): Tries {
  /** @returns how many there are now, this one included; null where there was no room */
  async function takeOne(key: string, now: Date): Promise<number | null> {
    const since = new Date(now.getTime() - windowMs);
    const [row] = await sql<{ count: number }[]>`
      insert into sign_in_tries as known (key_hash, tries, expires_at)
      values (${hashToken(key)}, array[${now}::timestamptz], ${new Date(now.getTime() + windowMs)})
      on conflict (key_hash) do update set expires_at = excluded.expires_at,
        tries = array(select at from unnest(known.tries) at where at > ${since} order by at) || excluded.tries
      where (select count(*) from unnest(known.tries) at where at > ${since}) < ${most}
      returning cardinality(tries) as count`;
    return row?.count ?? null;
  }

  async function secondsUntilRoom(key: string, now: Date): Promise<number> {
    const since = new Date(now.getTime() - windowMs);
    const [row] = await sql<{ oldest: Date | null }[]>`
      select min(at) as oldest from sign_in_tries, unnest(tries) at where key_hash = ${hashToken(key)} and at > ${since}`;
    return Math.max(1, Math.ceil(((row?.oldest ?? now).getTime() - since.getTime()) / 1_000));
  }

  const forgetOld = (now: Date) => sql`
    delete from sign_in_tries where key_hash in (
      select key_hash from sign_in_tries where expires_at <= ${now} order by expires_at limit ${SWEPT}
      for update skip locked)`;

  async function giveBack(keys: readonly string[]): Promise<void> {
    await sql`
      update sign_in_tries set tries = tries[:cardinality(tries) - 1]
      where key_hash = any(${keys.map(hashToken)}) and cardinality(tries) > 0`;
  }

  return {
    async take(keys) {
      const now = clock.now();
      let count: number | null = 0;
      for (const [nth, key] of keys.entries()) {
        count = await takeOne(key, now);
        if (count === null) {
          if (nth > 0) await giveBack(keys.slice(0, nth));
          return { seconds: await secondsUntilRoom(key, now), last: false };
        }
      }
      await forgetOld(now);
      return { seconds: 0, last: count === most };
    },
    giveBack,
  };
}
