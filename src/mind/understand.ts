import { type Grounds, NO_GROUNDS } from "../core/grounds.ts";
import { type Engine, NO_FLAGS, type Reading } from "../core/reading.ts";
import type { Settling, Talk } from "../core/reply.ts";
import type { Draft, Mind, MindInput, Tokens } from "../ports/mind.ts";
import { type Handling, placeReading } from "./handling/place.ts";
import { disagree, eitherFlags, mergeReadings } from "./merge.ts";
import { saysCorrection } from "./offline/correction.ts";
import { asks, isGreetingOrThanks, saysNo, saysYes } from "./offline/intentions.ts";
import { asksOfOwnCase } from "./offline/own-case.ts";
import { asksForNews, staysWithMatter } from "./offline/same-matter.ts";
import { settlingOf } from "./offline/settled.ts";
import { isWordless, talkOf } from "./offline/small-talk.ts";
import { letsGo, type Withdrawal, withdrawalIn } from "./offline/withdrawn.ts";
import { givesOrders, trusted, withoutOrders } from "./suspicion.ts";

/** What the two engines together made of a turn. */
export interface Understanding {
  readonly reading: Reading;
  /** What the offline engine read, where a model spoke and the labels differ; null where they agree. */
  readonly otherwise: Reading | null;
  /** What was found for the answer to stand on. */
  readonly grounds: Grounds;
  /** A model's words, still unchecked; null where none spoke. */
  readonly draft: Draft | null;
  readonly engine: Engine;
  /** Why the model did not speak, where it was asked. */
  readonly note: string | null;
  readonly tokens: Tokens;
  readonly intentions: {
    readonly yes: boolean;
    readonly no: boolean;
    readonly smalltalk: boolean;
    /** Something told before is taken back. */
    readonly correction: boolean;
    /** They only ask for news. */
    readonly news: boolean;
    /** What they say belongs to what is open. */
    readonly sameMatter: boolean;
    /** How they say, unasked, that it is over. */
    readonly settling: Settling | null;
    /** They take back what they wished for. */
    readonly withdrawal: Withdrawal | null;
    /** It no longer matters to them. */
    readonly letsGo: boolean;
    /** They only ask after their own case. */
    readonly ownCase: boolean;
    readonly asks: boolean;
    /** Nothing is said but this. */
    readonly talk: Talk | null;
    /** There is nothing but a question mark. */
    readonly wordless: boolean;
  };
}

export interface Engines {
  /** The offline engine, whose readings are already placed. */
  readonly read: (input: MindInput) => Reading;
  /** Finds what a reply may stand on, by what was understood so far. Never throws: what cannot be asked says nothing. */
  readonly gather: (reading: Reading, signal: AbortSignal) => Promise<Grounds>;
  /** Null: the offline engine alone. */
  readonly model: Mind | null;
  readonly handling: Handling;
}

const SUMMARY_CHARS = 200;
const NO_TOKENS: Tokens = { input: 0, cached: 0, output: 0 };

/**
 * Reads a turn. The offline engine always reads: its flags stand whatever a model says, and it answers where no model
 * is set, or the model is late, down or talks nonsense.
 */
