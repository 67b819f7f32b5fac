import type { OutboundMessage } from "../../../src/ports/channel.ts";

/** One part of an answer to the usual customer. */
export const part = (fields: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "p1",
  threadId: "700001",
  text: "در حال پیگیری هستیم.",
  buttons: [],
  replyTo: null,
  ...fields,
});

export const noSignal = (): AbortSignal => new AbortController().signal;
