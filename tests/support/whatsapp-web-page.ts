import { EventEmitter } from "node:events";
import { type Watch, watch } from "./watch.ts";

/** A message as WhatsApp's page has it; the library reads it through its own `getMessageModel`. */
export interface PageMessage {
  readonly id: { readonly id: string; readonly fromMe: boolean; readonly remote: Wid; readonly _serialized: string };
  readonly data: Readonly<Record<string, unknown>>;
  serialize(): object;
}

interface PageChat {
  readonly id: Wid;
  readonly messages: PageMessage[];
}

/** WhatsApp's id of a person, as an object of the page. */
export class Wid {
  readonly _serialized: string;
  readonly user: string;
  readonly server: string;
  constructor(id: string) {
    this._serialized = id;
    [this.user = "", this.server = ""] = id.split("@");
  }
  isLid(): boolean {
    return this.server === "lid";
  }
  isGroup(): boolean {
    return this.server === "g.us";
  }
  isStatus(): boolean {
    return this.server === "broadcast";
  }
}

/** What the next send meets in the page. */
export type SendFault = "accepts" | "throws" | "cuts" | "hangs" | "shows-and-cuts";

/** What the page does with everything it is asked. */
export type PageState = "answers" | "gone" | "hangs" | "never-ready";

const ME = "989120000001@c.us";

const ENCODING = {
  processMediaData: async ({ mimetype }: { readonly mimetype: string }) => ({
    type: "image",
    mimetype,
    preview: "b64",
  }),
  arrayBufferToBase64Async: async (bytes: Uint8Array) => Buffer.from(bytes).toString("base64"),
};

/**
 * WhatsApp's page as far as the library uses it: its modules behind `window.require`. The library's own code, also what
 * it injects into the page, runs on it unchanged.
 */
export class WhatsAppPage {
  state: PageState = "answers";
  fault: SendFault = "accepts";
  socketState = "CONNECTED";
  readonly sent: { readonly chat: string; readonly text: string; readonly quoted: string | null }[] = [];
  readonly typed: string[] = [];
  readonly reactions: { readonly id: string; readonly emoji: string }[] = [];
  /** Private id by phone, for those whose both ids WhatsApp tells. */
  readonly lids = new Map<string, string>();
  readonly gone = new Set<string>();
  /** Files customers sent, by their `directPath`. */
  readonly files = new Map<string, Uint8Array>();
  readonly changes: Watch = watch();
  readonly events = new EventEmitter();
  readonly #chats = new Map<string, PageChat>();
  readonly #socket = new EventEmitter();
  readonly #msg = new EventEmitter();
  readonly #cmd = new EventEmitter();
  readonly #conn = new EventEmitter();
  readonly #window: Record<string, unknown>;
  #made = 0;
  #ref = 0;

