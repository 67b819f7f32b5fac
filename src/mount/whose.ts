import { findCodes } from "../core/tracking-code.ts";
import type { InboundEvent } from "../ports/channel.ts";

/** Whose an update is. `concerned`: the desk's where it is about the desk's own messages. */
export type Whose = "desk" | "host" | "concerned";

/**
 * Whose an update usually is, by the one event it holds. Customers' words in private chats are the desk's; commands are
 * the host's, but for a link that opens the chat with a tracking code.
 * @param event undefined for what the desk does not understand: groups, inline queries, payments, …
 */
export function usuallyWhose(event: InboundEvent | undefined): Whose {
  switch (event?.type) {
    case undefined:
      return "host";
    case "message":
      return isCommand(event.text) && !asksForStatus(event.text) ? "host" : "desk";
    case "edit":
      return isCommand(event.text) ? "host" : "concerned";
    case "action":
    case "reaction":
    case "status":
      return "concerned";
    case "echo":
    case "identity":
      return "desk";
  }
}

const isCommand = (text: string): boolean => /^\/\w/.test(text);

/** `t.me/<bot>?start=<code>` arrives as the command with the code behind it. */
const asksForStatus = (text: string): boolean =>
  /^\/start(?:@\w+)? /.test(text) && findCodes(text).some(({ valid }) => valid);
