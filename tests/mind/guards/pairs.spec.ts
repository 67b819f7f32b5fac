import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../../src/core/grounds.ts";
import type { ReplyLanguage } from "../../../src/core/reading.ts";
import { type GuardRule, type GuardScene, objectionsTo } from "../../../src/mind/guards/objections.ts";

/** A sentence that may be sent, and one so near to it that only the guard sees why it may not. */
interface Pair {
  readonly guard: GuardRule;
  /** `{time}` is the time that code promised. */
  readonly passes: string;
  readonly fails: string;
  /** Which of the two name the article as their source; absent: neither. */
  readonly cites?: "both" | "passes";
}

const FOLDER = path.join(import.meta.dirname, "pairs");
const pairsOf = (language: ReplyLanguage): readonly Pair[] =>
  readFileSync(path.join(FOLDER, `${language}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Pair);

const TIMES = { fa: "فردا ساعت ۱۷:۰۰", ar: "غداً الساعة ١٧:٠٠", en: "tomorrow at 17:00" };
const ARTICLES = {
  en: [
    "Returns",
    "You can request a refund within 7 days of delivery. Items in their box can be exchanged within 14 days. Damaged goods travel back in their own carton with the printed label.",
  ],
  fa: [
    "مرجوعی",
    "تا ۷ روز پس از تحویل می‌توانید بازگشت وجه را درخواست کنید. کالای داخل جعبه تا ۱۴ روز قابل تعویض است. کالای آسیب‌دیده با برچسب چاپی در کارتن خودش پس فرستاده می‌شود.",
  ],
  ar: [
    "الإرجاع",
    "يمكنكم طلب استرداد المبلغ خلال ٧ أيام من التسليم. يمكنكم استبدال السلعة في علبتها خلال ١٤ يوما. تعاد السلعة التالفة في صندوقها الأصلي مع الملصق المطبوع.",
  ],
} as const;
const KNOWN = {
  en: { order: "#48217", allowed: ["1,250,000 toman", "Tuesday", "Karimi"], organisation: "Sepid" },
  fa: { order: "#۴۸۲۱۷", allowed: ["۱٬۲۵۰٬۰۰۰ تومان", "سه‌شنبه", "آقای کریمی"], organisation: "سپید" },
  ar: { order: "#٤٨٢١٧", allowed: ["١٬٢٥٠٬٠٠٠ تومان", "الثلاثاء", "السيد كريمي"], organisation: "سپيد" },
};
const EARLIER = {
  en: "We are looking after this ourselves from here on.",
  fa: "از اینجا به بعد پیگیری کار با ماست.",
  ar: "من الآن فصاعدا المتابعة علينا نحن.",
};

function sceneOf(language: ReplyLanguage, cites: boolean): GuardScene {
  const [title, text] = ARTICLES[language];
  const passage: Passage = { articleId: 12, paragraph: 3, title, text, score: 0.9, answers: true };
  const { order, allowed, organisation } = KNOWN[language];
  return {
    language,
    serious: true,
    times: [TIMES[language]],
    codes: [order, "572943816"],
    allowed,
    names: [organisation, "Sara"],
    matters: [],
    said: [],
    passages: [passage],
    cited: cites ? [passage] : [],
    lookups: [],
    knownFacts: ["order_id", "phone", "product"],
    recentBotTexts: [EARLIER[language]],
    maxLength: 500,
    canary: "c0ffee123456",
    instructions: "Name the problem of the customer back to them, and own it in the first person.",
  };
}

const GUARDS: readonly GuardRule[] = [
  ...(["promise", "claim", "citation", "blame", "calm_down", "register", "evasion", "asks_secret"] as const),
  ...(["leak", "repeat", "questions", "asks_known", "language"] as const),
];

describe.each(["fa", "ar", "en"] as const)("near misses in %s", (language) => {
  const pairs = pairsOf(language);
  const rules = (text: string, cites: boolean) =>
    objectionsTo(text.replace("{time}", TIMES[language]), sceneOf(language, cites)).map(({ rule }) => rule);

  it("are at least a hundred, and of every guard", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(100);
    expect([...new Set(pairs.map(({ guard }) => guard))].sort()).toEqual([...GUARDS].sort());
  });

  it.each(pairs.map((pair) => [pair.guard, pair.passes, pair] as const))(
    "%s lets through: %s",
    (_guard, text, pair) => {
      expect(rules(text, pair.cites !== undefined)).toEqual([]);
    },
  );

  it.each(pairs.map((pair) => [pair.guard, pair.fails, pair] as const))("%s stops: %s", (guard, text, pair) => {
    expect(rules(text, pair.cites === "both")).toContain(guard);
  });
});