  constructor() {
    const modules = this.#modules();
    this.#window = {
      Debug: { VERSION: "2.3000.0" },
      crypto: globalThis.crypto,
      require: (name: string) => modules[name],
    };
  }

  /** As puppeteer's: the function's text runs in the page, and what it gives comes back as data. */
  async evaluate(code: string | ((...args: never[]) => unknown), ...args: unknown[]): Promise<unknown> {
    const text = String(code);
    if (this.state === "gone") throw new Error("Protocol error (Runtime.callFunctionOn): Target closed");
    if (this.state === "hangs" || (this.state === "never-ready" && text.includes("window.WWebJS = {}"))) {
      return new Promise(() => {});
    }
    const made: unknown = new Function("window", `return (${text});`)(this.#window);
    const result: unknown = await (typeof made === "function" ? made(...args) : made);
    // Encoding files is the browser's part, which this page is not.
    if (text.includes("window.WWebJS = {}")) Object.assign(this.#window.WWebJS as object, ENCODING);
    return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
  }

  async exposeFunction(name: string, act: (...args: unknown[]) => unknown): Promise<void> {
    this.#window[name] = async (...args: unknown[]) => act(...(JSON.parse(JSON.stringify(args)) as unknown[]));
  }

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.events.on(event, listener);
  }

  once(event: string, listener: (...args: unknown[]) => void): void {
    this.events.once(event, listener);
  }

  /** The link stands and the chats are loaded. */
  syncs(): void {
    this.socketState = "CONNECTED";
    this.#socket.emit("change:hasSynced");
  }

  shows(code: string): void {
    this.#ref += 1;
    this.#conn.emit("change:ref", null, code);
  }

  socketBecomes(state: string): void {
    this.socketState = state;
    this.#socket.emit("change:state", null, state);
  }

  /** A message as the page has it. @param told  false: it stands in the chat, and nobody was connected to be told */
  puts(chatId: string, data: Readonly<Record<string, unknown>>, told = true): PageMessage {
    const fromMe = data.fromMe === true;
    this.#made += 1;
    const id = typeof data.key === "string" ? data.key : `3EB0${String(this.#made).padStart(16, "0")}`;
    const message = this.#message(chatId, id, fromMe, { type: "chat", t: 1_790_000_000 + this.#made, ...data });
    this.#chat(chatId).messages.push(message);
    if (told) this.tells(message);
    return message;
  }

  tells(message: PageMessage): void {
    this.#msg.emit("add", { ...message, isNewMsg: true, type: message.data.type });
  }

  edits(message: PageMessage, body: string): void {
    const edited = this.#replaced(message, { body, latestEditSenderTimestampMs: 1_790_000_900_000 });
    this.#msg.emit("change:body change:caption", edited, body, message.data.body);
  }

  revokes(message: PageMessage): void {
    this.#msg.emit("change:type", this.#replaced(message, { type: "revoked", body: "" }));
  }

  acks(chatId: string, id: string, ack: number): void {
    const message = this.#chat(chatId).messages.find((one) => one.id.id === id);
    if (message) this.#msg.emit("change:ack", message, ack);
  }

  reacts(message: PageMessage, emoji: string): void {
    const table = this.#window.require as (name: string) => { reactionTableMode: { bulkUpsert(rows: object[]): void } };
    const id = { id: `R${message.id.id}`, fromMe: false, remote: message.id.remote._serialized };
    const from = message.id.remote;
    const row = { id, reactionParentKey: message.id, reactionTimestamp: 1_790_001_000_000, from, reactionText: emoji };
    table("WAWebAddonReactionTableMode").reactionTableMode.bulkUpsert([row]);
  }

  /** What stands on the customers' screens of ours, oldest first. */
  seen(): readonly string[] {
    const all = [...this.#chats.values()].flatMap(({ messages }) => messages);
    return all.filter(({ id }) => id.fromMe).map(({ data }) => String(data.caption ?? data.body ?? ""));
  }

  #newId(): string {
    this.#made += 1;
    return `3EB0OUT${String(this.#made).padStart(12, "0")}`;
  }

  #chat(id: string): PageChat {
    const chat = this.#chats.get(id) ?? { id: new Wid(id), messages: [] };
    this.#chats.set(id, chat);
    return chat;
  }

  #message(chatId: string, id: string, fromMe: boolean, data: Readonly<Record<string, unknown>>): PageMessage {
    const remote = new Wid(chatId);
    const key = { id, fromMe, remote, _serialized: `${fromMe}_${chatId}_${id}` };
    const me = new Wid(ME);
    const all = { ...data, id: key, from: fromMe ? me : remote, to: fromMe ? remote : me };
    const file = { directPath: data.directPath, mediaData: { mediaStage: "RESOLVED" }, mimetype: data.mimetype };
    const quoting = { unsafe: () => quoting, msgContextInfo: () => ({ quotedStanzaID: id }) };
    return { ...quoting, ...(data.directPath !== undefined && file), id: key, data, serialize: () => ({ ...all }) };
  }

  #replaced(message: PageMessage, changes: Readonly<Record<string, unknown>>): PageMessage & { type: unknown } {
    const { messages } = this.#chat(message.id.remote._serialized);
    const next = this.#message(message.id.remote._serialized, message.id.id, message.id.fromMe, {
      ...message.data,
      ...changes,
    });
    messages.splice(messages.indexOf(message), 1, next);
    return { ...next, type: next.data.type };
  }

  #find(serialized: string): PageMessage | undefined {
    return [...this.#chats.values()]
      .flatMap(({ messages }) => messages)
      .find((one) => one.id._serialized === serialized);
  }

  #known(wid: Wid): object | undefined {
    if (this.gone.has(wid._serialized)) return undefined;
    const { id, messages } = this.#chat(wid._serialized);
    const models = { getModelsArray: () => messages };
    const t = Math.max(0, ...messages.map(({ data }) => Number(data.t)));
    return { id, t, msgs: models, mute: { expiration: 0 }, serialize: () => ({ id, t, isGroup: id.isGroup() }) };
  }

  async #send(chat: { readonly id: Wid }, data: Record<string, unknown>): Promise<void> {
    const {
      id,
      body,
      quotedStanzaID = null,
      ...rest
    } = data as { id: { id: string }; body: unknown } & Record<string, unknown>;
    const fault = this.fault;
    this.fault = "accepts";
    const text = String(rest.caption ?? body ?? "");
    this.sent.push({
      chat: chat.id._serialized,
      text,
      quoted: quotedStanzaID === null ? null : String(quotedStanzaID),
    });
    this.changes.changed();
    if (fault === "throws") throw new Error("t.isLegacy is not a function");
    if (fault === "cuts") throw new Error("Protocol error (Runtime.callFunctionOn): Target closed");
    if (fault === "hangs") await new Promise(() => {});
    this.puts(chat.id._serialized, { ...rest, body, fromMe: true, key: id.id });
    if (fault === "shows-and-cuts") throw new Error("Execution context was destroyed.");
  }

  #modules(): Readonly<Record<string, unknown>> {
    const none = () => false;
    const nothing = async () => undefined;
    const socket = Object.defineProperty(this.#socket, "state", { get: () => this.socketState });
    return {
      WAWebSocketModel: { Socket: socket },
      WAWebCmd: { Cmd: this.#cmd },
      WAWebConnModel: {
        Conn: Object.assign(this.#conn, { ref: "first-code", serialize: () => ({ pushname: "Desk" }) }),
      },
      WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
      WAWebAltDeviceLinkingApi: {},
      WABase64: { encodeB64: () => "b64" },
      WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: "1" },
      WAWebAdvSignatureApi: {},
      WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: "" } }) } },
      WAWebSignalStoreApi: {
        waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: "" } }) },
      },
      WAWebUserPrefsMultiDevice: { getADVSecretKey: () => "secret" },
      WAWebUserPrefsMeUser: { getMaybeMePnUser: () => new Wid(ME), getMaybeMeLidUser: () => new Wid("77000@lid") },
      WAWebCollections: {
        Msg: Object.assign(this.#msg, {
          get: (id: string) => this.#find(id),
          getMessagesById: async () => ({ messages: [] }),
        }),
        Chat: Object.assign(new EventEmitter(), {
          get: (wid: Wid) => this.#known(wid),
          getModelsArray: () => [...this.#chats.values()].map(({ id }) => this.#known(id)).filter((one) => one),
        }),
      },
      WAWebSyncGatingUtils: {},
      WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert: () => undefined } },
      WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: () => undefined } },
      WAWebWidFactory: { createWid: (id: string) => new Wid(id) },
      WAWebFindChatAction: { findOrCreateLatestChat: async () => null },
      WAWebChatGetters: { getIsNewsletter: none, getIsBroadcast: none },
      WALinkify: { findLink: () => null, findLinks: () => [] },
      WAWebMsgKey: Object.assign(
        class {
          readonly id: string;
          readonly _serialized: string;
          constructor({ to, id }: { to: Wid; id: string }) {
            this.id = id;
            this._serialized = `true_${to._serialized}_${id}`;
          }
        },
        { newId: async () => this.#newId() },
      ),
      WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
      WAWebMsgReply: { canReplyMsg: () => true },
      WAWebSendMsgChatAction: {
        addAndSendMsgToChat: (chat: { id: Wid }, data: Record<string, unknown>) => [this.#send(chat, data), nothing()],
      },
      WAWebChatStateBridge: {
        sendChatStateComposing: async (wid: Wid) => {
          this.typed.push(wid._serialized);
        },
      },
      WAWebApiContact: {
        getCurrentLid: (wid: Wid) => this.#other(wid),
        getPhoneNumber: (wid: Wid) => this.#other(wid),
      },
      WAWebQueryExistsJob: { queryWidExists: async () => null },
      WAWebMsgActionCapability: { canEditText: () => true, canEditCaption: none },
      WAWebSendMessageEditAction: {
        sendMessageEdit: async (message: PageMessage, body: string) => this.edits(message, body),
      },
      WAWebSendReactionMsgAction: {
        sendReactionToMsg: async (message: PageMessage, emoji: string) => {
          this.reactions.push({ id: message.id.id, emoji });
        },
      },
      WAWebDownloadManager: {
        downloadManager: {
          downloadAndMaybeDecrypt: async ({ directPath }: { readonly directPath: string }) =>
            this.files.get(directPath),
        },
      },
      WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
    };
  }

  #other(wid: Wid): Wid | undefined {
    const [phone] = [...this.lids].find(([, lid]) => lid === wid._serialized) ?? [];
    const other = wid.isLid() ? phone : this.lids.get(wid._serialized);
    return other === undefined ? undefined : new Wid(other);
  }
}
