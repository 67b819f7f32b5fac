import type { IllegalTransition, OwnershipEvent } from "../core/ownership.ts";
import type { Notice } from "../core/reply.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { json, type Sql, type Transaction } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import type { InboundEvent } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import { meetAllClocks, meetHumanClocks } from "./clocks.ts";
import { askWhetherSolved, CALM_MINUTES, isStillHot } from "./confirmation.ts";
import { type Conversation, lockConversation } from "./conversation.ts";
import { dangerIn } from "./danger.ts";
import { judgeProposal } from "./drafts.ts";
import { filesToSend } from "./files.ts";
import { type Judge, judgePerson } from "./judged.ts";
import { changeOwner, type OwnerChange } from "./ownership.ts";
import { keepTold } from "./promises.ts";
import { checkQuote } from "./quote.ts";
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
  /** Absent: what people say is not marked. */
  readonly judge?: Judge;
}

export type CommandError = {
  readonly code: "not_found" | "stale_epoch" | "illegal_transition" | "already_done" | "unsupported" | "conflict";
  readonly message: string;
  readonly hint: string;
};

export interface CommandOutcome {
  readonly conversation: Conversation;
  /** Automatic messages that had begun before: they may still arrive. */
  readonly inFlight: readonly number[];
  /** What the agent said with it, if anything. */
  readonly messageId: number | null;
  /** The kind of draft it ended without sending it. */
  readonly ended?: "review" | "proposal";
}

/** Makes a command happen once: its mark and its answer commit together with what it did. */
export interface Receipt {
  /** Waits for a twin that is under way. @returns false where the command was carried out before */
  claim(tx: Transaction): Promise<boolean>;
  keep(tx: Transaction, outcome: CommandOutcome): Promise<void>;
}

export interface Command {
  readonly conversationId: number;
  readonly agentId: string;
  /** The epoch the agent was looking at; the command is refused if it has passed. */
  readonly ifEpoch?: number | undefined;
  readonly receipt?: Receipt | undefined;
}

interface Bench {
  readonly tx: Transaction;
  readonly conversation: Conversation;
  readonly now: Date;
  readonly settings: Settings;
}

/** What an agent says: words, files, or both. */
interface Said {
  readonly text: string;
  /** Ids of files kept before, none sent yet. */
  readonly files?: readonly number[] | undefined;
  /** The message of this conversation that it answers. */
  readonly replyToId?: number | undefined;
}

/** An agent speaks: whoever owned the conversation, this agent does now. */
export async function speak(deps: DeskDeps, command: Command & Said): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, async (bench) => {
    const moved = await move(deps, bench, command, { kind: "agent_message", agentId: command.agentId });
    if (!moved.ok) return moved;
    const said = await agentSays(deps, bench, command);
    if (!said.ok) return said;
    return ok({ conversation: { ...moved.value.conversation, ownerDueAt: null }, messageId: said.value.messageId });
  });
}

/** An agent takes the conversation without a word yet. */
export async function take(deps: DeskDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, (bench) => move(deps, bench, command, { kind: "agent_took", agentId: command.agentId }));
}

/** Back to the bot, and the customer is told. */
export async function release(deps: DeskDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  return run(deps, command, (bench) => move(deps, bench, command, { kind: "released" }, { name: "released" }));
}

/**
 * An agent holds it solved: the customer is asked, and only the customer's yes or silence closes the ticket. Whoever
 * spoke of their life in it is not asked by a machine whether it is solved.
 */
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
    if (ticket.status === "resolved") return ok({ conversation, messageId: null });
    const moved = await move(deps, bench, command, { kind: "agent_took", agentId: command.agentId });
    if (!moved.ok) return moved;
    await setTicketStatus(tx, ticket.id, { status: "resolved", actor: command.agentId, now });
    await meetAllClocks(tx, conversation.id, now);
    if (isStillHot(conversation)) deps.jobs.wake("sweep", new Date(now.getTime() + CALM_MINUTES * 60_000));
    else if ((await dangerIn(tx, conversation)) !== "crisis")
      await askWhetherSolved(tx, conversation, ticket.code, { now, settings, speech: deps.speech });
    // While the ticket waits for the customer no lease runs.
    await tx`update conversations set owner_due_at = null where id = ${conversation.id}`;
    return ok({ conversation: { ...moved.value.conversation, ownerDueAt: null }, messageId: null });
  });
}

/**
 * A person spoke from another device: their words and files are already with the customer, so they are recorded, not
 * sent. The files stay with the messenger, as a customer's do.
 */
