import { err, ok, type Result } from "../core/result.ts";
import { json, type Sql } from "../db/connect.ts";
import type { ChannelAdapter, InboundAttachment, SendOutcome } from "../ports/channel.ts";
import type { DeskDeps } from "./commands.ts";

/**
 * What agents do to a message that is with the customer already: another text for their own, a reaction to the
 * customer's. The platform is asked first and the row follows: doing the same again does no harm, so neither waits in a
 * queue.
 */

type RetouchDeps = Pick<DeskDeps, "sql" | "clock" | "publish">;

export type RetouchError = {
  readonly code: "not_found" | "forbidden" | "unsupported" | "unavailable";
  readonly message: string;
  readonly hint: string;
};

interface Retouch {
  readonly conversationId: number;
  readonly messageId: number;
}

const CALL_TIMEOUT_MS = 12_000;

/** Replaces the words of an agent's own message; the earlier ones are kept. */
export async function editMessage(
  { sql, clock, publish }: RetouchDeps,
  { conversationId, messageId, agentId, text }: Retouch & { readonly agentId: string; readonly text: string },
  adapter: Pick<ChannelAdapter, "edit" | "limits"> | undefined,
): Promise<Result<null, RetouchError>> {
  const edit = adapter?.edit;
  if (!edit) return err(notHere("change a message"));
  const found = await findMessage(sql, conversationId, messageId);
  if (!found) return err(NO_MESSAGE);
  if (found.author !== "agent" || found.agentId !== agentId) return err(NOT_YOURS);
  const [externalId, ...more] = found.externalIds;
  if (!ARRIVED.has(found.delivery ?? "") || externalId === undefined) return err(NOT_SENT);
  if (more.length > 0 || found.attachments.length > 0) return err(NOT_ONE_TEXT);
  if (text.length > adapter.limits.textChars) return err(tooLong(adapter.limits.textChars));
  if (text === found.text) return ok(null);
  const outcome = await asked((signal) => edit(found.threadId, externalId, text, signal));
  if (outcome.kind !== "sent") return err(notDone(outcome));
  await sql`
    update messages set text = ${text}, edited_at = ${clock.now()}, edits = edits || ${json([found.text])}::jsonb
    where id = ${messageId} and text <> ${text}`;
  publish(conversationId);
  return ok(null);
}

/** Puts our reaction to a customer's message. @param emoji  one; empty takes it back */
export async function reactTo(
  { sql, publish }: RetouchDeps,
  { conversationId, messageId, emoji }: Retouch & { readonly emoji: string },
  adapter: Pick<ChannelAdapter, "react"> | undefined,
): Promise<Result<null, RetouchError>> {
  const react = adapter?.react;
  if (!react) return err(notHere("react to a message"));
  const found = await findMessage(sql, conversationId, messageId);
  if (!found) return err(NO_MESSAGE);
  const { externalId, threadId } = found;
  if (found.author !== "customer" || externalId === null) return err(NOT_THEIRS);
  const outcome = await asked((signal) => react(threadId, externalId, emoji, signal));
  if (outcome.kind !== "sent") return err(notDone(outcome));
  await sql`update messages set our_reaction = ${emoji || null} where id = ${messageId}`;
  publish(conversationId);
  return ok(null);
}

/** States of a message that the customer has. */
const ARRIVED: ReadonlySet<string> = new Set(["sent", "delivered", "read"]);

interface Found {
  readonly author: string;
  readonly agentId: string | null;
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  readonly delivery: string | null;
  readonly externalId: string | null;
  readonly threadId: string;
  /** Of its parts. */
  readonly externalIds: readonly string[];
}

async function findMessage(sql: Sql, conversationId: number, messageId: number): Promise<Found | null> {
  const [row] = await sql<Found[]>`
    select m.author, m.agent_id, m.text, m.attachments, m.delivery, m.external_id, c.thread_id,
      array(select o.external_id from outbox o
            where o.message_id = m.id and o.external_id is not null order by o.part) as external_ids
    from messages m join conversations c on c.id = m.conversation_id
    where m.id = ${messageId} and m.conversation_id = ${conversationId}`;
  return row ?? null;
}

async function asked(call: (signal: AbortSignal) => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await call(AbortSignal.timeout(CALL_TIMEOUT_MS));
  } catch (error) {
    return { kind: "unknown", why: error instanceof Error ? error.name : "the adapter failed" };
  }
}

function notDone(outcome: Exclude<SendOutcome, { readonly kind: "sent" }>): RetouchError {
  switch (outcome.kind) {
    case "refused":
      return {
        code: "unsupported",
        message: "The messenger refused it.",
        hint: "It may be too old for that, or gone. Write a new message instead.",
      };
    case "unknown":
      return {
        code: "unavailable",
        message: "The messenger did not answer: it may have happened.",
        hint: "Try again: the same once more does no harm.",
      };
    default:
      return { code: "unavailable", message: "The messenger is busy.", hint: "Try again in a moment." };
  }
}

const notHere = (what: string): RetouchError => ({
  code: "unsupported",
  message: `On this channel nobody can ${what}.`,
  hint: "Write a new message instead.",
});
const tooLong = (most: number): RetouchError => ({
  code: "unsupported",
  message: "The words do not fit into one message.",
  hint: `At most ${most} characters.`,
});
const NO_MESSAGE: RetouchError = {
  code: "not_found",
  message: "There is no such message in this conversation.",
  hint: "Take the id from GET /api/v1/conversations/{id}/messages.",
};
const NOT_YOURS: RetouchError = {
  code: "forbidden",
  message: "Only whoever wrote a message can change it.",
  hint: "Write a new message instead.",
};
const NOT_SENT: RetouchError = {
  code: "unsupported",
  message: "The message is not with the customer.",
  hint: "Wait until it is sent, or write a new one.",
};
const NOT_ONE_TEXT: RetouchError = {
  code: "unsupported",
  message: "Only a message that is one text can be changed.",
  hint: "Write a new message instead.",
};
const NOT_THEIRS: RetouchError = {
  code: "unsupported",
  message: "Reactions are for messages of the customer.",
  hint: "Choose a message that came from their messenger.",
};
