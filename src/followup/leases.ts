import { addWorkingMinutes, isOpen } from "../core/hours.ts";
import type { OwnerState, OwnershipEvent } from "../core/ownership.ts";
import type { Transaction } from "../db/connect.ts";
import { type Conversation, lockConversation } from "../desk/conversation.ts";
import { mustChangeOwner } from "../desk/ownership.ts";
import { reviewIsOver } from "../desk/review.ts";
import { ensureTicket } from "../desk/tickets.ts";
import type { Sweep } from "./context.ts";
import { eachForItself } from "./failures.ts";
import { unanswered } from "./unanswered.ts";

const BATCH = 100;

/** What an owner loses when its lease ends. */
const LOSES: Partial<Record<OwnerState, OwnershipEvent>> = {
  human: { kind: "lease_expired" },
  human_idle: { kind: "agent_away" },
};

/** Owners who left the customer waiting too long lose the conversation, step by step. */
export async function endLeases(sweep: Sweep): Promise<readonly number[]> {
  const due = await sweep.sql<{ conversationId: number }[]>`
    select id as conversation_id from conversations
    where owner_due_at <= ${sweep.now} and id <> all(${sweep.passedOver}::bigint[])
    order by owner_due_at limit ${BATCH}`;
  return eachForItself(sweep, due, ({ conversationId }) =>
    sweep.sql.begin((tx) => endLease(tx, sweep, conversationId)),
  );
}

async function endLease(tx: Transaction, sweep: Sweep, id: number): Promise<void> {
  const conversation = await lockConversation(tx, id);
  // The agent may have spoken between the look and the lock.
  if (!conversation?.ownerDueAt || conversation.ownerDueAt > sweep.now) return;
  if (conversation.state === "bot_review") return reviewIsOver(tx, conversation, sweep);
  const event = LOSES[conversation.state];
  if (!event) {
    await tx`update conversations set owner_due_at = null where id = ${id}`;
    return;
  }
  await lose(tx, sweep, conversation, event);
}

async function lose(
  tx: Transaction,
  { now, settings, speech }: Sweep,
  conversation: Conversation,
  event: OwnershipEvent,
): Promise<void> {
  const context = { now, settings, speech };
  if (event.kind === "lease_expired") {
    const change = { event, actor: "system", notice: null, promisedAt: null } as const;
    await mustChangeOwner(tx, conversation, change, context);
    return;
  }
  const ticketed = await ensureTicket(tx, conversation, now);
  const promisedAt = addWorkingMinutes(now, settings.firstReplyMinutes, settings);
  const usual = { name: "agent-away", code: ticketed.code } as const;
  const notice = await unanswered(tx, ticketed.conversation, { usual, by: promisedAt });
  await mustChangeOwner(tx, ticketed.conversation, { event, actor: "system", notice, promisedAt }, context);
}

/** The first shift has opened: from now on a person answers those whom the bot helped while nobody was there. */
export async function openDesk(sweep: Sweep): Promise<readonly number[]> {
  const { sql, clock, settings, speech } = sweep;
  if (!isOpen(sweep.now, settings)) return [];
  const helped = await sql<{ conversationId: number }[]>`
    select id as conversation_id from conversations
    where state = 'queued' and bot_helps and id <> all(${sweep.passedOver}::bigint[])
    order by last_message_at limit ${BATCH}`;
  return eachForItself(sweep, helped, ({ conversationId }) =>
    sql.begin(async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      const now = clock.now();
      // The sweep began some time ago: the desk may have closed since.
      if (conversation?.state !== "queued" || !isOpen(now, settings)) return;
      const { promisedAt } = conversation;
      const change = { event: { kind: "desk_opened" }, actor: "system", notice: null, promisedAt } as const;
      await mustChangeOwner(tx, conversation, change, { now, settings, speech });
    }),
  );
}
