import { isOpen, nextOpening } from "../core/hours.ts";
import type { ReplyPlan } from "../core/reply.ts";
import type { Settings } from "../core/settings.ts";
import type { MindInput } from "../ports/mind.ts";
import { type GuardContext, type GuardFailure, guardDraft } from "./guards/guard-draft.ts";
import type { Understanding } from "./understand.ts";
import { type ComposeContext, compose, REPLY_CHARS } from "./writing/compose.ts";
import { formatTime } from "./writing/format-time.ts";
import { addressName, ordersPhrase } from "./writing/naming.ts";
import type { Phrasebook } from "./writing/phrasebook.ts";
import { introduction, voiceOf } from "./writing/voice.ts";

/** What one reply is written from. */
export interface Occasion {
  readonly input: MindInput;
  readonly understanding: Understanding;
  readonly settings: Settings;
  readonly now: Date;
  /** Stable per turn: a turn that runs again says the same. */
  readonly seed: string;
}

export interface Writer {
  readonly phrasebook: Phrasebook;
  /** Of the model's prompt: what a draft must not give away. */
  readonly secrets: { readonly canary: string; readonly instructions: string };
  /** A draft was refused: for the figures, never for the customer. */
  readonly onRefused: (failures: readonly GuardFailure[]) => void;
}

/** The bot's words for a plan: the model's where its draft passes every guard, else composed from the phrasebook. */
export function writeReply(writer: Writer, plan: ReplyPlan, occasion: Occasion): string {
  const context = composeContext(writer, occasion);
  const { draft } = occasion.understanding;
  // A boundary and a question for clarity keep to the desk's own words.
  if (draft && plan.purpose !== "boundary") {
    const guarded = guardDraft(draft, guardContext(writer, plan, occasion, context));
    if (guarded.ok) return guarded.value;
    writer.onRefused(guarded.error);
  }
  return compose(plan, context);
}

function composeContext(
  { phrasebook }: Writer,
  { input, understanding, settings, now, seed }: Occasion,
): ComposeContext {
  return {
    phrasebook,
    organisation: settings.organisation,
    contactName: input.contactName,
    recentTexts: ourTexts(input),
    seed,
    now,
    zone: settings.zone,
    opensAt: isOpen(now, settings) ? null : nextOpening(now, settings),
    facts: understanding.reading.facts,
  };
}

function guardContext(
  { secrets }: Writer,
  plan: ReplyPlan,
  { input, understanding, settings }: Occasion,
  context: ComposeContext,
): GuardContext {
  const facts = [...input.facts, ...understanding.reading.facts];
  const name = addressName(plan.language, input.contactName);
  const say = voiceOf(plan.language, context);
  const time = plan.nextStepBy && formatTime(new Date(plan.nextStepBy), context.now, context.zone, plan.language);
  return {
    language: plan.language,
    orderIds: plan.orderIds,
    code: plan.code,
    time,
    sentences: {
      order: (id) => say("orders.noted", { order: ordersPhrase(plan.language, [id], say) ?? id }),
      code: (code) => say("code", { code }),
      time: (at) => say("next", { time: at }),
    },
    introduction: plan.introduce ? introduction(plan.language, context) : null,
    allowed: [...facts.map((fact) => fact.value), ...(input.ticket ? [input.ticket.code] : [])],
    names: [settings.organisation, name ?? "", ...facts.filter((fact) => fact.kind === "product").map((f) => f.value)],
    knownFacts: facts.map((fact) => fact.kind),
    recentBotTexts: ourTexts(input),
    maxLength: REPLY_CHARS,
    ...secrets,
  };
}

function ourTexts({ history }: MindInput): readonly string[] {
  return history.filter((line) => line.author !== "customer").map((line) => line.text);
}
