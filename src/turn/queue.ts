import type { Decision, DecisionKind } from "../core/decision.ts";
import type { HandOffReason } from "../core/ownership.ts";
import type { Engine } from "../core/reading.ts";
import type { Sql } from "../db/connect.ts";
import type { Speech } from "../desk/speech.ts";
import type { OpenMind } from "../mind/open.ts";
import { writeReply } from "../mind/reply.ts";
import { understand } from "../mind/understand.ts";
import { type AskedOutcome, watched } from "../mind/watched.ts";
import { stage } from "../observe/scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Tokens } from "../ports/mind.ts";
import { type TurnDeps, turnHandler } from "./run.ts";
import type { Settled } from "./settle.ts";
import { mindInput } from "./situation.ts";

export interface TurnQueueDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly speech: Speech;
  readonly mind: OpenMind;
  /** Shows the customer that the bot is writing. */
  readonly typing: TurnDeps["typing"];
  readonly publish: (conversationId: number) => void;
  /** Longest a burst and the thinking about it may take together, in ms. */
  readonly patienceMs: number;
  /** A turn that has waited longer than this in line is answered without a model. */
  readonly modelPatienceMs: number;
  readonly figures: TurnFigures;
  readonly onError: (error: unknown, conversationId: number) => void;
  /** Stands on what is leased: when this worker dies, the others need not wait until the lease ends. */
  readonly worker?: number;
}

/** What is counted of every turn. */
export interface TurnFigures {
  asked(outcome: AskedOutcome): void;
  settled(turn: SettledTurn): void;
  draftRefused(rule: string): void;
}

export interface SettledTurn {
  readonly conversationId: number;
  readonly outcome: Settled;
  readonly decision: DecisionKind;
  readonly rule: string;
  readonly engine: Engine;
  readonly tokens: Tokens;
  /** Why a person was asked for; null where none was. */
  readonly handedOffFor: HandOffReason | null;
  /** When the first of its messages was taken, where that is known. */
  readonly since: Date | null;
}

const TURNS_AT_ONCE = 24;

/** The turn queue with the mind in it. */
export function turnQueue(deps: TurnQueueDeps): ReturnType<typeof turnHandler> {
  const { mind, figures, modelPatienceMs } = deps;
  const onRefused = (failures: readonly { rule: string }[]) => {
    for (const { rule } of failures) figures.draftRefused(rule);
  };
  const writer = { phrasebook: mind.phrasebook, secrets: mind.secrets, onRefused };
  const model = mind.model && watched(mind.model, figures.asked);
  return turnHandler({
    ...deps,
    concurrency: TURNS_AT_ONCE,
    understand: (input, { model: wanted, waitedMs, signal }) =>
      understand(input, { read: mind.read, model: wanted && waitedMs < modelPatienceMs ? model : null }, signal),
    reply: (plan, file, { situation, understanding }) =>
      stage("write", () =>
        writeReply(writer, plan, {
          input: mindInput(file),
          understanding,
          settings: file.settings,
          now: situation.now,
          seed: `${file.conversation.id}:${file.conversation.turnedSequence}`,
        }),
      ),
    onSettled: (outcome, { engine, tokens }, decision, { conversation }) =>
      figures.settled({
        conversationId: conversation.id,
        outcome,
        decision: decision.kind,
        rule: decision.rule,
        engine,
        tokens,
        handedOffFor: handedOffFor(decision),
        since: conversation.burstStartedAt,
      }),
  });
}

function handedOffFor({ effects }: Decision): HandOffReason | null {
  for (const effect of effects) {
    if (effect.kind === "change_owner" && effect.event.kind === "hand_off") return effect.event.reason;
  }
  return null;
}
