import { DANGERS, type Danger, type Notice } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";

/**
 * What the customer hears where nobody came in time: `usual`, or, where they wrote of a crisis or a danger in this
 * episode, that they are not forgotten, and where help is until `by`. Whoever has owned the conversation since, and
 * whatever it was in the queue for: somebody in danger is never spoken to about a case.
 */
export async function unanswered(
  tx: Transaction,
  { id, episode }: Conversation,
  { usual, by }: { readonly usual: Notice; readonly by: Date },
): Promise<Notice> {
  const danger = await dangerIn(tx, id, episode);
  return danger === null ? usual : { name: "still-with-you", danger, time: by.toISOString() };
}

async function dangerIn(tx: Transaction, conversationId: number, episode: number): Promise<Danger | null> {
  const [heard] = await tx<Record<Danger, boolean | null>[]>`
    select bool_or((reading -> 'flags' ->> 'crisis')::boolean) as crisis,
      bool_or((reading -> 'flags' ->> 'safety')::boolean) as safety
    from turns where conversation_id = ${conversationId} and episode = ${episode} and outcome = 'released'`;
  return DANGERS.find((danger) => heard?.[danger]) ?? null;
}
