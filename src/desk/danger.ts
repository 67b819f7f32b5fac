import { DANGERS, type Danger } from "../core/reply.ts";
import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";

/**
 * What the customer wrote of in this episode that is about a life or its safety, the worst of it; null: nothing. It was
 * read also where a person had taken over by then and the bot's answer was dropped.
 */
export async function dangerIn(tx: Transaction, { id, episode }: Conversation): Promise<Danger | null> {
  const [heard] = await tx<Record<Danger, boolean | null>[]>`
    select bool_or((reading -> 'flags' ->> 'crisis')::boolean) as crisis,
      bool_or((reading -> 'flags' ->> 'safety')::boolean) as safety
    from turns where conversation_id = ${id} and episode = ${episode} and outcome <> 'superseded'`;
  return DANGERS.find((danger) => heard?.[danger]) ?? null;
}
