import type { Sql } from "../db/connect.ts";
import type { Conversation } from "../desk/conversation.ts";
import type { Speech } from "../desk/speech.ts";
import type { OpenMind } from "../mind/open.ts";
import { writeReply } from "../mind/reply.ts";
import { understand } from "../mind/understand.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Tokens } from "../ports/mind.ts";
import { turnHandler } from "./run.ts";
import { mindInput } from "./situation.ts";

export interface TurnQueueDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly speech: Speech;
  readonly mind: OpenMind;
  /** Shows the customer that the bot is writing. */
  readonly typing: (conversation: Conversation) => void;
  readonly publish: (conversationId: number) => void;
  /** Longest a burst and the thinking about it may take together, in ms. */
  readonly patienceMs: number;
  /** A turn that has waited longer than this in line is answered without a model. */
  readonly modelPatienceMs: number;
  readonly figures: TurnFigures;
  readonly onError: (error: unknown, conversationId: number) => void;
}

/** What is counted of every turn. */
export interface TurnFigures {
  settled(turn: { outcome: string; decision: string; engine: string; tokens: Tokens }): void;
  draftRefused(rule: string): void;
}

const TURNS_AT_ONCE = 24;

/** The turn queue with the mind in it. */
export function turnQueue(deps: TurnQueueDeps): ReturnType<typeof turnHandler> {
  const { mind, figures, modelPatienceMs } = deps;
  const onRefused = (failures: readonly { rule: string }[]) => {
    for (const { rule } of failures) figures.draftRefused(rule);
  };
  const writer = { phrasebook: mind.phrasebook, secrets: mind.secrets, onRefused };
  return turnHandler({
    ...deps,
    concurrency: TURNS_AT_ONCE,
    understand: (input, { model, waitedMs, signal }) =>
      understand(input, model && waitedMs < modelPatienceMs ? mind.model : null, signal),
    reply: (plan, file, { situation, understanding }) =>
      writeReply(writer, plan, {
        input: mindInput(file),
        understanding,
        settings: file.settings,
        now: situation.now,
        seed: `${file.conversation.id}:${file.conversation.turnedSequence}`,
      }),
    onSettled: (outcome, { engine, tokens }, { kind }) => figures.settled({ outcome, decision: kind, engine, tokens }),
  });
}
