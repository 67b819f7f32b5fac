import type { Transaction } from "../db/connect.ts";
import type { conversations } from "../db/schema/conversations.ts";

/** A conversation as its row says. */
export type Conversation = typeof conversations.$inferSelect;

/**
 * Takes the conversation for this transaction: whoever decides about its owner, and whoever begins a send, does so
 * one after another.
 */
export async function lockConversation(tx: Transaction, id: number): Promise<Conversation | null> {
  const [row] = await tx<Conversation[]>`select * from conversations where id = ${id} for no key update`;
  return row ?? null;
}