export async function understand(
  given: MindInput,
  { read, gather, model, handling }: Engines,
  signal: AbortSignal,
): Promise<Understanding> {
  const heard = read(given);
  const suspected = heard.flags.injectionSuspected || suspects(given);
  const offline = suspected ? readPastOrders(given, heard, read) : heard;
  const grounds = trusted(await gather(offline, signal));
  const input = { ...given, grounds };
  const text = input.said.map((message) => message.text).join("\n");
  const intentions = {
    yes: saysYes(text),
    no: saysNo(text),
    smalltalk: isGreetingOrThanks(text),
    correction: saysCorrection(text),
    news: asksForNews(text),
    sameMatter: staysWithMatter(text, offline.facts),
    settling: settlingOf(text),
    withdrawal: withdrawalIn(text),
    letsGo: letsGo(text),
    ownCase: asksOfOwnCase(text),
    asks: asks(text),
    talk: talkOf(text),
    wordless: isWordless(text),
  };
  const alone = {
    reading: offline,
    otherwise: null,
    grounds,
    draft: null,
    engine: "offline",
    note: null,
    tokens: NO_TOKENS,
    intentions,
  } as const;
  if (!model) return alone;
  const playbook = handling.playbooks[offline.category];
  const answer = await model.respond(
    { ...input, knownLanguage: given.wishedLanguage ?? offline.language, playbook },
    signal,
  );
  if (!answer.ok) return { ...alone, note: `${answer.error.why}: ${answer.error.detail}` };
  const { draft, tokens } = answer.value;
  const merged = mergeReadings(answer.value.reading, offline);
  if (merged.flags.injectionSuspected || suspected) {
    return { ...alone, reading: withFlagsOf(merged, offline), engine: "openai", tokens };
  }
  const reading = placeReading(merged, input, handling);
  const otherwise = disagree(reading, offline) ? offline : null;
  return { ...alone, reading, otherwise, draft, engine: "openai", tokens };
}

/** Does anything that stands around the model's work give it orders? */
function suspects({ said, history, contactName, facts }: MindInput): boolean {
  return [
    contactName ?? "",
    ...said.flatMap(({ text, attachments, quoted }) => [text, ...attachments, quoted ?? ""]),
    ...history.filter(({ author }) => author === "customer").map(({ text }) => text),
    ...facts.map(({ value }) => value),
  ].some(givesOrders);
}

/**
 * What the rest of a message says when its orders are left out: they must not drown the complaint beside them, nor name
 * an order to be looked up. Flags, redaction and personal data are those of all that was said.
 */
function readPastOrders(given: MindInput, heard: Reading, read: Engines["read"]): Reading {
  const said = given.said.map((message) => ({ ...message, text: withoutOrders(message.text) }));
  const rest = said.some(({ text }) => text.trim() !== "") ? read({ ...given, said }) : heard;
  const { flags, redacted, pii } = heard;
  return withFlagsOf({ ...heard, flags: eitherFlags(flags, rest.flags) }, { ...rest, redacted, pii });
}

/** A model that may have been talked to raises flags, and nothing else: neither its labels count nor its words. */
function withFlagsOf({ flags }: Reading, offline: Reading): Reading {
  return { ...offline, flags: { ...flags, injectionSuspected: true } };
}

/** Of a text that says nothing to the desk. */
export const NO_INTENTIONS: Understanding["intentions"] = {
  yes: false,
  no: false,
  smalltalk: false,
  correction: false,
  news: false,
  sameMatter: false,
  settling: null,
  withdrawal: null,
  letsGo: false,
  ownCase: false,
  asks: false,
  talk: null,
  wordless: false,
};

/** For a turn no engine could read: nothing is claimed of it, and the rules treat it as unclear. */
export function notUnderstood({ said, knownLanguage }: MindInput): Understanding {
  const reading: Reading = {
    language: knownLanguage ?? "other",
    category: "other",
    categorySecond: null,
    subcategory: null,
    confidence: 0,
    candidates: [],
    sentiment: "neutral",
    complaint: false,
    heat: 0,
    substance: 0,
    urgency: "normal",
    reasons: [],
    flags: NO_FLAGS,
    constructive: false,
    facts: [],
    missing: [],
    summary: said
      .map((message) => message.text)
      .join(" ")
      .slice(0, SUMMARY_CHARS)
      .toWellFormed(),
    evidence: [],
    engine: "offline",
    redacted: "",
    pii: [],
  };
  const note = "reading failed";
  return {
    reading,
    otherwise: null,
    grounds: NO_GROUNDS,
    draft: null,
    engine: "offline",
    note,
    tokens: NO_TOKENS,
    intentions: NO_INTENTIONS,
  };
}
