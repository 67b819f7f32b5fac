import { setTimeout as pause } from "node:timers/promises";
import { type Connection, connect, type Sql } from "./connect.ts";

/** Any constant: it names "listens to this account" among advisory locks. */
const LOCK = 7_264_337;
const LOOK_MS = 2_000;
const ANSWER_MS = 5_000;

/**
 * Does something in one process at a time: where several ask for the same number, one acts, and another takes over when
 * it ends or dies. The lock lives on a connection of its own and is asked for again and again, which keeps it too: who
 * has lost the connection, and the lock with it, finds that out and stops acting.
 * @param number  what is done alone: of a channel account, its id
 * @param act  ends soon after its signal; when it ends by itself, the lock is let go
 * @returns when `act` has ended for good
 */
export async function actAlone(
  connection: Connection,
  number: number,
  signal: AbortSignal,
  act: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { sql, close } = connect(connection, 1);
  let acting: Acting | null = null;
  try {
    while (!signal.aborted && !acting?.ended) {
      const held = await hold(sql, number);
      if (held && !signal.aborted) acting ??= begin(act, signal);
      if (!held) acting = await end(acting);
      await pause(LOOK_MS, undefined, { signal: acting?.until ?? signal }).catch(() => undefined);
    }
  } finally {
    // However it ended: the lock goes with the connection.
    await end(acting).finally(close);
  }
}

interface Acting {
  readonly done: Promise<void>;
  readonly ended: boolean;
  /** Aborted when it has ended, or is to end. */
  readonly until: AbortSignal;
  stop(): void;
}

function begin(act: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Acting {
  const stopping = new AbortController();
  const over = new AbortController();
  const done = act(stopping.signal).finally(() => over.abort());
  // A failure is told where the end is awaited, which may be a look later.
  done.catch(() => undefined);
  return {
    done,
    get ended() {
      return over.signal.aborted;
    },
    until: AbortSignal.any([signal, over.signal]),
    stop: () => stopping.abort(),
  };
}

async function end(acting: Acting | null): Promise<null> {
  acting?.stop();
  await acting?.done;
  return null;
}

/** A database that does not answer holds no lock for us. */
async function hold(sql: Sql, number: number): Promise<boolean> {
  const asked = sql<{ held: boolean }[]>`select pg_try_advisory_lock(${LOCK}, ${number}) as held`;
  const late = new Promise<never[]>((resolve) => setTimeout(resolve, ANSWER_MS, []).unref());
  const [row] = await Promise.race([asked, late]).catch(() => []);
  return row?.held ?? false;
}
