import type { FactKind } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Draft } from "../../ports/mind.ts";
import { unsupportedIn } from "./claims.ts";
import { completeDraft, type Essentials } from "./complete-draft.ts";
import { speaks } from "./language.ts";
import { leaksIn } from "./leak.ts";
import { promisesIn } from "./promise.ts";
import { asksKnown, questionsIn } from "./questions.ts";
import { repeatedIn } from "./repeat.ts";
import { blameIn, calmDownIn } from "./tone.ts";

export interface GuardContext extends Essentials {
  /** Texts whose numbers, days and links may be repeated: values of facts, the ticket, the plan. Not the raw message. */
  readonly allowed: readonly string[];
  /** Pieces that keep their own script: the organisation's and the customer's name, products. */
  readonly names: readonly string[];
  readonly knownFacts: readonly FactKind[];
  readonly recentBotTexts: readonly string[];
  /** In UTF-16 units, as channels count. */
  readonly maxLength: number;
  readonly canary: string;
  /** Instructions of the prompt, without its examples. */
  readonly instructions: string;
}

export type GuardRule =
  | "empty"
  | "too_long"
  | "language"
  | "promise"
  | "claim"
  | "blame"
  | "calm_down"
  | "leak"
  | "repeat"
  | "questions"
  | "asks_known";

export interface GuardFailure {
  readonly rule: GuardRule;
  /** The words of the draft that broke the rule. Not for logs: they may be the customer's. */
  readonly found: string;
}

/**
 * The last word on what a model wrote. Model text is untrusted: it passes only if no rule objects. What code adds to it
 * (introduction, order numbers, code, time) is ours and is not judged.
 * @returns the text to send, with code, time, order numbers and introduction in it, or every objection
 */
export function guardDraft(draft: Draft, context: GuardContext): Result<string, readonly GuardFailure[]> {
  const { opening, words, additions } = completeDraft(draft.text, context);
  const text = [opening, words, additions].filter((part) => part !== "").join(" ");
  const own = [...context.orderIds, context.code ?? "", context.time ?? ""];
  const objections = (rule: GuardRule, found: readonly string[]): readonly GuardFailure[] =>
    found.map((piece) => ({ rule, found: piece }));
  const failures = [
    ...objections("empty", words === "" ? ["nothing to send"] : []),
    ...objections("too_long", text.length > context.maxLength ? [`${text.length} characters`] : []),
    ...objections(
      "language",
      words === "" || speaks(words, context.language, [...own, ...context.names]) ? [] : [words],
    ),
    ...objections("promise", promisesIn(words, context.time)),
    ...objections("claim", unsupportedIn(words, [...context.allowed, ...own])),
    ...objections("blame", blameIn(words)),
    ...objections("calm_down", calmDownIn(words)),
    ...objections("leak", leaksIn(words, context.canary, context.instructions)),
    ...objections("repeat", repeatedIn(words, context.recentBotTexts)),
    ...objections("questions", questionsIn(words) > 1 ? ["more than one question"] : []),
    ...objections("asks_known", asksKnown(words, context.knownFacts)),
  ];
  return failures.length === 0 ? ok(text) : err(failures);
}
