import { findPromises } from "../core/promises/find.ts";
import type { Transaction } from "../db/connect.ts";
import { makePromise } from "./clocks.ts";
import type { Conversation } from "./conversation.ts";
import type { Moment } from "./speech.ts";

/** Words that go out, and whose they are. */
interface Told {
  readonly text: string;
  readonly madeBy: string;
  readonly messageId: number | null;
}

/** Writes down what these words commit us to, each with its clock: whoever said it, it is kept like any other promise. */
export async function keepTold(
  tx: Transaction,
  { id: conversationId, ticketId }: Pick<Conversation, "id" | "ticketId">,
  { text, madeBy, messageId }: Told,
  { now, settings }: Moment,
): Promise<void> {
  for (const { words, dueAt } of findPromises(text, { now, schedule: settings })) {
    await makePromise(tx, madeBy, { conversationId, ticketId, dueAt, now, messageId, words });
  }
}