export async function recordEcho(
  deps: DeskDeps,
  {
    conversationId,
    event,
    claim,
  }: {
    readonly conversationId: number;
    readonly event: Pick<InboundEvent, "text" | "attachments" | "externalId">;
    readonly claim: Receipt["claim"];
  },
): Promise<Result<CommandOutcome, CommandError>> {
  const { text, attachments, externalId } = event;
  const receipt = { claim, keep: async () => {} };
  return run(deps, { conversationId, agentId: "phone", receipt }, async (bench) => {
    const { tx, conversation, now, settings } = bench;
    const moved = await move(deps, bench, { agentId: "phone" }, { kind: "phone_echo" });
    if (!moved.ok) return moved;
    const [said] = await tx<{ id: number }[]>`
      with talk as (
        update conversations set last_sequence = last_sequence + 1, last_message_at = ${now}, owner_due_at = null
        where id = ${conversation.id} returning id, last_sequence, epoch, episode
      )
      insert into messages (conversation_id, sequence, episode, author, text, attachments, epoch, external_id, delivery,
        created_at)
      select id, last_sequence, episode, 'agent', ${text}, ${json(attachments)}::jsonb, epoch, ${externalId}, 'sent',
        ${now}
      from talk
      returning id`;
    // A second word moves no owner, and is what the customer was waiting for all the same.
    await meetHumanClocks(tx, conversation.id, now);
    const told = { text, madeBy: "phone", messageId: said?.id ?? null };
    await keepTold(tx, conversation, told, { now, settings });
    return moved;
  });
}

async function agentSays(
  { speech, judge }: DeskDeps,
  { tx, conversation, now, settings }: Bench,
  { agentId, text, files: fileIds = [], replyToId }: Said & { readonly agentId: string },
): Promise<Result<{ readonly messageId: number }, CommandError>> {
  const room = speech.room(conversation, { now, settings });
  const files = await filesToSend(tx, fileIds, room);
  if (!files.ok) return files;
  const quote = await checkQuote(tx, conversation.id, replyToId ?? null, room);
  if (!quote.ok) return quote;
  await meetHumanClocks(tx, conversation.id, now);
  await tx`update conversations set owner_due_at = null, last_agent_id = ${agentId} where id = ${conversation.id}`;
  if (conversation.ticketId !== null) {
    const [ticket] = await tx<{ status: string }[]>`select status from tickets where id = ${conversation.ticketId}`;
    if (ticket?.status === "new")
      await setTicketStatus(tx, conversation.ticketId, { status: "open", actor: agentId, now });
  }
  const utterance = { author: "agent", kind: "text", speaker: "agent", text, agentId } as const;
  const said = { ...utterance, files: files.value, replyToId: quote.value };
  const { messageId } = await say(tx, conversation, said, { now, ...room });
  await keepTold(tx, conversation, { text, madeBy: agentId, messageId }, { now, settings });
  await judgeProposal(tx, conversation.id, { text, messageId, agentId, now });
  if (judge) await judgePerson(tx, judge, conversation, { text, messageId, room }, { now, settings });
  return ok({ messageId });
}

type Done = Omit<CommandOutcome, "inFlight">;

/** Locks, checks what the agent was looking at, lets `work` act, and tells everyone afterwards. */
export async function run(
  { sql, clock, jobs, publish }: DeskDeps,
  { conversationId, ifEpoch, receipt }: Command,
  work: (bench: Bench) => Promise<Result<Done, CommandError>>,
): Promise<Result<CommandOutcome, CommandError>> {
  const now = clock.now();
  const settings = await readSettings(sql);
  const outcome = await allOrNothing(sql, async (tx): Promise<Result<CommandOutcome, CommandError>> => {
    if (receipt && !(await receipt.claim(tx))) return err(alreadyDone);
    const conversation = await lockConversation(tx, conversationId);
    if (!conversation) return err(notFound(conversationId));
    if (ifEpoch !== undefined && ifEpoch !== conversation.epoch) return err(stale(conversation));
    const inFlight = await onTheWire(tx, conversationId);
    const done = await work({ tx, conversation, now, settings });
    if (!done.ok) return done;
    await receipt?.keep(tx, { ...done.value, inFlight });
    return ok({ ...done.value, inFlight });
  });
  if (outcome.ok) {
    publish(conversationId);
    jobs.wake("delivery");
    jobs.wake("sweep");
  }
  return outcome;
}

/** A transaction whose refusal undoes it, and still comes back as a value. */
async function allOrNothing<T, E>(sql: Sql, work: (tx: Transaction) => Promise<Result<T, E>>): Promise<Result<T, E>> {
  let refused: Result<T, E> | null = null;
  const undone = new Error("refused");
  try {
    return (await sql.begin(async (tx) => {
      const done = await work(tx);
      if (done.ok) return done;
      refused = done;
      throw undone;
    })) as Result<T, E>;
  } catch (error) {
    if (error === undone && refused) return refused;
    throw error;
  }
}

async function move(
  { speech }: DeskDeps,
  { tx, conversation, now, settings }: Bench,
  { agentId }: { readonly agentId: string },
  event: OwnershipEvent,
  notice: Notice | null = null,
): Promise<Result<Done, CommandError>> {
  const change: OwnerChange = { event, actor: agentId, notice, promisedAt: null };
  const moved = await changeOwner(tx, conversation, change, { now, settings, speech });
  return moved.ok ? ok({ conversation: moved.value, messageId: null }) : err(refusedMove(moved.error));
}

function refusedMove({ event, from }: IllegalTransition): CommandError {
  return {
    code: "illegal_transition",
    message: `"${event}" is not possible while the owner is "${from}".`,
    hint: "Read the conversation again: its owner may have changed.",
  };
}

const alreadyDone: CommandError = {
  code: "already_done",
  message: "This was carried out before.",
  hint: "Its answer was kept.",
};

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
