import { openEvents } from "./desk-events.ts";
import { bodyOf, type MessageWire, type RestClient, restClient } from "./desk-wire.ts";

/** Somebody with the web chat open: writes by the public protocol, reads by its event stream. */
export interface Visitor {
  readonly id: string;
  /** Writes; `clientId` is the page's own id of the message, a new one unless given. Resolves with its sequence. */
  says(text: string, clientId?: string): Promise<number>;
  /** Uploads a file and sends it, with words or without. Resolves with the message's sequence. */
  sends(content: Uint8Array, name: string, text?: string): Promise<number>;
  /** Presses a button of the last message. */
  taps(buttonId: string): Promise<number>;
  /** The next message from our side that was not looked at yet. */
  reply(): Promise<MessageWire>;
  /** The next `count` messages from our side. */
  replies(count: number): Promise<readonly MessageWire[]>;
  /** What came from our side and nobody has looked at. */
  readonly unread: readonly MessageWire[];
  /** Everything on the page, in order. */
  readonly page: readonly MessageWire[];
  /** Resolves when the page shows that somebody writes. */
  seesTyping(): Promise<void>;
  /** The page's own interface, with the visitor's token. */
  readonly chat: RestClient;
}

const lineOf = ({ author, text }: MessageWire) => `  ${author}: ${text}`;

export interface VisitorDeps {
  readonly url: () => string;
  /** Resolves when `look` finds something, looking at every change of this page. */
  readonly wait: <T>(look: () => T | undefined, what: () => string) => Promise<T>;
  readonly changed: () => void;
}

/** @returns the visitor, and how to open and close the page */
export async function openVisitor({ url, wait, changed }: VisitorDeps) {
  let token: string | null = null;
  const chat = restClient(url, () => token);
  const session = bodyOf(await chat.post<{ token: string; conversationId: string }>("/api/chat/sessions", {}));
  token = session.token;

  const page: MessageWire[] = [];
  let looked = 0;
  let typing = 0;
  let written = 0;
  let stream: { close(): Promise<void> } | null = null;
  const ours = () => page.filter((message) => message.author !== "customer");

  const write = async (body: { text: string; clientId?: string; data?: string; files?: string[] }): Promise<number> => {
    written += 1;
    const message = { clientId: `m${written}`, ...body };
    return bodyOf(await chat.post<{ sequence: number }>("/api/chat/messages", message)).sequence;
  };
  const replies = async (count: number): Promise<readonly MessageWire[]> => {
    const wanted = looked + count;
    const enough = () => (ours().length >= wanted ? ours().slice(looked, wanted) : undefined);
    const missing = () => `${count} more message(s); the page shows:\n${page.map(lineOf).join("\n")}`;
    const seen = await wait(enough, missing);
    looked = wanted;
    return seen;
  };

  const visitor: Visitor = {
    id: session.conversationId,
    says: (text, clientId) => write({ text, ...(clientId !== undefined && { clientId }) }),
    async sends(content, name, text = "") {
      const headers = { authorization: `Bearer ${token}`, "x-file-name": encodeURIComponent(name) };
      const init = { method: "POST", headers, body: new Uint8Array(content) };
      const uploaded = await fetch(`${url()}/api/chat/files`, init);
      if (!uploaded.ok) throw new Error(`The desk answered ${uploaded.status}: ${await uploaded.text()}`);
      const { id } = (await uploaded.json()) as { readonly id: string };
      return write({ text, files: [id] });
    },
    async taps(buttonId) {
      const button = ours()
        .flatMap((message) => message.buttons)
        .findLast(({ id }) => id === buttonId);
      if (!button) throw new Error(`The page shows no button "${buttonId}".`);
      return write({ text: button.label, data: button.id });
    },
    async reply() {
      const [message] = await replies(1);
      if (!message) throw new Error("unreachable: one reply was awaited");
      return message;
    },
    replies,
    get unread() {
      return ours().slice(looked);
    },
    page,
    async seesTyping() {
      const before = typing;
      await wait(
        () => (typing > before ? true : undefined),
        () => "somebody to write",
      );
    },
    chat,
  };
  return {
    visitor,
    async open() {
      const headers = { authorization: `Bearer ${token}`, "last-event-id": String(page.at(-1)?.sequence ?? 0) };
      stream = await openEvents(`${url()}/api/chat/events`, headers, ({ event, data }) => {
        if (event === "message") page.push(data as MessageWire);
        if (event === "typing") typing += 1;
        changed();
      });
    },
    close: async () => stream?.close(),
  };
}
