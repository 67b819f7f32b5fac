import type { Grounds } from "../core/grounds.ts";
import { proposeFor } from "../core/proposal.ts";
import type { Reading } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Sql } from "../db/connect.ts";
import { heardIn } from "../db/media-notes.ts";
import { type Command, type CommandError, type CommandOutcome, type DeskDeps, run } from "../desk/commands.ts";
import type { Conversation } from "../desk/conversation.ts";
import { type WrittenProposal, writeProposal } from "../desk/drafts.ts";
import { type Engines, understand } from "../mind/understand.ts";
import type { SpokenLine } from "../ports/mind.ts";
import { sureReading, weigh } from "./confirm.ts";
import { loadTurns, type SaidMessage, type TurnFile } from "./load.ts";
import { type ReviewDeps, worded } from "./reviewed.ts";
import { mindInput, readAlone, situationOf } from "./situation.ts";

/** A proposal on request: the one way in which a model is asked while a person owns the conversation. */

export interface ProposeDeps extends Pick<ReviewDeps, "reply">, Pick<Engines, "read" | "model" | "handling"> {
  readonly desk: DeskDeps;
  readonly gather: (file: TurnFile, reading: Reading, signal: AbortSignal) => Promise<Grounds>;
}

/** Longer than a customer would wait for a model: only an agent does. */
const PATIENCE_MS = 15_000;

/**
 * Thinks anew about what the customer said last, with the model where one is set, and puts the proposal before the
 * agents. Thinking holds no lock: where somebody speaks or takes over meanwhile the proposal is of no use, and is refused.
 */
export async function proposeNow(deps: ProposeDeps, command: Command): Promise<Result<CommandOutcome, CommandError>> {
  const { desk } = deps;
  const file = await fileOf(desk.sql, command.conversationId, desk.clock.now());
  const proposal = file && withPeople(file.conversation) && file.said.length > 0 ? await think(deps, file) : null;
  return run(desk, command, async ({ tx, conversation, now }) => {
    if (!withPeople(conversation)) return err(NOT_WITH_PEOPLE);
    if (!file || !proposal) return err(NOTHING_SAID);
    const { epoch, lastSequence } = file.conversation;
    if (conversation.epoch !== epoch || conversation.lastSequence !== lastSequence) return err(OVERTAKEN);
    await writeProposal(tx, conversation, proposal, { now, turnId: null });
    return ok({ conversation, messageId: null });
  });
}

const withPeople = ({ state }: Conversation): boolean =>
  state === "human" || state === "human_idle" || state === "queued";

async function think(deps: ProposeDeps, file: TurnFile): Promise<WrittenProposal> {
  const { read, model, handling, desk } = deps;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const gather = (reading: Reading) => deps.gather(file, sureReading(file, reading), signal);
  const understood = await understand(mindInput(file), { read, gather, model, handling }, signal);
  const understanding = weigh(file, understood, readAlone(read, file));
  // No ticket is opened here, so no code is needed.
  const about = { now: desk.clock.now(), freshCode: "", playbooks: handling.playbooks };
  const situation = situationOf(file, understanding, about);
  const decision = { kind: "none", rule: "proposed", reasons: [], effects: [] } as const;
  const verdict = { situation, understanding, decision, words: null, proposal: null, startedAt: situation.now };
  return worded(proposeFor(situation), (plan) => deps.reply(plan, file, verdict));
}

/** The conversation as if what the customer said last had just come. */
async function fileOf(sql: Sql, id: number, now: Date): Promise<TurnFile | null> {
  const [conversation] = await sql<Conversation[]>`select * from conversations where id = ${id}`;
  if (!conversation) return null;
  const [file] = await loadTurns(sql, [{ ...conversation, turnId: 0 }], now);
  const said = await lastSaid(sql, conversation);
  return file ? { ...file, said, history: without(file.history, said.length - file.said.length) } : null;
}

/** The customer's last words, up to the last answer of the bot or of a person before them. */
async function lastSaid(sql: Sql, { id, episode }: Conversation): Promise<readonly SaidMessage[]> {
  return sql<SaidMessage[]>`
    select m.id, m.sequence, m.text, m.attachments, m.reply_quote, m.data, m.external_id, m.created_at,
      m.reply_to_id is not null or m.reply_quote is not null as quotes, ${heardIn(sql)} as heard
    from messages m, (
      select max(sequence) as sequence from messages
      where conversation_id = ${id} and episode = ${episode} and author = 'customer') last
    where m.conversation_id = ${id} and m.author = 'customer' and m.sequence <= last.sequence and m.sequence > (
      select coalesce(max(ours.sequence), 0) from messages ours
      where ours.conversation_id = ${id} and ours.sequence < last.sequence
        and (ours.author in ('bot', 'agent') or ours.episode < ${episode}))
    order by m.sequence`;
}

/** The lines without the customer's last few. */
function without(history: readonly SpokenLine[], few: number): readonly SpokenLine[] {
  let left = few;
  return history
    .toReversed()
    .filter(({ author }) => {
      if (author !== "customer" || left <= 0) return true;
      left -= 1;
      return false;
    })
    .toReversed();
}

const NOT_WITH_PEOPLE: CommandError = {
  code: "illegal_transition",
  message: "The bot answers this conversation itself.",
  hint: "Take it over first; proposals are for the person who answers.",
};

const NOTHING_SAID: CommandError = {
  code: "conflict",
  message: "The customer has said nothing that could be answered.",
  hint: "Wait for their message.",
};

const OVERTAKEN: CommandError = {
  code: "conflict",
  message: "Something was said, or the owner changed, while the proposal was thought out.",
  hint: "Ask again: the conversation stands otherwise now.",
};
