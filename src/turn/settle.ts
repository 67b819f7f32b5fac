import type { Decision, Situation } from "../core/decision.ts";
import { wordsRead } from "../core/heard.ts";
import { botMaySpeak } from "../core/ownership.ts";
import type { Language, Reading } from "../core/reading.ts";
import type { WrittenReply } from "../core/reply.ts";
import { json, type Sql, type Transaction } from "../db/connect.ts";
import type { TurnOutcome } from "../db/schema/turns.ts";
import { act } from "../desk/act.ts";
import { type Conversation, lockConversation } from "../desk/conversation.ts";
import { type WrittenProposal, writeProposal } from "../desk/drafts.ts";
import type { Speech } from "../desk/speech.ts";
import { wishedLanguage } from "../mind/offline/small-talk.ts";
import type { Understanding } from "../mind/understand.ts";
import { confirmationOf } from "./confirm.ts";
import { rememberFacts } from "./facts.ts";
import { rememberGap } from "./gap.ts";
import type { TurnFile } from "./load.ts";
import { answeredMessage } from "./quote.ts";

export interface Verdict {
  readonly situation: Situation;
  readonly understanding: Understanding;
  readonly decision: Decision;
  /** The words of the decision's reply, sent or held; null where it says nothing of its own. */
  readonly words: WrittenReply | null;
  /** For the person who answers in the bot's place. */
  readonly proposal: WrittenProposal | null;
  readonly startedAt: Date;
}

export interface SettleDeps {
  readonly sql: Sql;
  readonly speech: Speech;
  /** A newer message sends a turn back only this long after the burst began: a customer who never stops is answered. */
  readonly patienceMs: number;
}

/** `lost`: another worker holds the turn now. */
export type Settled = TurnOutcome | "lost";

/**
 * Releases a decided turn in one transaction: the lease is still ours, the owner is the one the decision looked at, and
 * nothing newer was said. Else the turn is recorded as suppressed or superseded and nothing reaches the customer; a
 * superseded one runs again.
 */
export async function settle(deps: SettleDeps, file: TurnFile, verdict: Verdict, now: Date): Promise<Settled> {
  const { id, leaseToken, epoch, revision } = file.conversation;
  return deps.sql.begin(async (tx): Promise<Settled> => {
    const current = await lockConversation(tx, id);
    if (!current || current.leaseToken !== leaseToken) return "lost";
    // Given back to the bot meanwhile: what was said waits for an answer, which a new turn writes.
    if (current.epoch !== epoch && !botMaySpeak(current)) {
      await recordTurn(tx, file, verdict, "suppressed", now);
      await tx`update conversations set ${closing(tx, current, file)} where id = ${id}`;
      return "suppressed";
    }
    if (current.epoch !== epoch || (current.revision !== revision && patient(current, now, deps.patienceMs))) {
      await recordTurn(tx, file, verdict, "superseded", now);
      await tx`update conversations set lease_until = null where id = ${id}`;
      return "superseded";
    }
    await release(tx, deps, current, file, verdict, now);
    return "released";
  });
}

function patient({ burstStartedAt }: Conversation, now: Date, patienceMs: number): boolean {
  return burstStartedAt === null || now.getTime() - burstStartedAt.getTime() < patienceMs;
}

async function release(
  tx: Transaction,
  { speech }: SettleDeps,
  current: Conversation,
  file: TurnFile,
  verdict: Verdict,
  now: Date,
): Promise<void> {
  const { settings, conversation } = file;
  const { reading, intentions } = verdict.understanding;
  const text = wordsRead(file.said).join("\n");
  const wished = wishedLanguage(text) ?? current.wishedLanguage;
  const language = wished ?? languageKept(current, reading, verdict.situation);
  const understood = { ...current, language, reading, heat: reading.heat };
  const confirmation = confirmationOf(file, reading);
  const words = () => wordsOf(verdict);
  const { turnId } = conversation;
  const answers = answeredMessage(file.said, now);
  // Sent one behind the other, in this order, without waiting for each.
  await Promise.all([
    recordTurn(tx, file, verdict, "released", now),
    tx`
      update conversations set ${closing(tx, current, file)}, language = ${language}, wished_language = ${wished},
        reading = (select reading from turns where id = ${turnId}), heat = greatest(heat, ${reading.heat}::smallint)
      where id = ${current.id}`,
    rememberFacts(tx, current, {
      turnId,
      facts: reading.facts,
      known: file.facts,
      corrects: intentions.correction,
      denied: confirmation?.answer === "no" ? confirmation.fact : null,
      now,
    }),
    rememberGap(tx, verdict, { conversationId: current.id, turnId, now }),
    act(tx, understood, {
      now,
      settings,
      speech,
      spoken: file.spoken,
      turnId,
      decision: verdict.decision,
      reply: words,
      answers,
    }).then((after) => verdict.proposal && writeProposal(tx, after, verdict.proposal, { now, turnId })),
  ]);
}

/** What the conversation is held in from here: what they write, or, where we do not speak that, what we answer in. */
function languageKept(
  { language: known }: Conversation,
  { language: written }: Reading,
  { language: answered }: Situation,
): Language {
  if (written !== "other") return written;
  return known === null || known === "other" ? answered : known;
}

function wordsOf({ words, decision }: Verdict): WrittenReply {
  if (words === null) throw new Error(`The decision ${decision.rule} has a reply, and no words were found for it.`);
  return words;
}

/** Superseded turns settle nothing: each message stands in exactly one other turn. */
async function recordTurn(
  tx: Transaction,
  { conversation, said }: TurnFile,
  { understanding, decision, startedAt }: Verdict,
  outcome: TurnOutcome,
  now: Date,
): Promise<void> {
  const { kind, rule, reasons } = decision;
  const messageIds = outcome === "superseded" ? [] : said.map((message) => message.id);
  await tx`
    insert into turns (id, conversation_id, episode, epoch, reading, offline_reading, decision, outcome, engine, engine_note, message_ids,
      tokens_input, tokens_cached, tokens_output, started_at, finished_at)
    overriding system value
    values (${conversation.turnId}, ${conversation.id}, ${conversation.episode}, ${conversation.epoch}, ${json(understanding.reading)}::jsonb,
      ${understanding.otherwise && json(understanding.otherwise)}::jsonb, ${json({ kind, rule, reasons })}::jsonb, ${outcome}, ${understanding.engine}, ${understanding.note},
      ${messageIds}::bigint[], ${understanding.tokens.input}, ${understanding.tokens.cached},
      ${understanding.tokens.output}, ${startedAt}, ${now})`;
}

/** The fields that mark what the turn has settled; what was said meanwhile stays due. */
function closing(tx: Transaction, current: Conversation, { said, conversation }: TurnFile) {
  const settled = said.at(-1)?.sequence ?? current.turnedSequence;
  const newer = current.revision !== conversation.revision;
  return tx`
    turned_sequence = greatest(turned_sequence, ${settled}), lease_until = null,
    due_at = case when ${newer} then due_at end,
    burst_started_at = case when ${newer} then due_at end`;
}
