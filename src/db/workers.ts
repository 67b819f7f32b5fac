import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Connection, connect, type Sql } from "./connect.ts";

/** Any constants: they name "a living worker of this desk", and "the living worker of this number". */
const ANY_WORKER = 7_264_336;
const WORKER = 7_264_339;

const LOOK_MS = 500;
/** A worker that has lost its connection shows up again well before; a dead one never does. */
const GONE_AFTER_MS = 1_200;
/** A database that has just started knows nobody yet. */
const SETTLED_AFTER_SECONDS = 10;
/** Whoever takes up what was freed looks at most once a second: it is told until then. */
const TELL_LOOKS = 3;

export interface WorkerPresence {
  /** Stands on what this worker leases; no other living worker has it. */
  readonly number: number;
  /** No other worker was alive, and none can be: whatever was leased belonged to the dead. */
  readonly alone: boolean;
  /** Ends it, as death does. What is still leased, others take over. */
  leave(): Promise<void>;
}

/**
 * Shows that this process works on the queues, by locks on a connection of its own, which the database gives back as soon
 * as the process is dead. Meanwhile it looks for leases of workers that have gone, and ends them, long before they end by
 * themselves. A worker is gone when its lock was seen to be missing for more than a second by one who was there all the
 * time: who loses its connection, or the database, has its lock again before that.
 * @param onFreed  there are turns and sends to take up
 */
export async function joinWorkers(connection: Connection, onFreed: () => void): Promise<WorkerPresence> {
  const { sql, close } = connect(connection, 1);
  const leaving = new AbortController();
  const alone = await enter(sql, connection);
  const number = await takeNumber(sql);
  const watching = watchOthers(sql, number, onFreed, leaving.signal);
  return {
    number,
    alone,
    async leave() {
      leaving.abort();
      // First, or a question that gets no answer would be waited for.
      await close();
      await watching;
    },
  };
}

/**
 * @returns whether nobody else was there. Of a server of our own that is certain; one that somebody else looks after may
 * have lost sight of the living for a moment.
 */
async function enter(sql: Sql, connection: Connection): Promise<boolean> {
  const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${ANY_WORKER}) as alone`;
  const alone = (row?.alone ?? false) && !("url" in connection);
  if (alone) await endAllLeases(sql);
  await sql`select pg_advisory_lock_shared(${ANY_WORKER})`;
  if (row?.alone) await sql`select pg_advisory_unlock(${ANY_WORKER})`;
  return alone;
}

async function takeNumber(sql: Sql): Promise<number> {
  const number = randomInt(1, 2 ** 31);
  const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${WORKER}, ${number}) as taken`;
  return row?.taken ? number : takeNumber(sql);
}

async function endAllLeases(sql: Sql): Promise<void> {
  await sql`update conversations set lease_until = null where due_at is not null and lease_until is not null`;
  await sql`update outbox set lease_until = created_at where state = 'sending'`;
}

async function watchOthers(sql: Sql, number: number, onFreed: () => void, signal: AbortSignal): Promise<void> {
  /** Since when each has not been seen, by the clock of `performance`. */
  let missing: ReadonlyMap<number, number> = new Map();
  let connected = 0;
  let tell = 0;
  while (await nextLook(signal)) {
    const seen = await look(sql, number).catch(() => null);
    const wasThere = seen !== null && seen.pid === connected;
    connected = seen?.pid ?? 0;
    const now = performance.now();
    const before = missing;
    const absent = wasThere && seen.settled ? seen.absent : [];
    missing = new Map(absent.map((worker) => [worker, before.get(worker) ?? now]));
    const gone = absent.filter((worker) => now - (missing.get(worker) ?? now) >= GONE_AFTER_MS);
    const freed = gone.length > 0 && (await free(sql, gone).catch(() => false));
    tell = freed ? TELL_LOOKS : tell - 1;
    if (tell > 0) onFreed();
  }
}

async function nextLook(signal: AbortSignal): Promise<boolean> {
  await pause(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
  return !signal.aborted;
}

interface Look {
  /** Another one than before: the connection was lost, and with it the locks. */
  readonly pid: number;
  readonly settled: boolean;
  /** Workers who have leased something and hold no lock. */
  readonly absent: readonly number[];
}

/** Takes the locks once more, which is how they come back on a new connection, and looks who is missing. */
async function look(sql: Sql, number: number): Promise<Look> {
  const [row] = await sql<Look[]>`
    select pg_backend_pid() as pid, pg_try_advisory_lock(${WORKER}, ${number}),
      pg_try_advisory_lock_shared(${ANY_WORKER}),
      now() - pg_postmaster_start_time() > make_interval(secs => ${SETTLED_AFTER_SECONDS}) as settled,
      array(
        select distinct lease_owner from (
          select lease_owner from conversations where lease_until is not null and due_at is not null
          union all select lease_owner from outbox where state = 'sending') leased
        where lease_owner is not null and lease_owner <> ${number} and not ${isAlive(sql)}) as absent`;
  if (!row) throw new Error("The database did not answer.");
  return row;
}

const isAlive = (sql: Sql) => sql`exists (
  select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
  where l.locktype = 'advisory' and l.granted and l.classid = ${WORKER} and l.objsubid = 2
    and l.objid::bigint = lease_owner)`;

/** @returns whether there was anything to free */
async function free(sql: Sql, gone: readonly number[]): Promise<boolean> {
  const turns = await sql`
    update conversations set lease_until = null
    where lease_until is not null and due_at is not null and lease_owner = any(${gone as number[]}::int[])
      and not ${isAlive(sql)}`;
  const sends = await sql`
    update outbox set lease_until = created_at
    where state = 'sending' and lease_until > created_at and lease_owner = any(${gone as number[]}::int[])
      and not ${isAlive(sql)}`;
  return turns.count + sends.count > 0;
}

/** How many processes work on the queues of this database now. */
export async function countWorkers(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_locks
    where locktype = 'advisory' and granted and mode = 'ShareLock' and classid = 0 and objid = ${ANY_WORKER}
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.count ?? 0;
}
