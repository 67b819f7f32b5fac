import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";
import type { OwnerContext } from "./ownership.ts";
import { say } from "./say.ts";
import { spokenInOne } from "./spoken.ts";

/** Somebody who was angry when last read is asked nothing about it for so long. */
export const CALM_MINUTES = 60;

/** Asks the customer whether it is solved; only their yes closes a ticket. */
export async function askWhetherSolved(
  tx: Transaction,
  conversation: Conversation,
  code: string,
  { now, settings, speech }: OwnerContext,
): Promise<void> {
  const at = { now, settings, spoken: await spokenInOne(tx, conversation.id) };
  const words = speech.notice({ name: "confirm-resolved", code }, conversation, at);
  const room = speech.room(conversation, at);
  await say(tx, conversation, { author: "system", kind: "survey", speaker: "status", ...words }, { now, ...room });
}

/** Was the customer angry when they last wrote? */
export function isStillHot({ reading }: Pick<Conversation, "reading">): boolean {
  return (reading?.heat ?? 0) >= 2;
}
