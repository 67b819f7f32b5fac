import type { MessageKind, Speaker } from "../core/delivery.ts";
import type { Notice } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";
import { say } from "./say.ts";
import type { SpeechContext } from "./speech.ts";
import { spokenInOne } from "./spoken.ts";

interface Told {
  readonly notice: Notice;
  readonly speaker: Exclude<Speaker, "bot" | "agent">;
  /** Absent: a notice. */
  readonly kind?: MessageKind;
  readonly agentId?: string | null;
  readonly turnId?: number | null;
}

/** Says something to the customer in the desk's own name, under the lock of the caller, and not twice in the same words. */
export async function sayNotice(
  tx: Transaction,
  conversation: Conversation,
  { notice, kind = "notice", ...as }: Told,
  { now, settings, speech, spoken }: SpeechContext,
): Promise<{ readonly messageId: number }> {
  const at = { now, settings, spoken: spoken ?? (await spokenInOne(tx, conversation.id)) };
  const words = speech.notice(notice, conversation, at);
  const room = speech.room(conversation, at);
  return say(tx, conversation, { author: "system", kind, ...as, ...words }, { now, ...room });
}
