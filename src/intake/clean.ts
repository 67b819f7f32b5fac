import type { InboundEvent } from "../ports/channel.ts";

/**
 * An event as it can be kept: PostgreSQL holds neither NUL nor half a surrogate pair, and what can never be committed is
 * delivered again for ever, before everything behind it. So every text of it is cleaned, the ids too, once, at the door.
 */
export function cleaned(event: InboundEvent): InboundEvent {
  return JSON.parse(JSON.stringify(event), (_name, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
  );
}
