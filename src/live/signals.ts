import type { Sql } from "../db/connect.ts";

/**
 * Short messages between the processes of one desk, over the database's own LISTEN/NOTIFY. Calls within one moment
 * travel together. A lost signal costs time, never data: everyone who listens also looks by itself now and then.
 */
export interface Signals {
  /** Never waits and never throws. */
  send(topic: string, value: string): void;
  /** @returns when this process hears the topic */
  listen(topic: string, hear: (values: readonly string[]) => void): Promise<void>;
  close(): Promise<void>;
}

const GATHER_MS = 4;
/** PostgreSQL takes payloads below 8,000 bytes. */
const PAYLOAD_CHARS = 7_000;

export function postgresSignals(sql: Sql, onError: (error: unknown) => void): Signals {
  const waiting = new Map<string, Set<string>>();
  const listeners: { unlisten(): Promise<void> }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<unknown> = Promise.resolve();

  function flush(): void {
    timer = null;
    const payloads = [...waiting].flatMap(([topic, values]) =>
      pack([...values]).map((payload) => ({ topic, payload })),
    );
    waiting.clear();
    sending = Promise.all(payloads.map(({ topic, payload }) => sql`select pg_notify(${topic}, ${payload})`)).catch(
      onError,
    );
  }

  return {
    send(topic, value) {
      const values = waiting.get(topic) ?? new Set();
      waiting.set(topic, values.add(value));
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async listen(topic, hear) {
      listeners.push(await sql.listen(topic, (payload) => hear(payload.split(" "))));
    },
    async close() {
      if (timer) clearTimeout(timer);
      flush();
      await sending;
      await Promise.allSettled(listeners.map((listener) => listener.unlisten()));
    },
  };
}

/** Joins values (which hold no space) into payloads short enough to send. */
function pack(values: readonly string[]): string[] {
  const payloads: string[] = [];
  for (const value of values) {
    const last = payloads.at(-1);
    if (last !== undefined && last.length + value.length < PAYLOAD_CHARS)
      payloads[payloads.length - 1] = `${last} ${value}`;
    else payloads.push(value);
  }
  return payloads;
}
