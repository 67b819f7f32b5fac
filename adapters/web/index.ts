import type { ChannelAdapter } from "../../src/ports/channel.ts";
import { decodePost } from "./decode.ts";

/**
 * The web chat. Its page reads the desk's own record, so a message is delivered by being marked as sent: the desk
 * publishes that, and open pages fetch what is new. The routes of the page are the server's.
 */
export function webAdapter(): ChannelAdapter {
  return {
    channel: "web",
    limits: { textChars: 20_000, attachmentBytes: 0 },
    decode: decodePost,
    send: async (message) => ({ kind: "sent", id: message.id }),
  };
}
