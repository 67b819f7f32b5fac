import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";
import { tempFolder } from "./temp-folder.ts";

/** A Redis of its own on a port that it keeps. Nothing of it is kept on disk: what it forgets is gone. */
export interface RedisServer {
  readonly url: string;
  /** Starts it again after `kill`, empty. */
  start(): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
  /** Asks with a connection of its own. */
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/**
 * @param program  the path of redis-server
 * @param words  more of its command line, as `--maxmemory-policy allkeys-lru`
 */
export async function redisServer(program: string, words: readonly string[] = []): Promise<RedisServer> {
  const folder = tempFolder();
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  async function kill(): Promise<void> {
    const ending = server;
    server = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill("SIGKILL");
    await ended;
  }
  async function ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(url, { retryStrategy: () => 10, maxRetriesPerRequest: null });
    redis.on("error", () => {}); // Not yet there: it is asked again.
    try {
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }

  return {
    url,
    async start() {
      const flags = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder.path, "--save", "", ...words];
      server = spawn(program, flags, { stdio: "ignore" });
      await ask((redis) => redis.ping());
    },
    kill,
    ask,
    async stop() {
      await kill();
      folder.remove();
    },
  };
}
