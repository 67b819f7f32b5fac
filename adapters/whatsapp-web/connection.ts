import type { Client } from "whatsapp-web.js";
import type { Library } from "./deps.ts";
import type { OwnSends } from "./own-sends.ts";

/** A client that is linked, ready and answering. */
export interface Connection {
  readonly client: Client;
  readonly createMedia: Library["createMedia"];
}

/** What listening and sending share. */
export interface Held {
  /** Null: there is none now, or another process has it. */
  connection: Connection | null;
  readonly ownSends: OwnSends;
  /** Under which id the page itself last named the chat of a thread. */
  readonly chats: Map<string, string>;
}
