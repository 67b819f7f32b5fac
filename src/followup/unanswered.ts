import type { Notice } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";
import { dangerIn } from "../desk/danger.ts";

/**
 * What the customer hears where nobody came in time: `usual`, or, where they wrote of a crisis or a danger in this
 * episode, that they are not forgotten, and where help is until `by`. Whoever has owned the conversation since, and
 * whatever it was in the queue for: somebody in danger is never spoken to about a case.
 */
export async function unanswered(
  tx: Transaction,
  conversation: Conversation,
  { usual, by }: { readonly usual: Notice; readonly by: Date },
): Promise<Notice> {
  const danger = await dangerIn(tx, conversation);
  return danger === null ? usual : { name: "still-with-you", danger, time: by.toISOString() };
}
