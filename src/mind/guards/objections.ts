import type { Passage } from "../../core/grounds.ts";
import type { FactKind, ReplyLanguage } from "../../core/reading.ts";
import { foreignAmountsIn } from "./amounts.ts";
import { uncitedIn } from "./citations.ts";
import { foreignCodesIn, unsupportedIn } from "./claims.ts";
import { evasionsIn } from "./evasion.ts";
import { speaks } from "./language.ts";
import { leaksIn } from "./leak.ts";
import { foreignNamesIn } from "./names.ts";
import { quotesPolicy } from "./policy-quote.ts";
import { promisesIn } from "./promise.ts";
import { asksKnown, questionsIn } from "./questions.ts";
import { registerIn } from "./register.ts";
import { repeatedIn } from "./repeat.ts";
import { secretsAskedIn } from "./secrets-asked.ts";
import { sentencesOf } from "./sentences.ts";
import { statesIn } from "./states.ts";
import { blameIn, calmDownIn } from "./tone.ts";

/** What a reply is held against. */
export interface GuardScene {
  readonly language: ReplyLanguage;
  /** Something went wrong for the customer, or they are angry: nothing merry then. */
  readonly serious: boolean;
  /** Times that code has promised or that are the desk's own, as they stand in the reply. */
  readonly times: readonly string[];
  /** Tracking codes and order numbers that may be said. */
  readonly codes: readonly string[];
  /** Texts whose numbers, days, names and links may be repeated: facts, the ticket, the plan. Not the raw message. */
  readonly allowed: readonly string[];
  /** Pieces that keep their own script: the organisation's and the customer's name, products. */
  readonly names: readonly string[];
  /** The desk's own names of matters ("returns and refunds"): in the desk's own words they promise nothing. */
  readonly matters: readonly string[];
  /** What the customer said in this turn: nothing is allowed by it, but repeating it is no borrowing. */
  readonly said: readonly string[];
  /** Paragraphs that were found, and those of them that the text names as its source. */
  readonly passages: readonly Passage[];
  readonly cited: readonly Passage[];
  /** What the organisation's systems said. */
  readonly lookups: readonly string[];
  readonly knownFacts: readonly FactKind[];
  readonly recentBotTexts: readonly string[];
  /** Longest text, in UTF-16 units, as channels count. */
  readonly maxLength: number;
  /** Present where every message costs and a long one can be read nowhere else. */
  readonly tooLong?: ((text: string) => boolean) | undefined;
  readonly canary: string;
  /** Instructions of the prompt, without its examples. */
  readonly instructions: string;
}

export type GuardRule =
  | "empty"
  | "too_long"
  | "language"
  | "register"
  | "promise"
  | "claim"
  | "citation"
  | "blame"
  | "calm_down"
  | "evasion"
  | "asks_secret"
  | "leak"
  | "repeat"
  | "questions"
  | "asks_known"
  | "musts";

export interface GuardFailure {
  readonly rule: GuardRule;
  /** The words that broke the rule. Not for logs: they may be the customer's. */
  readonly found: string;
  /** The sentence without which the rule would hold; null where the text as a whole is at fault. */
  readonly sentence: string | null;
}

/** Everything a customer must not read in this text, by every rule, in every language. */
export function objectionsTo(text: string, scene: GuardScene): readonly GuardFailure[] {
  const sentences = sentencesOf(text);
  const whole = (rule: GuardRule, found: readonly string[]): readonly GuardFailure[] =>
    found.map((piece) => ({ rule, found: piece, sentence: null }));
  const quoted = [...scene.times, ...scene.codes, ...scene.names];
  const questions = sentences.filter((sentence) => questionsIn(sentence) > 0);
  return [
    ...whole("empty", text.trim() === "" ? ["nothing to send"] : []),
    ...whole("too_long", fits(text, scene) ? [] : [`${text.length} characters`]),
    ...whole("language", text.trim() === "" || speaks(text, scene.language, quoted) ? [] : [text]),
    ...whole("leak", leaksIn(text, scene.canary, scene.instructions)),
    ...sentences.flatMap((sentence) => objectionsToSentence(sentence, scene, quoted)),
    ...repeatedIn(text, scene.recentBotTexts).map(
      (sentence) => ({ rule: "repeat", found: sentence, sentence }) as const,
    ),
    ...evasionsIn(text, scene.times).flatMap((thought) =>
      sentencesOf(thought).map((sentence) => ({ rule: "evasion", found: thought, sentence }) as const),
    ),
    ...questions.slice(1).map((sentence) => ({ rule: "questions", found: sentence, sentence }) as const),
    ...whole("questions", questions.length === 1 && questionsIn(text) > 1 ? ["more than one question"] : []),
  ];
}

/** Does a text go into one message of its channel? */
export function fits(text: string, { maxLength, tooLong }: Pick<GuardScene, "maxLength" | "tooLong">): boolean {
  return text.length <= maxLength && !tooLong?.(text);
}

function objectionsToSentence(sentence: string, scene: GuardScene, quoted: readonly string[]): readonly GuardFailure[] {
  const { language, serious, times, codes, passages, cited, lookups } = scene;
  const objections = (rule: GuardRule, found: readonly string[]): readonly GuardFailure[] =>
    found.map((piece) => ({ rule, found: piece, sentence }));
  const sources = cited.flatMap(({ title, text }) => [title, spoken(text)]);
  const allowed = [...scene.allowed, ...codes, ...times, ...lookups, ...sources];
  const untimed = without(sentence, times);
  return [
    ...objections(
      "promise",
      promisesIn(without(untimed, scene.matters), null, (said) => quotesPolicy(said, cited)),
    ),
    ...objections("claim", [
      ...unsupportedIn(sentence, allowed),
      ...foreignAmountsIn(untimed, allowed),
      ...foreignCodesIn(untimed, codes),
      ...foreignNamesIn(sentence, [...allowed, ...scene.names]),
      ...statesIn(without(sentence, scene.matters), [...lookups, ...sources]),
    ]),
    ...objections("citation", uncitedIn(sentence, { passages, cited, said: scene.said })),
    ...objections("blame", blameIn(sentence)),
    // «هدی» is a name, and how one is told to calm down.
    ...objections("calm_down", calmDownIn(without(sentence, scene.names))),
    ...objections("register", registerIn(sentence, language, serious, quoted)),
    ...objections("asks_secret", secretsAskedIn(sentence)),
    ...objections("asks_known", asksKnown(sentence, scene.knownFacts)),
  ];
}

/** What a paragraph says itself: words it only quotes are somebody else's. */
const spoken = (text: string): string => text.replace(/«[^»]*»|“[^”]*”|"[^"]*"/g, " ");

const without = (text: string, pieces: readonly string[]): string =>
  pieces.reduce((rest, piece) => (piece === "" ? rest : rest.replaceAll(piece, " … ")), text);
