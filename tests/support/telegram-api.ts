import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { businessAccounts } from "./telegram-business.ts";
import { type Customer, type CustomerOptions, telegramCustomer } from "./telegram-customer.ts";
import {
  type Answer,
  drawFault,
  error,
  type Fault,
  isError,
  type Misbehaviour,
  seededRandom,
  told,
} from "./telegram-faults.ts";
import { type Delivery, UpdateFeed, type Webhook } from "./telegram-feed.ts";
import { readPayload, type Upload } from "./telegram-payload.ts";
import { until, watch } from "./watch.ts";

/** One call as it arrived. */
interface ApiCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds on a clock that only rises. */
  readonly at: number;
  /** How it was treated; `ok` where nothing went wrong. */
  readonly outcome: "ok" | Fault["kind"];
}

/** A message that reached a customer's screen. */
interface SentMessage {
  readonly messageId: number;
  readonly chatId: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly callback_data: string }[];
  /** The keys that took the place of the customer's keyboard. */
  readonly keys: readonly { readonly text: string; readonly request_contact?: boolean }[];
  readonly file: Upload | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
}

type Payload = Record<string, unknown>;

/** Calls that put a message into a chat, and the field of its file. */
const SENDS: Readonly<Record<string, string | null>> = {
  sendMessage: null,
  sendPhoto: "photo",
  sendVoice: "voice",
  sendAudio: "audio",
  sendVideo: "video",
  sendDocument: "document",
};

/**
 * A simulated Bot API on a real socket, for one bot: it holds polls, posts to a webhook until that answers 2xx, and
 * misbehaves on demand. Unknown methods and a wrong token are refused as the platform does. The same `seed` draws the
 * same faults.
 */
export type TelegramApi = Awaited<ReturnType<typeof startTelegramApi>>;

