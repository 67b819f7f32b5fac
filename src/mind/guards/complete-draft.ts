import type { ReplyLanguage } from "../../core/reading.ts";
import { foldDigits, sentencesOf } from "./fold.ts";

/** What a reply must carry, by the decision. */
export interface Essentials {
  readonly language: ReplyLanguage;
  /** Order numbers of this turn exactly as the customer wrote them. */
  readonly orderIds: readonly string[];
  /** Tracking code to give; null where none is given. */
  readonly code: string | null;
  /** The promised time in the reply's language; null where none is promised. */
  readonly time: string | null;
  /** Says that this is the automatic assistant and a person is one word away; null where that was said before. */
  readonly introduction: string | null;
}

const CARRIES: Readonly<Record<ReplyLanguage, Record<"order" | "code" | "time", (value: string) => string>>> = {
  fa: {
    order: (value) => `شماره سفارش: ${value}.`,
    code: (value) => `کد پیگیری شما: ${value}.`,
    time: (value) => `تا ${value} از ما خبر می‌گیرید.`,
  },
  ar: {
    order: (value) => `رقم الطلب: ${value}.`,
    code: (value) => `رمز المتابعة: ${value}.`,
    time: (value) => `ستسمع منا قبل ${value}.`,
  },
  en: {
    order: (value) => `Order: ${value}.`,
    code: (value) => `Your tracking code: ${value}.`,
    time: (value) => `You hear from us by ${value}.`,
  },
};

const AUTOMATIC =
  /دستیار خودکار|دستیار هوشمند|ربات|المساعد الآلي|المساعد الالي|مساعد آلي|automatic assistant|automated assistant/i;

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
  const { language, orderIds, code, time, introduction } = essentials;
  const fillable = (sentence: string) =>
    (code !== null || !sentence.includes("{code}")) && (time !== null || !sentence.includes("{time}"));
  const filled = sentencesOf(language === "fa" ? persianLetters(draft) : draft)
    .filter(fillable)
    .join("")
    .replaceAll("{code}", code ?? "")
    .replaceAll("{time}", time ?? "")
    .trim();
  const words = orderIds.reduce(asWritten, filled);
  const additions = [
    ...orderIds.filter((id) => !words.includes(id)).map(CARRIES[language].order),
    ...(code !== null && !words.includes(code) ? [CARRIES[language].code(code)] : []),
    ...(time !== null && !words.includes(time) ? [CARRIES[language].time(time)] : []),
  ];
  const opening = introduction !== null && !AUTOMATIC.test(words) ? introduction : "";
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
