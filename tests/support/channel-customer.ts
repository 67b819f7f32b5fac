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
  /** Presses a button of the newest message that has it; where a channel has none, writes its words. */
  presses(buttonId: string): void | Promise<void>;
  sendsPhoto(caption: string): void | Promise<void>;
  /** The next message from our side that was not looked at yet. */
  reply(): Promise<SeenMessage>;
  /** What came from our side and nobody has looked at. */
  readonly unread: readonly SeenMessage[];
}

/** What a channel's customers cannot do, each with its reason: the story then goes on without it. */
export interface Cannot {
  /** Choices stand in the text, and are answered in words. */
  readonly buttons?: string;
  readonly photos?: string;
  /** A long answer is cut short, and points to the page that has the whole of it. */
  readonly longAnswers?: string;
  /** Nobody tells what the customer is called. */
  readonly names?: string;
}

/** A whole desk on one channel, reached in one of the ways there are to it. */
export interface ChannelWay {
  /** The channel's name. */
  readonly channel: string;
  readonly cannot?: Cannot;
  readonly desk: Desk;
  customer(firstName: string): ChannelCustomer;
  close(): Promise<void>;
}

/** The part of a customer that reads: each message once, in the order in which they came. */
export function readerOf(
  seen: () => readonly SeenMessage[],
  arrived: (count: number) => Promise<unknown>,
): Pick<ChannelCustomer, "reply" | "unread"> {
  let looked = 0;
  return {
    async reply() {
      await arrived(looked + 1);
      looked += 1;
      const message = seen()[looked - 1];
      if (!message) throw new Error("unreachable: one message was awaited");
      return message;
    },
    get unread() {
      return seen().slice(looked);
    },
  };
}
