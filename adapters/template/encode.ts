import type { OutboundMessage } from "../../src/ports/channel.ts";

/** In UTF-16 units. */
export const TEXT_LIMIT = 2_000;

/** What is posted for one part. The platform has no buttons: their labels stand below the text, to be written back. */
export function encodeMessage({ threadId, text, buttons }: OutboundMessage): { thread: string; text: string } {
  const labels = buttons.filter((button) => button.asks === undefined).map((button) => button.label);
  const whole = labels.length === 0 ? text : `${text}\n${labels.join(" / ")}`;
  return { thread: threadId, text: whole.length > TEXT_LIMIT ? text : whole };
}
