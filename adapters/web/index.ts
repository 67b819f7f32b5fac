import type { ChannelAdapter, ChannelLimits } from "../../src/ports/channel.ts";
import { decodePost } from "./decode.ts";

const MEGABYTE = 1024 * 1024;
/** Pages load them from the desk itself. */
const MEDIA_LIMITS = {
  image: 20 * MEGABYTE,
  voice: 20 * MEGABYTE,
  audio: 20 * MEGABYTE,
  video: 20 * MEGABYTE,
  document: 20 * MEGABYTE,
} as const satisfies ChannelLimits["media"];

/**
 * The web chat. Its page reads the desk's own record, so a message is delivered by being marked as sent: the desk
 * publishes that, and open pages fetch what is new. The routes of the page are the server's.
 */
export function webAdapter(): ChannelAdapter {
  return {
    channel: "web",
    limits: { textChars: 20_000, attachmentBytes: 10 * MEGABYTE, media: MEDIA_LIMITS, quotes: true },
    decode: decodePost,
    send: async (message) => ({ kind: "sent", id: message.id }),
  };
}
