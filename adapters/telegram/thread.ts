/** Where a message goes: a chat with the bot, or a chat of a business account the bot is connected to. */
export interface TelegramThread {
  readonly chatId: number;
  readonly businessConnectionId: string | undefined;
}

/**
 * A thread's id: the chat's id as text. A business chat is `<connection>:<chat>`, because the same person may also have
 * a chat with the bot itself, under the same chat id.
 */
export function threadIdOf(chatId: number, businessConnectionId: string | undefined): string {
  return businessConnectionId === undefined ? String(chatId) : `${businessConnectionId}:${chatId}`;
}

/** The reverse of {@link threadIdOf}; null where the text is no thread of this channel. */
export function readThreadId(threadId: string): TelegramThread | null {
  const match = /^(?:(.+):)?(-?\d{1,16})$/.exec(threadId);
  const chatId = Number(match?.[2]);
  return match && Number.isSafeInteger(chatId) ? { chatId, businessConnectionId: match[1] } : null;
}
