import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";
import { sayNotice } from "./notice.ts";
import type { SpeechContext } from "./speech.ts";

/** Somebody who was angry when last read is asked nothing about it for so long. */
export const CALM_MINUTES = 60;

/** Asks the customer whether it is solved; only their yes closes a ticket. */
export async function askWhetherSolved(
  tx: Transaction,
  conversation: Conversation,
  code: string,
  context: SpeechContext,
): Promise<void> {
  const notice = { name: "confirm-resolved", code } as const;
  await sayNotice(tx, conversation, { notice, kind: "survey", speaker: "status" }, context);
}

/** Was the customer angry when they last wrote? */
export function isStillHot({ reading }: Pick<Conversation, "reading">): boolean {
  return (reading?.heat ?? 0) >= 2;
}
