import type { HostContext } from "./host-bot.ts";

/* What a host writes against. These types leave the house, so they name nothing of the server. */

/** An update of the Bot API, as the host's library hands it over; only what a choice may need is named. */
export interface HostUpdate {
  readonly update_id: number;
  readonly message?: HostMessage;
  readonly business_message?: HostMessage;
}

interface HostMessage {
  readonly message_id: number;
  readonly chat: { readonly id: number; readonly type: string };
  readonly text?: string;
  readonly caption?: string;
}

/** Whether words in a private chat are the desk's. @param usually what the desk would do without being told */
export type Accepts = (update: HostUpdate, usually: boolean) => boolean | Promise<boolean>;

/** A middleware of grammY and of Telegraf alike. */
export type DeskMiddleware = (context: HostContext, next: () => Promise<unknown>) => Promise<void>;

export interface MountOptions {
  /** Which words in private chats are the desk's. Unless told: all but commands. */
  readonly accepts?: Accepts;
  /**
   * For how long an update waits for a database that is away before its delivery fails, in milliseconds. Unless told: a
   * webhook's 5 seconds, because Telegram delivers it again; a poll's without end, because it would be lost.
   */
  readonly patienceMs?: number;
}

/** A desk that runs in the host's process. */
export interface MountedDesk {
  /** For `bot.use`, of grammY and of Telegraf. */
  readonly middleware: DeskMiddleware;
  /** Where this machine reaches the console. */
  readonly url: string;
  /** The first admin's one-time page; null where somebody can sign in. */
  readonly setupUrl: string | null;
  /** Stop the bot first. Finishes what has begun, stops the database last. */
  stop(): Promise<void>;
}
