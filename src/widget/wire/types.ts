import type { Message } from "../../pages/conversation/message.ts";

export interface QuickReply {
  readonly id: string;
  readonly label: string;
}

/** A message as the customer sees it: as everywhere, and the answers it offers. */
export interface ChatMessage extends Message {
  readonly buttons?: readonly QuickReply[];
  /** The name of the agent who wrote it, where the desk shows names. */
  readonly authorName?: string | null;
}

/** A file the server keeps until the message comes that it is part of. */
export interface GivenFile {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly mime: string;
}

/** Words of the customer that the server does not have yet. */
export interface Unsent {
  /** The same on every try, so that however often it is tried it is one message. */
  readonly clientId: string;
  readonly text: string;
  /** The button's id, when a button was pressed. */
  readonly data?: string;
  /** What the server has of it already. */
  readonly file?: GivenFile;
  readonly at: string;
  /** `waiting`: tried again by itself. `failed`: refused; only the customer can try again. */
  readonly state: "sending" | "waiting" | "failed";
  readonly code?: string;
}

export interface ChatConfig {
  readonly organisation: string;
  readonly defaultLanguage: string;
  /** IANA name of the desk's zone, in which its messages promise times. */
  readonly zone: string;
}
