import type { ReplyLanguage } from "../../core/reading.ts";
import { foldDigits } from "../../core/tracking-code.ts";
import { sentencesOf } from "./sentences.ts";

/** What a reply must carry, by the decision. */
export interface Essentials {
  readonly language: ReplyLanguage;
  /** Order numbers of this turn exactly as the customer wrote them. */
  readonly orderIds: readonly string[];
  /** Tracking code to give; null where none is given. */
  readonly code: string | null;
  /** The promised time in the reply's language; null where none is promised. */
  readonly time: string | null;
  /** The desk's own sentences for what a draft left out. */
  readonly sentences: {
    readonly order: (id: string) => string;
    readonly code: (code: string) => string;
    readonly time: (time: string) => string;
  };
  /** What the decision asks, in the desk's own words; absent where it asks nothing. */
  readonly question?: string | null;
  /** Says that this is the automatic assistant and a person is one word away; null where that was said before. */
  readonly introduction: string | null;
}

/** What a reader does not see and a guard would stumble over. Half-spaces and the joiner of emoji stay. */
const UNSEEN = /(?!\n)[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2065\ufeff\u{e0000}-\u{e007f}]/gu;

const AUTOMATIC =
  /دستیار خودکار|دستیار هوشمند|ربات|المساعد الآلي|المساعد الالي|مساعد آلي|automatic assistant|automated assistant/i;

/** Does a text say that an automatic assistant speaks? */
export const saysAutomatic = (text: string): boolean => AUTOMATIC.test(text);

/** A reply in its three parts: only the middle one is the model's. */
export interface Completed {
  readonly opening: string;
  readonly words: string;
  readonly additions: string;
}

/**
 * Puts the facts of the decision into a model's words: fills `{code}` and `{time}`, drops a sentence whose placeholder
 * has no value, writes an order number as the customer wrote it, and adds what the model left out. Whether the
 * result may be sent is for the guards to say.
 */
export function completeDraft(draft: string, essentials: Essentials): Completed {
  const { language, orderIds, code, time, introduction, sentences, question } = essentials;
  const fillable = (sentence: string) =>
    (code !== null || !sentence.includes("{code}")) && (time !== null || !sentence.includes("{time}"));
  const seen = draft.replace(UNSEEN, "");
  const filled = sentencesOf(language === "fa" ? persianLetters(seen) : seen)
    .filter(fillable)
    .join("")
    .replaceAll("{code}", code ?? "")
    .replaceAll("{time}", time ?? "")
    .trim();
  const words = orderIds.reduce(asWritten, filled);
  const additions = [
    ...orderIds.filter((id) => !words.includes(id)).map(sentences.order),
    ...(code !== null && !words.includes(code) ? [sentences.code(code)] : []),
    ...(time !== null && !words.includes(time) ? [sentences.time(time)] : []),
    // What counts as asked must have been asked: it is never asked again, and a bare number then is its answer.
    ...(question && !/[?؟]/.test(words) ? [question] : []),
  ];
  const opening = introduction !== null && !saysAutomatic(words) ? introduction : "";
  return { opening, words, additions: additions.join(" ") };
}

/** Persian keyboards differ; Persian text has no Arabic ي or ك. */
function persianLetters(text: string): string {
  return text.replaceAll("ي", "ی").replaceAll("ك", "ک");
}

/** Where a reply has an order number in other digits or without its sign, the customer's own form takes its place. */
function asWritten(text: string, id: string): string {
  if (text.includes(id)) return text;
  const bare = foldDigits(id).replace(/^#/, "").toLowerCase();
  const at = foldDigits(text).toLowerCase().indexOf(bare);
  if (at === -1) return text;
  const from = text[at - 1] === "#" ? at - 1 : at;
  return text.slice(0, from) + id + text.slice(at + bare.length);
}