export async function startTelegramApi({ token = "700:test-token", seed = 1 } = {}) {
  const changes = watch();
  const feed = new UpdateFeed(changes);
  const random = seededRandom(seed);
  const journal: ApiCall[] = [];
  const sent: SentMessage[] = [];
  const files = new Map<string, { readonly bytes: Uint8Array; readonly size: number }>();
  const blocked = new Set<number>();
  const limitedUntil = new Map<number, number>();
  const planned = new Map<string, Fault[]>();
  let behaviour: Misbehaviour = {};
  let retriedTooEarly = 0;
  let lastMessageId = 0;
  const nextMessageId = (): number => ++lastMessageId;
  const business = businessAccounts(feed);
  const reactions = new Map<string, string>();

  function faultOf(method: string, payload: Payload, at: number): Fault | null {
    if (!(method in SENDS)) return planned.get(method)?.shift() ?? null;
    const chat = Number(payload.chat_id);
    const left = (limitedUntil.get(chat) ?? 0) - at;
    if (left > 0) {
      retriedTooEarly += 1;
      return { kind: "limited", retryAfter: Math.ceil(left / 1000) };
    }
    if (blocked.has(chat)) return error(403, "Forbidden: bot was blocked by the user");
    const fault = planned.get(method)?.shift() ?? drawFault(behaviour, random);
    if (fault?.kind === "limited") limitedUntil.set(chat, at + fault.retryAfter * 1000);
    return fault;
  }

  const methods: Record<string, (payload: Payload, gone: AbortSignal, at: number) => unknown> = {
    getMe: () => ({ id: Number.parseInt(token, 10), is_bot: true, first_name: "Desk", username: "desk_bot" }),
    async getUpdates({ offset = 0, limit = 100, timeout = 0, allowed_updates }, gone) {
      if (feed.webhook !== null) return error(409, "Conflict: can't use getUpdates method while webhook is active");
      feed.allow(allowed_updates as string[] | undefined);
      const updates = await feed.poll(Number(offset), Number(limit), Number(timeout), gone);
      return updates ?? error(409, "Conflict: terminated by other getUpdates request");
    },
    setWebhook({ url, secret_token, allowed_updates }) {
      feed.allow(allowed_updates as string[] | undefined);
      feed.setWebhook({ url: String(url), secret: secret_token as string | undefined });
      return true;
    },
    deleteWebhook() {
      feed.webhook = null;
      return true;
    },
    ...Object.fromEntries(Object.entries(SENDS).map(([method, field]) => [method, put(field)])),
    sendMessageDraft({ chat_id, draft_id, text }) {
      if (Number(chat_id) <= 0) return error(400, "Bad Request: chat not found");
      if (!Number.isSafeInteger(draft_id) || draft_id === 0) return error(400, "Bad Request: DRAFT_ID_INVALID");
      return String(text ?? "").length <= 4096 || error(400, "Bad Request: message is too long");
    },
    editMessageText({ chat_id, message_id, text }) {
      const at = sent.findIndex((message) => message.chatId === chat_id && message.messageId === message_id);
      const message = sent[at];
      if (message === undefined) return error(400, "Bad Request: message to edit not found");
      if (message.text === text) return error(400, "Bad Request: message is not modified");
      sent[at] = { ...message, text: String(text), buttons: [] };
      return { message_id, text };
    },
    setMessageReaction({ chat_id, message_id, reaction }) {
      const [first] = (reaction ?? []) as { emoji?: string }[];
      if (first?.emoji !== undefined && !"👍👎❤🙏👌".includes(first.emoji)) {
        return error(400, "Bad Request: REACTION_INVALID");
      }
      reactions.set(`${chat_id}:${message_id}`, first?.emoji ?? "");
      return true;
    },
    getBusinessConnection: ({ business_connection_id }) => business.describe(String(business_connection_id)),
    getWebhookInfo: () => ({
      url: feed.webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: feed.waiting,
      ...(feed.allowed.length > 0 && { allowed_updates: feed.allowed }),
    }),
    sendChatAction: () => true,
    answerCallbackQuery: () => true,
    getFile({ file_id }) {
      const file = files.get(String(file_id));
      if (file === undefined) return error(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
      if (file.size > 20 * 1024 * 1024) return error(400, "Bad Request: file is too big");
      return { file_id, file_unique_id: file_id, file_size: file.size, file_path: `files/${String(file_id)}` };
    },
  };

  /** A message, with its file where the call has one. */
  function put(field: string | null) {
    return (payload: Payload, _gone: AbortSignal, at: number) => {
      const file = field === null ? null : (payload[field] as Upload | undefined);
      if (file === undefined) return error(400, `Bad Request: there is no ${field} in the request`);
      const text = String((file ? payload.caption : payload.text) ?? "");
      if (!file && text.trim() === "") return error(400, "Bad Request: message text is empty");
      if (text.length > (file ? 1024 : 4096)) {
        return error(400, `Bad Request: message ${file ? "caption " : ""}is too long`);
      }
      const no = business.refusal(payload.business_connection_id, Number(payload.chat_id));
      if (no) return no;
      const markup = (payload.reply_markup ?? {}) as {
        inline_keyboard?: SentMessage["buttons"][];
        keyboard?: SentMessage["keys"][];
      };
      const message = { messageId: nextMessageId(), chatId: Number(payload.chat_id), text, file, payload, at };
      sent.push({ ...message, buttons: markup.inline_keyboard?.flat() ?? [], keys: markup.keyboard?.flat() ?? [] });
      const chat = { id: message.chatId, type: "private" };
      return { message_id: message.messageId, date: Math.floor(Date.now() / 1000), chat, text };
    };
  }

  async function answer(method: string, payload: Payload, gone: AbortSignal, fault: Fault | null, at: number) {
    if (fault?.kind === "limited") {
      const description = `Too Many Requests: retry after ${fault.retryAfter}`;
      return told(error(429, description, { retry_after: fault.retryAfter }));
    }
    if (fault?.kind === "error") return told(fault);
    const run = methods[method];
    if (run === undefined) return told(error(404, "Not Found: method not found"));
    const result = await run(payload, gone, at);
    changes.changed();
    return isError(result) ? told(result) : { status: 200, body: { ok: true, result } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const body = await bytesOf(request);
    const path = (request.url ?? "").split("/").slice(1);
    if (path[0] === "file") return serveFile(path, response);
    const method = path[1] ?? "";
    if (path[0] !== `bot${token}`) return end(response, told(error(401, "Unauthorized")));

    const payload: Payload = readPayload(body, request.headers["content-type"]);
    const fault = faultOf(method, payload, at);
    journal.push({ method, payload, at, outcome: fault?.kind ?? "ok" });
    changes.changed();
    if (fault?.kind === "hang") return;
    if (fault?.kind === "page") {
      response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><h1>Bad Gateway</h1></html>");
      return;
    }
    const result = await answer(method, payload, gone.signal, fault, at);
    if (fault?.kind === "hang-after") return;
    if (fault?.kind === "cut") return void request.socket.destroy();
    end(response, result);
  }

  function serveFile(path: readonly string[], response: ServerResponse): void {
    const file = path[1] === `bot${token}` ? files.get(path[3] ?? "") : undefined;
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "application/octet-stream" }).end(file.bytes);
  }

  const server = createServer((request, response) => {
    // A client that leaves in the middle of its request has nobody left to tell.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const find = async <T>(look: () => T | undefined): Promise<T> => {
    const found = await until(changes, look);
    if (found === undefined) throw new Error("the simulated Bot API was closed");
    return found;
  };

  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    journal: journal as readonly ApiCall[],
    /** Sends that came back to a limited chat before their time. */
    get retriedTooEarly(): number {
      return retriedTooEarly;
    },
    get webhook(): Webhook | null {
      return feed.webhook;
    },
    deliveries: feed.deliveries as readonly Delivery[],
    /** Updates that were neither confirmed by a poll nor accepted by the webhook. */
    get unconfirmed(): number {
      return feed.waiting;
    },
    /** From now on sends fail by these shares; `{}` ends it. */
    misbehave(next: Misbehaviour): void {
      behaviour = next;
    },
    /** The next calls of a method fail in these ways, in this order. */
    failNext(method: string, ...faults: readonly Fault[]): void {
      planned.set(method, [...(planned.get(method) ?? []), ...faults]);
    },
    block(chatId: number): void {
      blocked.add(chatId);
    },
    unblock(chatId: number): void {
      blocked.delete(chatId);
    },
    limitChat(chatId: number, seconds: number): void {
      limitedUntil.set(chatId, performance.now() + seconds * 1000);
    },
    /** Every update is posted to the webhook this often, also after it was accepted. */
    deliverEachUpdate(times: number): void {
      feed.deliverTimes = times;
    },
    customer: (options: CustomerOptions): Customer => telegramCustomer(feed, options, nextMessageId),
    /** Queues an update of any kind; returns its id. */
    push: (kind: string, content: object, chat = "any"): number => feed.push(kind, content, chat),
    /** Puts a file on the platform; `size` lies about its length. */
    addFile(id: string, bytes: Uint8Array, size = bytes.byteLength): void {
      files.set(id, { bytes, size });
    },
    /** A business account that the bot is connected to. */
    business,
    /** Our reaction to a message; empty where it was taken back. */
    reactionTo: (chatId: number, messageId: number): string | undefined => reactions.get(`${chatId}:${messageId}`),
    sentTo: (chatId: number): readonly SentMessage[] => sent.filter((message) => message.chatId === chatId),
    /** Resolves with a chat's messages as soon as there are `count`. */
    messagesTo(chatId: number, count: number): Promise<readonly SentMessage[]> {
      return find(() => {
        const inChat = sent.filter((message) => message.chatId === chatId);
        return inChat.length >= count ? inChat : undefined;
      });
    },
    /** Resolves with the calls of a method as soon as `count` have arrived. */
    calls(method: string, count: number): Promise<readonly ApiCall[]> {
      return find(() => {
        const some = journal.filter((call) => call.method === method);
        return some.length >= count ? some : undefined;
      });
    },
    /** Resolves as soon as every update was confirmed or accepted. */
    async settled(): Promise<void> {
      await find(() => (feed.waiting === 0 ? true : undefined));
    },
    async close(): Promise<void> {
      feed.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
