import { err, ok, type Result } from "../core/result.ts";
import type { Transaction } from "../db/connect.ts";
import type { FileError } from "./files.ts";
import type { Room } from "./speech.ts";

/** A message may answer any other of its conversation, where the channel shows which. @returns its id, or null for none */
export async function checkQuote(
  tx: Transaction,
  conversationId: number,
  messageId: number | null,
  { quotes = false }: Pick<Room, "quotes">,
): Promise<Result<number | null, FileError>> {
  if (messageId === null) return ok(null);
  if (!quotes) {
    const hint = "Send it without `replyTo`, and say in words what it answers.";
    return err({ code: "unsupported", message: "This channel does not show what a message answers.", hint });
  }
  const [found] = await tx`select 1 from messages where id = ${messageId} and conversation_id = ${conversationId}`;
  if (found) return ok(messageId);
  const hint = "Take the id from GET /api/v1/conversations/{id}/messages.";
  return err({ code: "not_found", message: `There is no message ${messageId} in this conversation.`, hint });
}
