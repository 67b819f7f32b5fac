import { isDoubtful } from "../core/heard.ts";
import { ORDER_STATES } from "../core/order-state.ts";
import type { ReplyPlan } from "../core/reply.ts";
import type { Draft, MindInput } from "../ports/mind.ts";
import { citedBy } from "./guards/citations.ts";
import type { GuardContext } from "./guards/guard-draft.ts";
import type { GuardScene } from "./guards/objections.ts";
import { matterWords, topicsOf } from "./matter.ts";
import type { Occasion, Writer } from "./occasion.ts";
import type { Heard } from "./rubric/heard.ts";
import { type ComposeContext, REPLY_CHARS } from "./writing/compose.ts";
import { formatExactTime, formatTime, waysToSay } from "./writing/format-time.ts";
import { addressName, ordersPhrase } from "./writing/naming.ts";
import { introduction, voiceOf } from "./writing/voice.ts";

/** Everything one reply is written from, and so everything it is held against. */
export interface Reins {
  readonly writer: Writer;
  readonly plan: ReplyPlan;
  readonly occasion: Occasion;
  readonly context: ComposeContext;
}

type Bounds = Omit<GuardScene, "times" | "codes" | "cited" | "matters">;

/** What holds for either engine. */
function boundsOf({ writer, plan, occasion }: Reins): Bounds & Pick<GuardContext, "knownCodes"> {
  const { input, understanding, settings, room } = occasion;
  const facts = [...input.facts, ...understanding.reading.facts];
  // A number to call is personal: no reply needs to say it back.
  const sure = facts.filter((fact) => !isDoubtful(fact));
  const sayable = sure.filter(({ kind }) => kind !== "phone").map(({ value }) => value);
  const name = addressName(plan.language, input.contactName);
  return {
    language: plan.language,
    serious: plan.purpose === "complaint" || plan.heat >= 2,
    allowed: [...sayable, ...(input.ticket ? [input.ticket.code] : [])],
    knownCodes: sure.filter(({ kind }) => kind === "order_id").map(({ value }) => value),
    names: [settings.organisation, name ?? "", ...facts.filter(({ kind }) => kind === "product").map((f) => f.value)],
    said: input.said.map(({ text }) => text),
    passages: input.grounds.passages,
    lookups: plan.lookups.flatMap(({ subject, values }) => [subject, ...Object.values(values)]),
    knownFacts: facts.map((fact) => fact.kind),
    recentBotTexts: occasion.spoken ?? ourTexts(input),
    maxLength: Math.min(REPLY_CHARS, room.textChars),
    tooLong: room.tooLong,
    ...writer.secrets,
  };
}

/** For a model's draft: what code adds to it, and what it may say. */
export function draftContext(reins: Reins): GuardContext {
  const { plan, context } = reins;
  const bounds = boundsOf(reins);
  const say = voiceOf(plan.language, context);
  const spoken = plan.languages ? [say("languages")] : [];
  return {
    ...bounds,
    knownCodes: [...bounds.knownCodes, ...ticketCode(reins)],
    orderIds: plan.orderIds,
    code: plan.code,
    time: promisedTime(reins),
    sentences: {
      order: (id) => say("orders.noted", { order: ordersPhrase(plan.language, [id], say) ?? id }),
      code: (code) => say("code", { code }),
      time: (at) => say("next", { time: at }),
    },
    introduction: plan.introduce ? [introduction(plan.language, context), ...spoken].join(" ") : null,
    question: plan.ask === null ? null : say(`ask.${plan.ask}`),
  };
}

/** For the composed reply: all of it is judged, with the desk's own hours in it. */
export function composedScene(reins: Reins): GuardScene {
  const { plan, context } = reins;
  const bounds = boundsOf(reins);
  const time = promisedTime(reins);
  const opens = context.opensAt && formatExactTime(context.opensAt, context.now, context.zone, plan.language);
  return {
    ...bounds,
    times: [time, opens, pauseEnd(reins), ...daysFound(reins)].filter((at) => at !== null),
    codes: [...plan.orderIds, ...bounds.knownCodes, ...ticketCode(reins), ...(plan.code === null ? [] : [plan.code])],
    cited: plan.answer ? [plan.answer] : [],
    matters: mattersOf(reins),
  };
}

/** What the written reply is marked by. */
export function heardFor(reins: Reins, draft: Draft | null): Heard {
  const { writer, plan, occasion } = reins;
  const { passages, names, knownFacts, said, recentBotTexts } = boundsOf(reins);
  const { times, codes, matters } = composedScene(reins);
  const answer = plan.answer ? [plan.answer] : [];
  return {
    author: "bot",
    language: plan.language,
    purpose: plan.purpose,
    heat: plan.heat,
    said: said.join("\n"),
    matter: matterWords(writer.phrasebook, plan.language, plan.category),
    orderIds: plan.orderIds,
    knownFacts,
    earlier: recentBotTexts,
    times,
    ownNames: draft ? [] : matters,
    quoted: [...names, ...codes],
    cited: draft ? citedBy(draft, passages) : answer,
    room: occasion.room,
    secrets: writer.secrets,
  };
}

function mattersOf(reins: Reins): readonly string[] {
  const { writer, plan, context } = reins;
  const parts = writer.phrasebook[plan.language];
  const named = [context.matter, plan.answer?.title].filter((name) => name != null);
  const topics = topicsOf(writer.phrasebook, plan.language, plan.category);
  return [...named, ...topics, ...parts[`problem.${plan.category}`], ...statesOf(reins)];
}

/** "Goes back to the sender": where our systems said it, the desk's words for it are no promise. Without their dates. */
function statesOf({ writer, plan }: Reins): readonly string[] {
  if (plan.lookups.length === 0) return [];
  const parts = writer.phrasebook[plan.language];
  return ORDER_STATES.flatMap((state) => [...parts[`state.${state}`], ...parts[`state.${state}.on`]])
    .flatMap((phrase) => phrase.split(/\{\w+\}/))
    .map((piece) => piece.trim())
    .filter((piece) => piece.includes(" "));
}

/** Days and instants that the organisation's systems named, in every way a reply may say them. */
function daysFound({ plan, context }: Reins): readonly string[] {
  const found = plan.lookups.flatMap(({ values }) => Object.values(values)).filter((value) => ISO.test(value));
  return found.flatMap((value) => waysToSay(new Date(value), context, plan.language));
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function promisedTime({ plan, context }: Reins): string | null {
  return plan.nextStepBy && formatTime(new Date(plan.nextStepBy), context.now, context.zone, plan.language);
}

/** When a cool-down ends, as the reply says it. */
function pauseEnd({ plan: { boundary, language }, context }: Reins): string | null {
  const until = boundary?.until ?? null;
  return until && formatTime(new Date(until), context.now, context.zone, language);
}

const ticketCode = ({ occasion: { input } }: Reins): readonly string[] => (input.ticket ? [input.ticket.code] : []);

/** What we said in this episode, oldest first. */
export function ourTexts({ history }: MindInput): readonly string[] {
  return history.filter((line) => line.author !== "customer").map((line) => line.text);
}
