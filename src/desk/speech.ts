import type { Notice } from "../core/reply.ts";
import type { Settings } from "../core/settings.ts";
import type { Button } from "../ports/channel.ts";
import type { Conversation } from "./conversation.ts";

export interface Words {
  readonly text: string;
  readonly buttons: readonly Button[];
}

/** The desk's time and place: what "tomorrow at eight" means. */
export interface Moment {
  readonly now: Date;
  readonly settings: Settings;
}

/** What the desk needs to put a notice into the customer's language and into the channel's size. */
export interface Speech {
  notice(notice: Notice, conversation: Conversation, at: Moment): Words;
  /** UTF-16 units one message of the conversation's channel may hold. */
  textChars(conversation: Pick<Conversation, "accountId">): number;
}
