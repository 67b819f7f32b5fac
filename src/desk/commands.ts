import type { OwnershipEvent } from "../core/ownership.ts";
import type { Notice } from "../core/reply.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import type { Sql, Transaction } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import { meetHumanClocks } from "./clocks.ts";
import { type Conversation, lockConversation } from "./conversation.ts";
import { changeOwner, type OwnerChange } from "./ownership.ts";
import { onTheWire, say } from "./say.ts";
import type { Speech } from "./speech.ts";
import { setTicketStatus } from "./tickets.ts";

/** What agents do to a conversation, from wherever they are. Each command is one transaction. */

export interface DeskDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly speech: Speech;
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
}

export type CommandError = {
  readonly code: "not_found" | "stale_epoch" | "illegal_transition";
  readonly message: string;
  readonly hint: string;
};

export interface CommandOutcome {
  readonly conversation: Conversation;
  /** Automatic messages that had begun before: they may still arrive. */
  readonly inFlight: readonly number[];
}

interface Command {
  readonly conversationId: number;
  readonly agentId: string;
  /** The epoch the agent was looking at; the command is refused if it has passed. */
  readonly ifEpoch?: number | undefined;
}

interface Bench {
  readonly tx: Transaction;
  readonly conversation: Conversation;
  readonly now: Date;
  readonly settings: Settings;
}

/** An agent speaks: whoever owned the conversation, this agent does now. */
export async function speak(
  deps: DeskDeps,
  command: Command & { readonly text: string },
): Promise<Result<CommandOutcome & { readonly messageId: number }, CommandError>> {
  let messageId = 0;
  const done = await run(deps, command, async (bench) => {
    const moved = await move(deps, bench, command, { kind: "agent_message", agentId: command.agentId });
    if (!moved.ok) return moved;
    const said = await agentSays(deps, bench, command);
    messageId = said.messageId;
    return ok({ ...moved.value, ownerDueAt: null });
  });
  return done.ok ? ok({ ...done.value, messageId }) : done;
}

/** An agent takes the conversation without a word yet. */
export async function take(deps: DeskDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, (bench) => move(deps, bench, command, { kind: "agent_took", agentId: command.agentId }));
}

/** Back to the bot, and the customer is told. */
export async function release(deps: DeskDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, (bench) => move(deps, bench, command, { kind: "released" }, { name: "released" }));
}

/** An agent holds it solved: the customer is asked, and only the customer's yes or silence closes the ticket. */
export async function resolve(deps: DeskDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, async (bench) => {
    const { tx, conversation, now, settings } = bench;
    const [ticket] = await tx<{ id: number; code: string; status: string }[]>`
      select id, code, status from tickets where id = ${conversation.ticketId}`;
    if (!ticket) {
      return err({
        code: "illegal_transition",
        message: "This conversation has no open ticket.",
        hint: "Release it to the bot instead: there is nothing to confirm.",
      });
    }
    if (ticket.status === "resolved") return ok(conversation);
    const moved = await move(deps, bench, command, { kind: "agent_took", agentId: command.agentId });
    if (!moved.ok) return moved;
    await setTicketStatus(tx, ticket.id, { status: "resolved", actor: command.agentId, now });
    await meetHumanClocks(tx, conversation.id, now);
    const words = deps.speech.notice({ name: "confirm-resolved", code: ticket.code }, conversation, { now, settings });
    const textChars = deps.speech.textChars(conversation);
    await say(tx, conversation, { author: "system", kind: "survey", speaker: "status", ...words }, { now, textChars });
    // While the ticket waits for the customer no lease runs.
    await tx`update conversations set owner_due_at = null where id = ${conversation.id}`;
    return ok({ ...moved.value, ownerDueAt: null });
  });
}

/** A person spoke from another device: their words are already with the customer, so they are recorded, not sent. */
export async function recordEcho(
  deps: DeskDeps,
  echo: { readonly conversationId: number; readonly text: string; readonly externalId: string | null },
): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, { conversationId: echo.conversationId, agentId: "phone" }, async (bench) => {
    const { tx, conversation, now } = bench;
    const moved = await move(deps, bench, { agentId: "phone" }, { kind: "phone_echo" });
    if (!moved.ok) return moved;
    await tx`
      with talk as (
        update conversations set last_sequence = last_sequence + 1, last_message_at = ${now}, owner_due_at = null
        where id = ${conversation.id} returning id, last_sequence, epoch, episode
      )
      insert into messages (conversation_id, sequence, episode, author, text, epoch, external_id, delivery, created_at)
      select id, last_sequence, episode, 'agent', ${echo.text}, epoch, ${echo.externalId}, 'sent', ${now} from talk`;
    return ok(moved.value);
  });
}

async function agentSays(
  { speech }: DeskDeps,
  { tx, conversation, now }: Bench,
  { agentId, text }: { readonly agentId: string; readonly text: string },
): Promise<{ readonly messageId: number }> {
  await meetHumanClocks(tx, conversation.id, now);
  await tx`update conversations set owner_due_at = null, last_agent_id = ${agentId} where id = ${conversation.id}`;
  if (conversation.ticketId !== null) {
    const [ticket] = await tx<{ status: string }[]>`select status from tickets where id = ${conversation.ticketId}`;
    if (ticket?.status === "new")
      await setTicketStatus(tx, conversation.ticketId, { status: "open", actor: agentId, now });
  }
  const utterance = { author: "agent", kind: "text", speaker: "agent", text, agentId } as const;
  return say(tx, conversation, utterance, { now, textChars: speech.textChars(conversation) });
}

/** Locks, checks what the agent was looking at, lets `work` act, and tells everyone afterwards. */
async function run(
  { sql, clock, jobs, publish }: DeskDeps,
  { conversationId, ifEpoch }: Command,
  work: (bench: Bench) => Promise<Result<Conversation, CommandError>>,
): Promise<Result<CommandOutcome, CommandError>> {
  const now = clock.now();
  const settings = await readSettings(sql);
  const outcome = await sql.begin(async (tx): Promise<Result<CommandOutcome, CommandError>> => {
    const conversation = await lockConversation(tx, conversationId);
    if (!conversation) return err(notFound(conversationId));
    if (ifEpoch !== undefined && ifEpoch !== conversation.epoch) return err(stale(conversation));
    const inFlight = await onTheWire(tx, conversationId);
    const done = await work({ tx, conversation, now, settings });
    return done.ok ? ok({ conversation: done.value, inFlight }) : done;
  });
  if (outcome.ok) {
    publish(conversationId);
    jobs.wake("delivery");
    jobs.wake("sweep");
  }
  return outcome;
}

async function move(
  { speech }: DeskDeps,
  { tx, conversation, now, settings }: Bench,
  { agentId }: { readonly agentId: string },
  event: OwnershipEvent,
  notice: Notice | null = null,
): Promise<Result<Conversation, CommandError>> {
  const change: OwnerChange = { event, actor: agentId, notice, promisedAt: null };
  const moved = await changeOwner(tx, conversation, change, { now, settings, speech });
  if (moved.ok) return moved;
  return err({
    code: "illegal_transition",
    message: `"${event.kind}" is not possible while the owner is "${moved.error.from}".`,
    hint: "Read the conversation again: its owner may have changed.",
  });
}

function notFound(id: number): CommandError {
  return { code: "not_found", message: `There is no conversation ${id}.`, hint: "List them at /api/v1/conversations." };
}

function stale({ epoch, state }: Conversation): CommandError {
  return {
    code: "stale_epoch",
    message: `The owner changed meanwhile: it is "${state}" now, epoch ${epoch}.`,
    hint: "Read the conversation again and decide anew.",
  };
}
