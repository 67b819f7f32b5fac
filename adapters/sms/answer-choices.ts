import type { OutboundMessage } from "../../src/ports/channel.ts";

/**
 * The words to send. An SMS has no buttons, so their labels stand below the text, to be typed back; what no SMS can hand
 * over, and labels that would not fit any more, are left out.
 * @param most characters the platform takes
 */
export function textWithChoices({ text, buttons }: OutboundMessage, most: number): string {
  const labels = buttons.filter((button) => button.asks === undefined).map((button) => button.label);
  const whole = labels.length === 0 ? text : `${text}\n${labels.join(" / ")}`;
  return whole.length > most ? text : whole;
}
