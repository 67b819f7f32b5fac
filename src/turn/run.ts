import { randomInt } from "node:crypto";
import { decide } from "../core/decide.ts";
import type { Decision, Situation } from "../core/decision.ts";
import { handOffBlindly } from "../core/fallback.ts";
import type { Playbooks } from "../core/playbook.ts";
import { CODE_SPACE, makeCode } from "../core/tracking-code.ts";
import type { Conversation } from "../desk/conversation.ts";
import { notUnderstood, type Understanding } from "../mind/understand.ts";
import { during, note, pastStage, stage } from "../observe/scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { DueHandler, Jobs } from "../ports/jobs.ts";
import { type ClaimedTurn, claimDueTurns, dropTurn, giveBack, nextDueTurn } from "./claim.ts";
import { loadTurns, type TurnFile } from "./load.ts";
import { type ReviewDeps, reviewed } from "./reviewed.ts";
import { type SettleDeps, type Settled, settle, type Verdict } from "./settle.ts";
import { mindInput, situationOf } from "./situation.ts";

export interface TurnDeps extends SettleDeps, ReviewDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
  /** Makes words of what was said and shown in files, for as long as a customer waits. Absent: nothing is heard. */
  readonly listen?: (file: TurnFile, asking: Omit<Asking, "spentMs">) => Promise<TurnFile>;
  /** Reads all that was said; never throws for a failing model. */
  readonly understand: (file: TurnFile, asking: Asking) => Promise<Understanding>;
  /** The bot is writing, and has not done at once. */
  readonly typing: (conversation: ClaimedTurn, lastMessageId: string | null) => void;
  readonly onError: (error: unknown, conversationId: number) => void;
  readonly onSettled: (settled: Settled, understanding: Understanding, decision: Decision, file: TurnFile) => void;
  readonly playbooks: Playbooks;
  /** Turns one process works on at the same time. */
  readonly concurrency: number;
  /** Stands on what is leased: when this worker dies, the others need not wait until the lease ends. */
  readonly worker?: number;
}

