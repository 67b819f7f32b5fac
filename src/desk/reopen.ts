import { err, ok, type Result } from "../core/result.ts";
import type { Transaction } from "../db/connect.ts";
import { windowClosesAt } from "../db/reply-window.ts";
import { type Command, type CommandError, type CommandOutcome, type DeskDeps, run } from "./commands.ts";
import { sayNotice } from "./notice.ts";

/** Templates cost, and platforms bar a number whose customers find them a nuisance. */
const ASK_AGAIN_MS = 24 * 3_600_000;

/**
 * Asks a customer, whose platform lets us write no more, to write again: the operator's own template goes out in the
 * place of the words that stand in the thread. It waits in the queue like all words to the customer, so it is sent once
 * or shown as unknown, and the thread tells what became of it. The owner stays.
 * @param windowMs  how long free words may follow the customer's last message; null: the channel cannot ask
 */
export async function askToReopen(
  deps: DeskDeps,
  command: Command & { readonly windowMs: number | null },
): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, async ({ tx, conversation, now, settings }) => {
    if (command.windowMs === null) return err(CANNOT_ASK);
    const closesAt = await windowClosesAt(tx, conversation.id, command.windowMs);
    if (closesAt !== null && closesAt > now) return err(stillOpen(closesAt));
    if (await wasAsked(tx, conversation.id, new Date(now.getTime() - ASK_AGAIN_MS))) return err(ASKED_BEFORE);
    const asking = { notice: { name: "asked-to-reopen" }, speaker: "reopening", agentId: command.agentId } as const;
    // Nobody reads these words on the platform: they introduce nobody.
    const introduced = { ...conversation, introduced: true };
    const { messageId } = await sayNotice(tx, introduced, asking, { now, settings, speech: deps.speech });
    return ok({ conversation, messageId });
  });
}

async function wasAsked(tx: Transaction, conversationId: number, since: Date): Promise<boolean> {
  const rows = await tx`
    select from messages m join outbox o on o.message_id = m.id
    where m.conversation_id = ${conversationId} and m.created_at > ${since} and o.speaker = 'reopening'
      and m.delivery <> 'failed' limit 1`;
  return rows.length > 0;
}

const CANNOT_ASK: CommandError = {
  code: "unsupported",
  message: "This channel has no way to ask the customer to write again.",
  hint: "On WhatsApp, set a reopening template in the channel's settings; else the customer must write first.",
};

const ASKED_BEFORE: CommandError = {
  code: "conflict",
  message: "The customer was asked within the last day.",
  hint: "Wait for their message: with it you can write again.",
};

const stillOpen = (closesAt: Date): CommandError => ({
  code: "conflict",
  message: `The customer can be written to until ${closesAt.toISOString()}.`,
  hint: "Send your words as they are.",
});
