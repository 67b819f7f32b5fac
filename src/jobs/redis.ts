import { Redis } from "ioredis";

/** What an operator should know about Redis, as it happens. */
export interface RedisNews {
  /** The connection is gone, or was never there. Told once until it is back. */
  lost(why: string): void;
  /** The connection is back. */
  back(): void;
  /** Redis answers, but not as it should. The same words are told once a minute at most. */
  trouble(message: string, hint: string): void;
}

/** One Redis as this process sees it. */
export interface RedisLink {
  /** Fails at once while Redis is away: nothing waits in memory for its return. */
  readonly sender: Redis;
  /** Waits for Redis as long as it takes: for those who receive. */
  openReceiver(): Redis;
  readonly isReady: boolean;
  /** Called each time the connection is made. */
  onReady(act: () => void): void;
  trouble(message: string, hint: string): void;
  close(): void;
}

const FIRST_ANSWER_MS = 2_000;
const COMMAND_MS = 2_000;
const RETRY_FIRST_MS = 50;
const RETRY_LAST_MS = 1_000;
const SAY_AGAIN_MS = 60_000;

/**
 * Connects to Redis; resolves when it answered, or when it was given long enough to. A Redis that is away is no reason
 * not to start: the connection is tried again for ever.
 * @param url  `redis://` or `rediss://`, with user, password and database number as Redis writes them
 */
export async function openRedis(url: string, news: RedisNews): Promise<RedisLink> {
  const retryStrategy = (times: number) => Math.min(RETRY_FIRST_MS * 2 ** Math.min(times - 1, 10), RETRY_LAST_MS);
  const sender = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    retryStrategy,
  });
  const receivers: Redis[] = [];
  const trouble = rarely(news.trouble);
  let away = false;

  sender.on("error", (error: NodeJS.ErrnoException) => {
    if (away || sender.status === "ready") return;
    away = true;
    news.lost(error.code ?? error.message);
  });
  sender.on("close", () => {
    if (away || sender.status === "end") return;
    away = true;
    news.lost("the connection was closed");
  });
  sender.on("ready", () => {
    if (away) news.back();
    away = false;
  });
  sender.once("ready", () => void checkPolicy(sender, trouble));
  await firstAnswer(sender);

  return {
    sender,
    openReceiver() {
      const receiver = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
      // The sender's connection tells of the same trouble.
      receiver.on("error", () => {});
      receivers.push(receiver);
      return receiver;
    },
    get isReady() {
      return sender.status === "ready";
    },
    onReady: (act) => void sender.on("ready", act),
    trouble,
    close() {
      for (const client of [sender, ...receivers]) client.disconnect();
    },
  };
}

function firstAnswer(client: Redis): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, FIRST_ANSWER_MS);
    function done(): void {
      clearTimeout(timer);
      client.off("ready", done).off("close", done);
      resolve();
    }
    client.once("ready", done).once("close", done);
  });
}

/** Wake-ups that Redis may throw away cost time each. */
async function checkPolicy(client: Redis, trouble: RedisNews["trouble"]): Promise<void> {
  const memory = await client.info("memory").catch(() => "");
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? "noeviction";
  if (policy === "noeviction") return;
  trouble(
    `Redis may throw wake-ups away: its maxmemory-policy is ${policy}.`,
    "Set `maxmemory-policy noeviction` in its configuration. No message is lost, but answers may come later.",
  );
}

function rarely(tell: RedisNews["trouble"]): RedisNews["trouble"] {
  const told = new Map<string, number>();
  return (message, hint) => {
    const now = performance.now();
    if (now - (told.get(message) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_MS) return;
    // Messages may carry ever new details: what is remembered stays small.
    if (told.size >= 100) told.clear();
    told.set(message, now);
    tell(message, hint);
  };
}
