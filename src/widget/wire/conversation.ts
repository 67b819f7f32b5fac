import { getConfig, getMessages, openSession, postFile, postMessage, postTyping } from "./client.ts";
import { onStoredToken, storedToken, storedUnsent, storeToken, storeUnsent } from "./memory.ts";
import { type ChatState, EMPTY, withArrived, withMessages, withUnsent } from "./state.ts";
import { listen } from "./stream.ts";
import type { Unsent } from "./types.ts";

/** Nobody says that writing has stopped without an answer: after this long it has. */
const TYPING_MS = 12_000;
/** The sign at the other end lasts longer than this. */
const TYPING_EVERY_MS = 4_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export interface Conversation {
  state(): ChatState;
  subscribe(listener: () => void): () => void;
  /** @param data the id of a button, when one was pressed */
  send(text: string, data?: string): void;
  /** Sends a file, as a message of its own. */
  sendFile(file: File): Promise<void>;
  again(clientId: string): void;
  /** The customer is writing. */
  typing(): void;
}

/**
 * The customer's side of one conversation: resumes it, follows it, and sends what is written, one after another, until
 * the server has it. The same words are never stored twice: every try carries the same `clientId`. A conversation begins
 * with the first word: who only looks leaves nothing behind.
 */
export function startConversation(): Conversation {
  let state: ChatState = { ...EMPTY, unsent: storedUnsent() };
  let token = storedToken();
  let stop: (() => void) | null = null;
  let sending = false;
  let opening = false;
  let tries = 0;
  let toldTyping = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let typed: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const set = (next: ChatState) => {
    if (next.unsent !== state.unsent) storeUnsent(next.unsent);
    state = next;
    for (const listener of listeners) listener();
  };

  const somethingWaits = () => state.unsent.some((item) => item.state !== "failed");

  const later = () => {
    clearTimeout(retry);
    retry = setTimeout(connect, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  };

  /** What is unsent goes along to another conversation. */
  const leave = () => {
    token = null;
    stop?.();
    stop = null;
    set({ ...EMPTY, unsent: state.unsent });
  };

  /** A token the server does not know any more: the old conversation cannot be shown. */
  const forget = () => {
    storeToken(null);
    leave();
  };

  /** The token of this browser's conversation: begun now, unless another tab was faster. Null where nobody answers. */
  async function begin(): Promise<string | null> {
    const known = storedToken();
    if (known !== null) return known;
    const session = await openSession();
    if (!session.ok) return null;
    storeToken(session.value.token);
    return session.value.token;
  }

  /** Nothing was said yet: whether the server is there is all there is to know. */
  async function look(): Promise<void> {
    const there = await getConfig();
    if (token !== null || somethingWaits()) return connect();
    set({ ...state, line: there.ok ? "live" : "lost" });
    if (!there.ok) later();
  }

  async function connect(): Promise<void> {
    clearTimeout(retry);
    if (token === null) {
      if (opening) return;
      if (!somethingWaits()) return look();
      opening = true;
      token = await begin();
      opening = false;
      if (token === null) {
        set({ ...state, line: "lost" });
        return later();
      }
    }
    stop ??= listen({
      after: () => state.cursor,
      onOpen: catchUp,
      onMessage: (message) => set(withMessages(state, [message])),
      onTyping: (typing) => {
        clearTimeout(typed);
        set({ ...state, typing });
        typed = setTimeout(() => set({ ...state, typing: false }), TYPING_MS);
      },
      onState: (owner) => set({ ...state, owner }),
      onLost: () => set({ ...state, line: "lost" }),
      // The stream may be down while plain requests pass: ask, so that nobody waits for a reload.
      onBeat: async () => {
        const before = state.cursor;
        await catchUp();
        return state.cursor > before;
      },
    });
    await catchUp();
  }

  async function catchUp(): Promise<void> {
    if (token === null) return connect();
    const page = await getMessages(token, state.cursor);
    if (page.ok) {
      tries = 0;
      set({ ...withMessages(state, page.value.items), line: "live" });
      return flush();
    }
    if (page.error.status === 401) {
      forget();
      return connect();
    }
    set({ ...state, line: "lost" });
    later();
  }

  /** Sends what is waiting, in order, one at a time. */
  async function flush(): Promise<void> {
    const item = state.unsent.find((one) => one.state !== "failed");
    if (sending || !item) return;
    if (token === null) return connect();
    sending = true;
    set(withUnsent(state, { ...item, state: "sending" }));
    const result = await postMessage(token, item);
    sending = false;
    if (result.ok) {
      tries = 0;
      set({ ...withArrived(state, item, result.value.sequence), line: "live" });
      return flush();
    }
    const { status, code } = result.error;
    if (!state.unsent.some(({ clientId }) => clientId === item.clientId)) return flush();
    if (status === 401) {
      set(withUnsent(state, { ...item, state: "waiting" }));
      forget();
      return connect();
    }
    if (status === 0 || status === 429 || status >= 500) {
      set({ ...withUnsent(state, { ...item, state: "waiting", code }), line: status === 0 ? "lost" : state.line });
      return later();
    }
    set(withUnsent(state, { ...item, state: "failed", code }));
    return flush();
  }

  function say(said: Pick<Unsent, "text" | "data" | "file">): void {
    const waits = state.line === "lost" ? "waiting" : "sending";
    set(withUnsent(state, { clientId: newId(), at: new Date().toISOString(), state: waits, ...said }));
    void flush();
  }

  window.addEventListener("online", () => void connect());
  window.addEventListener("offline", () => set({ ...state, line: "lost" }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void catchUp();
  });
  // Words that wait here go along: both tabs show one conversation.
  onStoredToken((begun) => {
    if (token === begun || opening) return;
    leave();
    token = begun;
    void connect();
  });
  void connect();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (text, data) => say({ text, ...(data && { data }) }),
    sendFile: async (file) => {
      set({ ...state, upload: { state: "going" } });
      // A conversation begins with a file as with a word.
      const session = token ?? (await begin());
      const given = session === null ? null : await postFile(session, file);
      if (!given?.ok) return set({ ...state, upload: { state: "failed", code: given?.error.code ?? "" } });
      set({ ...state, upload: null });
      token ??= session;
      say({ text: "", file: given.value });
      if (stop === null) void connect();
    },
    typing: () => {
      const now = Date.now();
      if (token === null || now - toldTyping < TYPING_EVERY_MS) return;
      toldTyping = now;
      void postTyping(token);
    },
    again: (clientId) => {
      const item = state.unsent.find((one) => one.clientId === clientId);
      if (!item) return;
      set(withUnsent(state, { ...item, state: "sending" }));
      void flush();
    },
  };
}

/** `randomUUID` is missing on a page served without https, as on a first try at home. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
