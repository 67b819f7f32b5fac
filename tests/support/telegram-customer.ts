import type { UpdateFeed } from "./telegram-feed.ts";

export interface CustomerOptions {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Somebody with a Telegram app. Every act queues one update, in the shape the platform has for it. */
export interface Customer {
  readonly id: number;
  readonly threadId: string;
  /** Writes a text; `fields` are merged into the message (a photo, a reply, …). Returns the message's id. */
  says(text: string, fields?: object): number;
  edits(messageId: number, text: string): void;
  /** Presses a button of a message of the bot. */
  taps(messageId: number, data: string): void;
  reacts(messageId: number, emoji: string): void;
  /** Sends a file with words under it. */
  sendsPhoto(fileId: string, caption?: string): number;
  /** Speaks instead of writing. */
  sendsVoice(fileId: string): number;
  /** Hands over a card: their own by a key that asks for it, or that of somebody else. */
  sharesCard(phone: string, whose?: "own" | "another"): number;
}

export function telegramCustomer(feed: UpdateFeed, options: CustomerOptions, nextMessageId: () => number): Customer {
  const { id, firstName = "Sara", lastName } = options;
  const name = { first_name: firstName, ...(lastName !== undefined && { last_name: lastName }) };
  const from = { id, is_bot: false, ...name, language_code: "fa" };
  const chat = { id, type: "private", ...name };
  const date = (): number => Math.floor(Date.now() / 1000);
  const push = (kind: string, content: object): number => feed.push(kind, content, String(id));

  return {
    id,
    threadId: String(id),
    says(text, fields = {}) {
      const message_id = nextMessageId();
      push("message", { message_id, from, chat, date: date(), text, ...commandIn(text), ...fields });
      return message_id;
    },
    sendsPhoto(fileId, caption) {
      const photo = [{ file_id: fileId, file_unique_id: fileId, file_size: 9000, width: 800, height: 600 }];
      return this.says("", { text: undefined, photo, ...(caption !== undefined && { caption }) });
    },
    sendsVoice(fileId) {
      const voice = { file_id: fileId, file_unique_id: fileId, duration: 7, mime_type: "audio/ogg", file_size: 9000 };
      return this.says("", { text: undefined, voice });
    },
    sharesCard(phone_number, whose = "own") {
      const contact = { phone_number, first_name: firstName, user_id: whose === "own" ? id : id + 1 };
      return this.says("", { text: undefined, contact });
    },
    edits(message_id, text) {
      push("edited_message", { message_id, from, chat, date: date(), edit_date: date(), text });
    },
    taps(message_id, data) {
      const message = { message_id, from: { id: 1, is_bot: true, first_name: "Desk" }, chat, date: date(), text: "…" };
      push("callback_query", { id: `press-${nextMessageId()}`, from, message, chat_instance: "1", data });
    },
    reacts(message_id, emoji) {
      const new_reaction = [{ type: "emoji", emoji }];
      push("message_reaction", { chat, message_id, user: from, date: date(), old_reaction: [], new_reaction });
    },
  };
}

/** The platform marks a command; the bots' libraries go by that mark. */
function commandIn(text: string): object {
  const length = /^\/\w+(?:@\w+)?/.exec(text)?.[0].length;
  return length === undefined ? {} : { entities: [{ type: "bot_command", offset: 0, length }] };
}
