import type { Decision, DecisionKind } from "../core/decision.ts";
import type { Grounds } from "../core/grounds.ts";
import type { HandOffReason } from "../core/ownership.ts";
import type { Engine, Reading } from "../core/reading.ts";
import type { Sql } from "../db/connect.ts";
import type { Room, Speech } from "../desk/speech.ts";
import type { Occasion } from "../mind/occasion.ts";
import type { OpenMind } from "../mind/open.ts";
import { writeReply } from "../mind/reply.ts";
import { understand } from "../mind/understand.ts";
import { type AskedOutcome, watched } from "../mind/watched.ts";
import { stage } from "../observe/scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Mind, Tokens } from "../ports/mind.ts";
import { factsStanding, sureReading, weigh } from "./confirm.ts";
import type { Ears } from "./hear.ts";
import type { TurnFile } from "./load.ts";
import { type TurnDeps, turnHandler } from "./run.ts";
import type { Settled } from "./settle.ts";
import { mindInput, readAlone } from "./situation.ts";

export interface TurnQueueDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly speech: Speech;
  readonly mind: OpenMind;
  /** Finds what a reply of this turn may stand on. Never throws. */
  readonly gather: (file: TurnFile, reading: Reading, signal: AbortSignal) => Promise<Grounds>;
  /** Shows the customer that the bot is writing. */
  readonly typing: TurnDeps["typing"];
  readonly publish: (conversationId: number) => void;
  /** Longest a burst and the thinking about it may take together, in ms. */
  readonly patienceMs: number;
  /** Makes words of voice notes and pictures. */
  readonly ears: Ears;
  /** In which everything about one answer is to be done: listening, reading and drafting together. */
  readonly deadlineMs: number;
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
  /** Did the model and the offline engine read it differently? */
  readonly disagreed: boolean;
  /** Why a person was asked for; null where none was. */
  readonly handedOffFor: HandOffReason | null;
  /** When the first of its messages was taken, where that is known. */
  readonly since: Date | null;
}

const TURNS_AT_ONCE = 24;
/** Of the deadline: a turn that was heard late is better read offline than one that was not heard. */
const LISTENING_SHARE = 0.6;
/** Shortest time in which a model can be expected to answer. */
const SHORTEST_MODEL_MS = 500;

/** The same model, with as much less time as has been spent. */
function within(model: Mind, leftMs: number): Mind | null {
  if (leftMs < SHORTEST_MODEL_MS) return null;
  return { engine: model.engine, respond: (input, signal) => model.respond(input, signal, leftMs) };
}

/** The turn queue with the mind in it. */
export function turnQueue(deps: TurnQueueDeps): ReturnType<typeof turnHandler> {
  const { mind, figures, modelPatienceMs, deadlineMs } = deps;
  const model = mind.model && watched(mind.model, figures.asked);
  return turnHandler({
    ...deps,
    playbooks: mind.playbooks,
    review: mind.review,
    concurrency: TURNS_AT_ONCE,
    listen: (file, { model: botSpeaks, waitedMs, signal }) =>
      deps.ears(file, botSpeaks ? deadlineMs * LISTENING_SHARE - waitedMs : 0, signal),
    async understand(file, { model: botSpeaks, waitedMs, spentMs, signal }) {
      const asked = botSpeaks && waitedMs < modelPatienceMs ? model : null;
      const engines = {
        read: mind.read,
        handling: mind,
        // What is in doubt is not looked up: it may be somebody else's.
        gather: (reading: Reading, until: AbortSignal) => deps.gather(file, sureReading(file, reading), until),
        model: asked && (spentMs === 0 ? asked : within(asked, deadlineMs - spentMs)),
      };
      return weigh(file, await understand(mindInput(file), engines, signal), readAlone(mind.read, file));
    },
    reply: wordsBy(mind, figures, deps.speech),
    onSettled: (outcome, { engine, tokens, otherwise }, decision, { conversation }) =>
      figures.settled({
        conversationId: conversation.id,
        outcome,
        decision: decision.kind,
        rule: decision.rule,
        engine,
        tokens,
        disagreed: otherwise !== null,
        handedOffFor: handedOffFor(decision),
        since: conversation.burstStartedAt,
      }),
  });
}

/** The mind's words for a plan; a model's draft that was refused is counted. */
export function wordsBy(
  mind: Pick<OpenMind, "phrasebook" | "secrets" | "playbooks" | "taxonomy">,
  figures: Pick<TurnFigures, "draftRefused">,
  speech: Pick<Speech, "room">,
): TurnDeps["reply"] {
  const onRefused = (failures: readonly { rule: string }[]) => {
    for (const { rule } of failures) figures.draftRefused(rule);
  };
  const writer = { phrasebook: mind.phrasebook, secrets: mind.secrets, handling: mind, onRefused };
  return (plan, file, { situation, understanding }) =>
    stage("write", () =>
      writeReply(writer, plan, {
        input: {
          ...mindInput(file),
          facts: factsStanding(file, understanding.reading),
          grounds: understanding.grounds,
        },
        spoken: file.spoken,
        understanding,
        settings: file.settings,
        now: situation.now,
        seed: `${file.conversation.id}:${file.conversation.turnedSequence}`,
        room: replyRoom(speech.room(file.conversation, { now: situation.now, settings: file.settings })),
      }),
    );
}

/** Long words are no fault where a link to the ticket's page goes out in their place. */
function replyRoom({ textChars, brief }: Room): Occasion["room"] {
  return {
    textChars,
    brief: brief !== undefined,
    tooLong: brief && brief.instead("", "bot") === null ? brief.tooLong : undefined,
  };
}

function handedOffFor({ effects }: Decision): HandOffReason | null {
  for (const effect of effects) {
    if (effect.kind === "change_owner" && effect.event.kind === "hand_off") return effect.event.reason;
  }
  return null;
}
