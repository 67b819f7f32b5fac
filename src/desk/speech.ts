import type { MediaLimits } from "../core/file-kind.ts";
import type { Notice, ReplyPlan } from "../core/reply.ts";
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
  /** What bot and system said in this episode, oldest first, where that is at hand. */
  readonly spoken?: readonly string[];
}

/** What one message of a channel holds. */
export interface Room {
  /** In UTF-16 units. */
  readonly textChars: number;
  /** Files it takes; absent: none. */
  readonly media?: MediaLimits;
  /** A message can stand under the one it answers. */
  readonly quotes?: boolean;
  /** Present where every message costs. */
  readonly brief?: {
    readonly tooLong: (text: string) => boolean;
    /** What goes out in the place of words that are too long; null: there is nowhere to read them. */
    readonly instead: (code: string, author: "bot" | "agent" | "system") => string | null;
  };
}

/** A moment in which the desk may speak. */
export interface SpeechContext extends Moment {
  readonly speech: Speech;
}

/** What the desk needs to put a notice into the customer's language and into the channel's size. */
export interface Speech {
  notice(notice: Notice, conversation: Conversation, at: Moment): Words;
  /** Buttons that make a reply's question easy to answer, where the conversation's channel has them. */
  asking(plan: ReplyPlan, conversation: Conversation, at: Moment): readonly Button[];
  /** How much one message of the conversation's channel may hold. */
  room(conversation: Conversation, at: Moment): Room;
}
