import { bodyOf, type ConversationWire, type RestClient } from "../support/desk-wire.ts";

/** The conversation of a Telegram chat. @throws where there is none */
export async function conversationOf(api: RestClient, chatId: number): Promise<ConversationWire> {
  const path = `/api/v1/conversations?channel=telegram&threadId=${chatId}`;
  const [conversation] = bodyOf(await api.get<{ items: ConversationWire[] }>(path)).items;
  if (!conversation) throw new Error(`The accepted message of chat ${chatId} is in no conversation.`);
  return conversation;
}
