import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A slow line to the platform: a request passes at once, its answer takes its time. */
export interface SlowLine {
  readonly root: string;
  close(): Promise<void>;
}

/**
 * @param root  the platform behind the line
 * @param delayMs  asked for every answer
 */
export async function slowLine(root: string, delayMs: () => number): Promise<SlowLine> {
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
      response.writeHead(answer.status, { "content-type": "application/json" }).end(body);
    } catch {
      response.destroy(); // The line broke on one side or the other: so does it on the other.
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
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
  /** Texts that were accepted, by chat, in the order in which they were sent. */
  readonly accepted: ReadonlyMap<number, readonly string[]>;
  /** How many were accepted. */
  readonly count: number;
  /** Resolves as soon as so many are accepted. */
  reached(count: number): Promise<void>;
  /** Updates that were posted again although they had been accepted. */
  readonly redelivered: number;
}

const CONNECTIONS = 40;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 400;

/**
 * Posts updates as the platform does: one chat's strictly one after another, each again until it is answered 2xx, at
 * most 40 at once (its default).
 * @param again  asked after an update was accepted: true posts it once more, as the platform may at any time
 */
export function webhookPoster(url: string, secret: string, again: () => boolean): WebhookPoster {
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
    try {
      const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
      const answer = await fetch(`${url}/webhooks/telegram`, { method: "POST", headers, body });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    } finally {
      const next = free.shift();
      if (next) next();
      else connections += 1;
    }
  }

  async function deliver(chatId: number, text: string): Promise<void> {
    const body = JSON.stringify(anUpdate(++updateId, chatId, text));
    for (let wait = FIRST_RETRY_MS; !(await post(body)); wait = Math.min(wait * 2, LAST_RETRY_MS)) await pause(wait);
    accepted.set(chatId, [...(accepted.get(chatId) ?? []), text]);
    count += 1;
    for (const waiter of waiting.filter((waiter) => waiter.count === count)) waiter.resolve();
    if (!again()) return;
    redelivered += 1;
    await post(body);
  }

  return {
    accepted,
    get count() {
      return count;
    },
    get redelivered() {
      return redelivered;
    },
    says(chatId, text) {
      const mine = (lanes.get(chatId) ?? Promise.resolve()).then(() => deliver(chatId, text));
      lanes.set(chatId, mine);
      return mine;
    },
    reached: (wanted) =>
      wanted <= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count: wanted, resolve })),
  };
}

function anUpdate(updateId: number, id: number, text: string): object {
  const name = { first_name: "Sara" };
  const date = Math.floor(Date.now() / 1000);
  const from = { id, is_bot: false, ...name };
  return { update_id: updateId, message: { message_id: updateId, from, chat: { id, type: "private", ...name }, date, text } };
}