/** How a turn is to be read. */
export interface Asking {
  /** The bot may speak, so a model's words have a use. */
  readonly model: boolean;
  /** Since the turn was due: a customer who has waited in line does not wait for a model too. */
  readonly waitedMs: number;
  /** On listening: a model has so much less. */
  readonly spentMs: number;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

const RETRY_MS = 2_000;
/** An answer that is there before this needs no sign of life. */
const TYPING_AFTER_MS = 300;
/** Messengers show it for five seconds. */
const TYPING_AGAIN_MS = 4_500;
/** A turn the database has refused for so long is refused for what is in it. */
const REFUSED_FOR_GOOD_MS = 60_000;

/** The turn queue: takes due conversations in batches and works on several at once, one turn a conversation. */
export function turnHandler(deps: TurnDeps): { readonly handle: DueHandler; idle(): Promise<void> } {
  const running = new Set<Promise<void>>();

  async function start(batch: readonly ClaimedTurn[], askedAt: number, signal: AbortSignal): Promise<void> {
    const claimedAt = performance.now();
    const files = await loadOrGiveBack(deps, batch);
    const loadedAt = performance.now();
    for (const file of files) {
      const { id, accountId, turnId } = file.conversation;
      const ids = { conversation: id, account: accountId, turn: turnId };
      const work = () => {
        pastStage("claim", askedAt, claimedAt);
        pastStage("load", claimedAt, loadedAt);
        return runTurn(deps, file, signal);
      };
      const turn = during("turn", ids, work, askedAt).finally(() => {
        running.delete(turn);
        // There is room again, and what was said meanwhile may be due.
        deps.jobs.wake("turn");
      });
      running.add(turn);
    }
  }

  return {
    async handle(signal) {
      while (!signal.aborted && running.size < deps.concurrency) {
        const room = deps.concurrency - running.size;
        const askedAt = performance.now();
        const batch = await claimDueTurns(deps.sql, deps.clock.now(), room, deps.worker);
        if (batch.length > 0) await start(batch, askedAt, signal);
        if (batch.length < room) break;
      }
      return running.size >= deps.concurrency ? null : nextDueTurn(deps.sql, deps.clock.now());
    },
    async idle() {
      await Promise.all(running);
    },
  };
}

async function loadOrGiveBack(deps: TurnDeps, batch: readonly ClaimedTurn[]): Promise<readonly TurnFile[]> {
  try {
    return await loadTurns(deps.sql, batch, deps.clock.now());
  } catch (error) {
    await Promise.all(batch.map((conversation) => giveBackSoon(deps, conversation)));
    throw error;
  }
}

async function giveBackSoon({ sql, clock }: TurnDeps, conversation: Conversation): Promise<void> {
  const retryAt = new Date(clock.now().getTime() + RETRY_MS);
  await giveBack(sql, conversation, retryAt).catch(() => {}); // The lease ends by itself.
}

/** Read, decide, act. A turn that cannot be finished is given back, so that nothing waits for ever. */
async function runTurn(deps: TurnDeps, file: TurnFile, signal: AbortSignal): Promise<void> {
  const { conversation } = file;
  try {
    if (file.said.length === 0) return await dropTurn(deps.sql, conversation);
    const settled = await think(deps, file, signal);
    deps.publish(conversation.id);
    if (settled === "released") deps.jobs.wake("delivery");
  } catch (error) {
    deps.onError(error, conversation.id);
    await giveBackSoon(deps, conversation);
  }
}

async function think(deps: TurnDeps, loaded: TurnFile, signal: AbortSignal): Promise<Settled> {
  const startedAt = deps.clock.now();
  const { state, botHelps, dueAt } = loaded.conversation;
  const botSpeaks = state === "bot" || state === "bot_review" || botHelps;
  const waitedMs = dueAt ? startedAt.getTime() - dueAt.getTime() : 0;
  const shown = botSpeaks
    ? showTyping(() => deps.typing(loaded.conversation, loaded.said.at(-1)?.externalId ?? null))
    : null;
  const began = performance.now();
  const file = await stage("hear", () => listenSafely(deps, loaded, { model: botSpeaks, waitedMs, signal }));
  const spentMs = file === loaded ? 0 : performance.now() - began;
  const asking = { model: botSpeaks, waitedMs, spentMs, signal };
  const understanding = await stage("read", () => understandSafely(deps, file, asking));
  shown?.stop();
  const now = deps.clock.now();
  const situation = situationOf(file, understanding, {
    now,
    freshCode: makeCode(randomInt(CODE_SPACE)),
    playbooks: deps.playbooks,
  });
  const decision = decideSafely(deps, situation, file.conversation.id);
  const undecided = { situation, understanding, decision, words: null, proposal: null, startedAt };
  const verdict = reviewed(deps, file, undecided);
  const settled = await stage("settle", () => settleSafely(deps, file, verdict, now));
  note({ decision: verdict.decision.kind, engine: understanding.engine, outcome: settled });
  deps.onSettled(settled, understanding, verdict.decision, file);
  return settled;
}

/** Says again and again that the bot is writing, for as long as it does. */
function showTyping(show: () => void): { stop(): void } {
  let timer = setTimeout(again, TYPING_AFTER_MS);
  function again(): void {
    show();
    timer = setTimeout(again, TYPING_AGAIN_MS);
  }
  return { stop: () => clearTimeout(timer) };
}

/**
 * What the database refuses again and again goes to a person. Its passing refusals, which carry a code, are worth another
 * try.
 */
async function settleSafely(deps: TurnDeps, file: TurnFile, verdict: Verdict, now: Date): Promise<Settled> {
  try {
    return await settle(deps, file, verdict, now);
  } catch (error) {
    const { id, burstStartedAt } = file.conversation;
    const refusedMs = burstStartedAt ? now.getTime() - burstStartedAt.getTime() : 0;
    if (error instanceof Error && "code" in error && refusedMs < REFUSED_FOR_GOOD_MS) throw error;
    deps.onError(error, id);
    const understanding = notUnderstood(mindInput(file));
    const decision = handOffBlindly(verdict.situation);
    return settle(deps, file, { ...verdict, understanding, decision, words: null, proposal: null }, now);
  }
}

/** A fault in listening leaves the files to people. */
async function listenSafely(
  { listen, onError }: TurnDeps,
  file: TurnFile,
  asking: Omit<Asking, "spentMs">,
): Promise<TurnFile> {
  try {
    return listen ? await listen(file, asking) : file;
  } catch (error) {
    onError(error, file.conversation.id);
    return file;
  }
}

/** A fault in reading must not leave the customer without an answer: what was said then counts as not understood. */
async function understandSafely(deps: TurnDeps, file: TurnFile, asking: Asking): Promise<Understanding> {
  try {
    return await deps.understand(file, asking);
  } catch (error) {
    deps.onError(error, file.conversation.id);
    return notUnderstood(mindInput(file));
  }
}

/** A fault in a rule must not leave the customer without a person. */
function decideSafely({ onError }: TurnDeps, situation: Situation, conversationId: number): Decision {
  try {
    return decide(situation);
  } catch (error) {
    onError(error, conversationId);
    return handOffBlindly(situation);
  }
}
