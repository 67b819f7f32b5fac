import type { InboundEvent, Sender } from "../../src/ports/channel.ts";
import type { Pair } from "./identity.ts";

/** What an event of this channel has in common with the others. */
export const NOTHING = {
  channel: "whatsapp",
  externalId: null,
  text: "",
  data: null,
  attachments: [],
  location: null,
  replyTo: null,
  identity: null,
  status: null,
} as const satisfies Partial<InboundEvent>;

/** Tells that two handles are one person's. @param at seconds since 1970 */
export function identityEvent(eventId: string, pair: Pair, at: number, phone: string | null = null): InboundEvent {
  const sender: Sender = { id: pair.to, name: "", phone };
  return { ...NOTHING, type: "identity", eventId, threadId: pair.to, sender, identity: pair, sentAt: isoTime(at) };
}

/** @param seconds since 1970 */
export const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();
