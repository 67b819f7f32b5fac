import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** A slow line to the platform: a request passes at once, its answer takes its time. */
export interface SlowLine {
  readonly root: string;
  /** When the answer about a message was let through to the sender, by the message's id; as `performance.now()`. */
  readonly answeredAt: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

/**
 * @param root  the platform behind the line
 * @param delayMs  asked for every answer
 */
export async function slowLine(root: string, delayMs: () => number): Promise<SlowLine> {
  const answeredAt = new Map<number, number>();
  const server = createServer(async (request, response) => {
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const answer = await fetch(root + (request.url ?? ""), {
        method: request.method ?? "POST",
        headers: { "content-type": request.headers["content-type"] ?? "application/json" },
        body: Buffer.concat(chunks),
      });
      const body = await answer.text();
      await pause(delayMs());
      answeredAt.set(JSON.parse(body).result?.message_id, performance.now());
      response.writeHead(answer.status, { "content-type": "application/json" }).end(body);
    } catch {
      response.destroy(); // The line broke on one side or the other: so does it on the other.
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    answeredAt,
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface WebhookPoster {
  /** Posts a customer's text behind the earlier ones of the same chat; resolves when it was accepted. */
  says(chatId: number, text: string): Promise<void>;
  /** The same with an update of any content, which counts as nobody's text. */
  posts(chatId: number, content: object): Promise<void>;
  /** Texts that were accepted, by chat, in the order in which they were sent. */
  readonly accepted: ReadonlyMap<number, readonly string[]>;
  /** How many were accepted. */
  readonly count: number;
  /** Resolves as soon as so many are accepted. */
  reached(count: number): Promise<void>;
  /** Updates that were posted again although they had been accepted. */
  readonly redelivered: number;
  /** When each text was accepted; as `performance.now()`. */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** Every answer of the desk to an update, in the order in which they came. */
  readonly answers: readonly WebhookAnswer[];
  /** Posts every accepted update once more, all of them; resolves when all were answered. */
  repeatAll(): Promise<void>;
}

export interface WebhookAnswer {
  /** When it was posted; as `performance.now()`. */
  readonly at: number;
  readonly ms: number;
  /** 0 where nobody answered. */
  readonly status: number;
}

export interface PosterOptions {
  /** Asked after an update was accepted: true posts it once more, as the platform may at any time. */
  readonly again: () => boolean;
  /** So many copies of each update are posted at the same moment. */
  readonly copies?: number;
}

const CONNECTIONS = 40;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 400;

/**
 * Posts updates as the platform does: one chat's strictly one after another, each again until it is answered 2xx, at
 * most 40 at once (its default).
 * @param url  of the desk, asked before each post: several processes may share the work
 */
export function webhookPoster(url: () => string, secret: string, options: PosterOptions): WebhookPoster {
  const { again, copies = 1 } = options;
  const bodies: string[] = [];
  const acceptedAt = new Map<string, number>();
  const answers: WebhookAnswer[] = [];
  const lanes = new Map<number, Promise<void>>();
  const accepted = new Map<number, string[]>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const free: (() => void)[] = [];
  let connections = CONNECTIONS;
  let updateId = 1000;
  let count = 0;
  let redelivered = 0;

  async function post(body: string): Promise<boolean> {
    if (connections === 0) await new Promise<void>((resolve) => free.push(resolve));
    else connections -= 1;
    const at = performance.now();
    let status = 0;
    try {
      const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
      const answer = await fetch(`${url()}/webhooks/telegram`, { method: "POST", headers, body });
      await answer.arrayBuffer();
      status = answer.status;
      return answer.ok;
    } catch {
      return false;
    } finally {
      answers.push({ at, ms: performance.now() - at, status });
      const next = free.shift();
      if (next) next();
      else connections += 1;
    }
  }

  async function postCopies(body: string): Promise<boolean> {
    const taken = await Promise.all(Array.from({ length: copies }, () => post(body)));
    return taken.every((ok) => ok);
  }

  /** Resolves with the body that was accepted. */
  async function deliver(content: (updateId: number) => object): Promise<string> {
    const id = ++updateId;
    const body = JSON.stringify({ update_id: id, ...content(id) });
    let wait = FIRST_RETRY_MS;
    while (!(await postCopies(body))) {
      await pause(wait);
      wait = Math.min(wait * 2, LAST_RETRY_MS);
    }
    bodies.push(body);
    return body;
  }

  async function postUntilTaken(body: string): Promise<void> {
    while (!(await post(body))) await pause(FIRST_RETRY_MS);
  }

  async function deliverText(chatId: number, text: string): Promise<void> {
    const body = await deliver((id) => ({ message: aMessage(id, chatId, text) }));
    accepted.set(chatId, [...(accepted.get(chatId) ?? []), text]);
    acceptedAt.set(text, performance.now());
    count += 1;
    for (const waiter of waiting.filter((waiter) => waiter.count === count)) waiter.resolve();
    if (!again()) return;
    redelivered += 1;
    await post(body);
  }

  function behind(chatId: number, work: () => Promise<void>): Promise<void> {
    const mine = (lanes.get(chatId) ?? Promise.resolve()).then(work);
    lanes.set(chatId, mine);
    return mine;
  }

  return {
    accepted,
    acceptedAt,
    answers,
    async repeatAll() {
      await Promise.all(bodies.map(postUntilTaken));
    },
    get count() {
      return count;
    },
    get redelivered() {
      return redelivered;
    },
    says: (chatId, text) => behind(chatId, () => deliverText(chatId, text)),
    posts: (chatId, content) => behind(chatId, async () => void (await deliver(() => content))),
    reached: (wanted) =>
      wanted <= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count: wanted, resolve })),
  };
}

/** One message of a customer, as the platform has it. */
export function aMessage(messageId: number, id: number, text: string): object {
  const name = { first_name: "Sara" };
  const from = { id, is_bot: false, ...name };
  const date = Math.floor(Date.now() / 1000);
  return { message_id: messageId, from, chat: { id, type: "private", ...name }, date, text };
}
