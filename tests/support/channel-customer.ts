import type { Desk } from "./desk.ts";

/** What stands on a customer's screen. */
export interface SeenMessage {
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
}

/** Somebody with a messenger's app, whatever the messenger. */
export interface ChannelCustomer {
  readonly threadId: string;
  says(text: string): void | Promise<void>;
  /** Presses a button of the newest message that has it. */
  presses(buttonId: string): void | Promise<void>;
  sendsPhoto(caption: string): void | Promise<void>;
  /** The next message from our side that was not looked at yet. */
  reply(): Promise<SeenMessage>;
  /** What came from our side and nobody has looked at. */
  readonly unread: readonly SeenMessage[];
}

/** A whole desk on one channel, reached in one of the ways there are to it. */
export interface ChannelWay {
  /** The channel's name. */
  readonly channel: string;
  readonly desk: Desk;
  customer(firstName: string): ChannelCustomer;
  close(): Promise<void>;
}
