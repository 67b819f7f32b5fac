import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seededRandom } from "./telegram-faults.ts";
import { until, watch } from "./watch.ts";
import { type WhatsAppCustomer, type WhatsAppCustomerOptions, whatsappCustomer } from "./whatsapp-customer.ts";
import { drawFault, error, type Fault, limited, type Misbehaviour, pairLimited } from "./whatsapp-faults.ts";
import { type Delivery, DeliveryFeed } from "./whatsapp-feed.ts";
import { fileShelf } from "./whatsapp-files.ts";
import { objectionTo } from "./whatsapp-rules.ts";
import {
  bytesOf,
  type Choice,
  endWith,
  endWithFile,
  handleOf,
  isError,
  type Payload,
  shownOf,
} from "./whatsapp-wire.ts";

/** What a call is for. `messages` are sends and reactions, `read` marks as read and shows typing. */
export type Method = "messages" | "read" | "upload" | "media" | "download" | "number";

/** One call as it arrived. */
interface ApiCall {
  readonly method: Method;
  readonly payload: Payload;
  readonly authorization: string | undefined;
  /** Milliseconds on a clock that only rises. */
  readonly at: number;
  /** How it was treated; `ok` where nothing went wrong. */
  readonly outcome: "ok" | Fault["kind"];
}

/** A message that the platform accepted. */
interface SentMessage {
  readonly id: string;
  /** The phone or the user id it was sent to. */
  readonly handle: string;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly payload: Payload;
  readonly at: number;
}

export type WhatsAppApi = Awaited<ReturnType<typeof startWhatsAppApi>>;

/** The secrets of the simulated app, and its one number. */
export const TEST_APP = {
  phoneNumberId: "100200300400500",
  accessToken: "EAAtesttoken",
  appSecret: "app-s3cret",
  verifyToken: "verify-t0ken",
} as const;

/**
 * A simulated Cloud API on a real socket, for one business number: it judges messages by the documented limits, tells
 * their statuses by signed deliveries that are tried again until they are accepted, keeps files behind links that end,
 * and misbehaves on demand. The same `seed` draws the same faults.
 */
