import type { Sql } from "../db/connect.ts";

/**
 * Short messages between the parts and the processes of one desk. A lost signal costs time, never data: everyone who
 * listens also looks by itself now and then.
 */
export interface Signals {
  /** Never waits and never throws. */
  send(topic: string, value: string): void;
  /** Resolves when this process hears the topic. */
  listen(topic: string, hear: (values: readonly string[]) => void): Promise<void>;
  close(): Promise<void>;
}

/** Signals within one process: there is nobody else on its database. Calls within one moment travel together. */
export function localSignals(): Signals {
  const hearers = new Map<string, ((values: readonly string[]) => void)[]>();
  const waiting = new Map<string, Set<string>>();
  let next: NodeJS.Immediate | null = null;

  function flush(): void {
    next = null;
    const sent = [...waiting];
    waiting.clear();
    for (const [topic, values] of sent) for (const hear of hearers.get(topic) ?? []) hear([...values]);
  }

  return {
    send(topic, value) {
      const values = waiting.get(topic) ?? new Set();
      waiting.set(topic, values.add(value));
      next ??= setImmediate(flush);
    },
    async listen(topic, hear) {
      hearers.set(topic, [...(hearers.get(topic) ?? []), hear]);
    },
    async close() {
      if (next) clearImmediate(next);
      flush();
      hearers.clear();
    },
  };
}

const GATHER_MS = 4;
/** PostgreSQL takes payloads below 8,000 bytes. */
const PAYLOAD_CHARS = 7_000;

/** Signals over the database's own LISTEN/NOTIFY. Calls within one moment travel together. */
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
