import { err, ok, type Result } from "../../core/result.ts";
import type { Draft } from "../../ports/mind.ts";
import { citedBy, passageId, showTitles } from "./citations.ts";
import { completeDraft, type Essentials } from "./complete-draft.ts";
import { fits, type GuardFailure, type GuardScene, objectionsTo } from "./objections.ts";
import { withoutOffence } from "./repair.ts";

/** What a draft is completed from and held against: its times, codes and citations come from the decision and the draft. */
export interface GuardContext extends Essentials, Omit<GuardScene, "times" | "codes" | "cited" | "matters"> {
  /** Codes and order numbers of earlier turns, which may be said again. */
  readonly knownCodes: readonly string[];
}

/**
 * The last word on what a model wrote. Model text is untrusted: it passes only if no rule objects. What code adds to it
 * (introduction, order numbers, code, time) is ours and is not judged.
 * @returns the text to send, with code, time, order numbers and introduction in it, or every objection
 */
export function guardDraft(draft: Draft, context: GuardContext): Result<string, readonly GuardFailure[]> {
  const { opening, words, additions } = completed(draft, context);
  const text = [opening, words, additions].filter((part) => part !== "").join(" ");
  const outgrown = fits(words, context) && !fits(text, context);
  const failures: readonly GuardFailure[] = [
    ...objectionsTo(words, sceneOf(draft, context)),
    ...(outgrown ? [{ rule: "too_long", found: `${text.length} characters`, sentence: null } as const] : []),
  ];
  return failures.length === 0 ? ok(text) : err(failures);
}

/** The draft without the sentences that were objected to; null where that cannot mend it. It is to be guarded again. */
export function mendDraft(draft: Draft, failures: readonly GuardFailure[], context: GuardContext): Draft | null {
  const { words, opening, additions } = completed(draft, context);
  const beside = [opening, additions].filter((part) => part !== "").join(" ");
  const text = withoutOffence(words, failures, {
    fits: (left) => fits([left, beside].join(" ").trim(), context),
    keeps: (sentence) => mustsOf(context).some((must) => sentence.includes(must)),
  });
  if (text === null) return null;
  // The ids in its text are titles by now.
  const marks = citedBy(draft, context.passages).map((passage) => ({ quote: "", source: passageId(passage) }));
  return { text, claims: [...draft.claims, ...marks] };
}

const completed = (draft: Draft, context: GuardContext) => completeDraft(showTitles(draft, context.passages), context);

const mustsOf = ({ orderIds, code, time }: Essentials): readonly string[] =>
  [...orderIds, code, time].filter((must) => must !== null);

function sceneOf(draft: Draft, context: GuardContext): GuardScene {
  const { code, time, orderIds, knownCodes, passages } = context;
  return {
    ...context,
    times: time === null ? [] : [time],
    codes: [...orderIds, ...knownCodes, ...(code === null ? [] : [code])],
    cited: citedBy(draft, passages),
    matters: [],
  };
}