export async function startWhatsAppApi({ seed = 1, ...app }: Partial<typeof TEST_APP> & { seed?: number } = {}) {
  const { phoneNumberId, accessToken, appSecret, verifyToken } = { ...TEST_APP, ...app };
  const changes = watch();
  const feed = new DeliveryFeed(changes, appSecret);
  const random = seededRandom(seed);
  const journal: ApiCall[] = [];
  const sent: SentMessage[] = [];
  const shelf = fileShelf();
  const planned = new Map<Method, Fault[]>();
  const limitedUntil = new Map<string, number>();
  const shut = new Set<string>();
  const blockers = new Set<string>();
  const templates = new Set<string>();
  let behaviour: Misbehaviour = {};
  let toldStatuses: readonly string[] = ["sent", "delivered"];
  let retriedTooEarly = 0;
  let lastId = 0;
  const nextId = (prefix: string): string => `${prefix}${++lastId}`;
  const metadata = { display_phone_number: "982100000000", phone_number_id: phoneNumberId };
  const tell = (field: string, value: object, lane: string): void =>
    feed.push(field, { messaging_product: "whatsapp", metadata, ...value }, lane);

  function tellStatus(message: SentMessage, status: string, code?: number): void {
    const handle = message.handle.includes(".")
      ? { recipient_user_id: message.handle }
      : { recipient_id: message.handle };
    const errors =
      code === undefined ? {} : { errors: [{ code, title: "Failed", error_data: { details: "Failed." } }] };
    const timestamp = String(Math.floor(Date.now() / 1000));
    tell("messages", { statuses: [{ id: message.id, status, timestamp, ...handle, ...errors }] }, message.handle);
  }

  function faultOf(method: Method, payload: Payload, at: number): Fault | null {
    if (method !== "messages") return planned.get(method)?.shift() ?? null;
    const handle = handleOf(payload);
    for (const whom of [handle, ""]) {
      const left = (limitedUntil.get(whom) ?? 0) - at;
      if (left <= 0) continue;
      retriedTooEarly += 1;
      return whom === "" ? limited(Math.ceil(left / 1000)) : pairLimited;
    }
    const fault = planned.get(method)?.shift() ?? drawFault(behaviour, random);
    if (fault?.kind === "error" && fault.code === 131056) limitedUntil.set(handle, at + 6000);
    if (fault?.kind === "error" && fault.retryAfter !== undefined) limitedUntil.set("", at + fault.retryAfter * 1000);
    return fault;
  }

  function takeMessage(payload: Payload, at: number, fault: Fault | null): unknown {
    const known = { isMedia: (id: string) => shelf.has(id), isTemplate: (name: string) => templates.has(name) };
    const objection = objectionTo(payload, known);
    if (objection !== null) return objection;
    const handle = handleOf(payload);
    const message: SentMessage = { id: nextId("wamid.ours"), handle, ...shownOf(payload), payload, at };
    sent.push(message);
    const isFree = payload.type !== "template" && shut.has(handle);
    if (fault?.kind === "fails-later") tellStatus(message, "failed", fault.code);
    else if (isFree) tellStatus(message, "failed", 131047);
    else if (blockers.has(handle)) tellStatus(message, "failed", 131026);
    else for (const status of toldStatuses) tellStatus(message, status);
    const contact = handle.includes(".") ? { input: handle, user_id: handle } : { input: handle, wa_id: handle };
    return { messaging_product: "whatsapp", contacts: [contact], messages: [{ id: message.id }] };
  }

  function run(method: Method, payload: Payload, at: number, fault: Fault | null): unknown {
    switch (method) {
      case "messages":
        return takeMessage(payload, at, fault);
      case "read":
        return { success: true };
      case "upload":
        return { id: String(payload.id) };
      case "media":
        return shelf.describe(String(payload.id), root);
      case "number":
        return { id: phoneNumberId, display_phone_number: metadata.display_phone_number, quality_rating: "GREEN" };
      case "download":
        return undefined;
    }
  }

  /** Reads what a request asks for; null where the platform has no such address. */
  async function readCall(request: IncomingMessage): Promise<{ method: Method; payload: Payload } | null> {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const [first = "", second = "", third = ""] = pathname.split("/").slice(1);
    if (first === "files") return { method: "download", payload: { id: shelf.follow(second) } };
    if (!/^v\d+\.\d+$/.test(first)) return null;
    if (request.method === "GET") {
      return second === phoneNumberId
        ? { method: "number", payload: {} }
        : { method: "media", payload: { id: second } };
    }
    if (second !== phoneNumberId) return null;
    const bytes = await bytesOf(request);
    if (third === "media") return { method: "upload", payload: await keepUpload(request, bytes) };
    if (third !== "messages") return null;
    const payload: Payload = JSON.parse(bytes.toString("utf8"));
    return { method: payload.status === "read" ? "read" : "messages", payload };
  }

  async function keepUpload(request: IncomingMessage, body: Uint8Array): Promise<Payload> {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get("file");
    if (!(file instanceof Blob)) return { id: "" };
    const id = nextId("90");
    const mime = String(form.get("type"));
    shelf.add(id, new Uint8Array(await file.arrayBuffer()), { mime });
    return { id, mime, name: file.name, size: file.size };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const call = await readCall(request);
    if (call === null) return endWith(response, error(404, 100, "Unknown path components"));
    const { method, payload } = call;
    const { authorization } = request.headers;
    const isKnown = authorization === `Bearer ${accessToken}`;
    const fault = isKnown ? faultOf(method, payload, at) : error(401, 190, `Malformed access token ${authorization}`);
    journal.push({ method, payload, authorization, at, outcome: fault?.kind ?? "ok" });
    changes.changed();
    if (fault?.kind === "hang") return;
    if (fault?.kind === "error") return endWith(response, fault);
    if (fault?.kind === "page") {
      response.writeHead(fault.status, { "content-type": "text/html" }).end("<html><h1>Sorry</h1></html>");
      return;
    }
    if (method === "download") return endWithFile(response, shelf.bytesOf(String(payload.id)));
    const result = run(method, payload, at, fault);
    changes.changed();
    if (fault?.kind === "hang-after") return;
    if (fault?.kind === "cut") return void request.socket.destroy();
    if (isError(result)) return endWith(response, result);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  }

  const server = createServer((request, response) => {
    // A client that leaves in the middle of its request has nobody left to tell.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const find = async <T>(look: () => T | undefined): Promise<T> => {
    const found = await until(changes, look);
    if (found === undefined) throw new Error("the simulated Cloud API was closed");
    return found;
  };
  const sentTo = (handle: string): readonly SentMessage[] => sent.filter((message) => message.handle === handle);

  return {
    root,
    phoneNumberId,
    accessToken,
    appSecret,
    verifyToken,
    journal: journal as readonly ApiCall[],
    deliveries: feed.deliveries as readonly Delivery[],
    /** Sends that came back to a limited number or customer before their time. */
    get retriedTooEarly(): number {
      return retriedTooEarly;
    },
    /** Changes that the webhook has not accepted yet. */
    get unconfirmed(): number {
      return feed.waiting;
    },
    /**
     * Registers a webhook as the app's dashboard does: asks the address first, and delivers what waited.
     * @returns false where it did not answer with the challenge
     */
    async subscribe(url: string, token: string = verifyToken): Promise<boolean> {
      const challenge = nextId("10");
      const query = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.verify_token": token,
        "hub.challenge": challenge,
      });
      const answer = await fetch(`${url}?${query}`);
      const isOurs = answer.status === 200 && (await answer.text()) === challenge;
      if (isOurs) feed.setWebhook({ url });
      return isOurs;
    },
    /** From now on sends fail by these shares; `{}` ends it. */
    misbehave(next: Misbehaviour): void {
      behaviour = next;
    },
    /** The next calls of a method fail in these ways, in this order. */
    failNext(method: Method, ...faults: readonly Fault[]): void {
      planned.set(method, [...(planned.get(method) ?? []), ...faults]);
    },
    /** The customer's last message is more than a day ago: free words are accepted, and fail later. */
    closeWindow: (handle: string) => void shut.add(handle),
    openWindow: (handle: string) => void shut.delete(handle),
    /** What is sent to them is accepted, and fails later. */
    block: (handle: string) => void blockers.add(handle),
    unblock: (handle: string) => void blockers.delete(handle),
    approveTemplate: (name: string) => void templates.add(name),
    /** Which statuses each accepted message gets, in this order; at first sent and delivered. */
    tellStatuses(...statuses: readonly string[]): void {
      toldStatuses = statuses;
    },
    /** Every accepted delivery is posted this often, also after it was accepted. */
    deliverEach(times: number): void {
      feed.deliverTimes = times;
    },
    /** What happens until {@link releaseBatch} goes out as one delivery. */
    holdBatch: () => feed.hold(),
    releaseBatch: () => feed.release(),
    customer: (options: WhatsAppCustomerOptions): WhatsAppCustomer =>
      whatsappCustomer(tell, options, () => nextId("wamid.theirs")),
    /** Our side writes from the WhatsApp Business app. Returns the message's id. */
    ownerSays(handle: string, text: string): string {
      const id = nextId("wamid.owner");
      const to = handle.includes(".") ? { to_user_id: handle } : { to: handle };
      const timestamp = String(Math.floor(Date.now() / 1000));
      const message = { from: metadata.display_phone_number, ...to, id, timestamp, type: "text", text: { body: text } };
      tell("smb_message_echoes", { message_echoes: [message] }, handle);
      return id;
    },
    /** Brings about a change of any field. */
    push: tell,
    /** The files of customers and of ours. */
    files: shelf,
    sentTo,
    /** Resolves with a customer's messages as soon as there are `count`. */
    messagesTo(handle: string, count: number): Promise<readonly SentMessage[]> {
      return find(() => (sentTo(handle).length >= count ? sentTo(handle) : undefined));
    },
    /** Resolves with the calls of a method as soon as `count` have arrived. */
    calls(method: Method, count: number): Promise<readonly ApiCall[]> {
      return find(() => {
        const some = journal.filter((call) => call.method === method);
        return some.length >= count ? some : undefined;
      });
    },
    /** Resolves as soon as every change was accepted by the webhook. */
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
