import type { Desk } from "../support/desk.ts";
import type { ConversationWire } from "../support/desk-wire.ts";

/** The conversation of a Telegram chat, as soon as there is one. */
export function conversationOf(desk: Desk, threadId: string): Promise<ConversationWire> {
  return desk.until(async () => {
    const path = `/api/v1/conversations?channel=telegram&threadId=${encodeURIComponent(threadId)}`;
    const { body } = await desk.api.get<{ items: readonly ConversationWire[] }>(path);
    return body.items[0];
  }, `a conversation in the Telegram chat ${threadId}`);
}
