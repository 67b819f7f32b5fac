import { fileURLToPath } from "node:url";
import type { ReplyLanguage } from "../../../src/core/reading.ts";
import type { ReplyPlan } from "../../../src/core/reply.ts";
import { describeFaults } from "../../../src/declared/fault.ts";
import type { ComposeContext } from "../../../src/mind/writing/compose.ts";
import { loadPhrasebook } from "../../../src/mind/writing/phrasebook.ts";

export const PHRASES = fileURLToPath(new URL("../../../prompts/phrases", import.meta.url));

const loaded = loadPhrasebook(PHRASES);
if (!loaded.ok) throw new Error(describeFaults(loaded.error));
export const phrasebook = loaded.value;

/** Wednesday 11:30 in Tehran. */
export const NOW = new Date("2026-07-01T08:00:00Z");

export const aPlan = (over: Partial<ReplyPlan> = {}): ReplyPlan => ({
  language: "fa",
  purpose: "complaint",
  category: "delivery",
  introduce: false,
  heat: 1,
  orderIds: ["#48217"],
  code: "572943816",
  ticketIsNew: true,
  standing: "moving",
  nextStepBy: "2026-07-01T13:30:00Z",
  ask: null,
  between: [],
  boundary: null,
  talk: null,
  languages: false,
  answer: null,
  helped: null,
  lookups: [],
  confirm: null,
  unheard: false,
  offerPerson: false,
  ...over,
});

export const aContext = (over: Partial<ComposeContext> = {}): ComposeContext => ({
  phrasebook,
  organisation: "",
  contactName: null,
  recentTexts: [],
  seed: "turn-1",
  now: NOW,
  zone: "Asia/Tehran",
  opensAt: null,
  ...over,
});

/** What the desk never says. */
export const FORBIDDEN: Readonly<Record<ReplyLanguage, readonly RegExp[]>> = {
  fa: [
    /آرام باشید|خونسرد|آرامش خود|عصبانی نشوید|عصبانی نباشید/u, // calm down
    /(?:^|[\s،؛])(?:اما|ولی|لیکن)(?=\s)/u, // "but"
    /اشتباه (?:شما|خودتان)|تقصیر (?:شما|خودتان)|باید دقت می‌?کردید|شما نباید/u, // blame
    /(?:واریز|عودت|جبران|پرداخت) (?:می‌کنیم|می‌کنم|خواهد شد|خواهیم کرد|می‌شود)|برمی‌گردانیم|رایگان|تضمین|تخفیف|هدیه/u, // money
    /تیم فنی|واحد فنی باید/u,
    /نمی‌?دانم|اطلاعی ندار|در جریان نیستم/u,
    /[يكى]|ـ/u,
    /(?<![\p{L}\u200c])(?:ن?می) \p{L}/u, // a verb prefix wants a half-space
    /(?<=\p{L}) (?:ها|های|تان|مان)(?![\p{L}])/u, // so do these endings
  ],
  ar: [
    /اهدأ|اهدؤوا|هدّئ|لا تغضب/u,
    /(?:^|\s)و?لكن/u,
    /خطؤكم|خطأكم|كان عليكم|بسببكم/u,
    /سنعوض|سنعيد|سنرد لكم|سيُعاد|تعويض|مجان|نضمن|خصم|هدية/u,
    /الفريق التقني|الفريق الفني/u,
    /لا أعرف|لا أعلم|لا أدري|ليس لدي معلومات/u,
    /[یکگچپ]/u,
  ],
  en: [
    /calm down|relax\b|take it easy|don't be angry/iu,
    /\bbut\b|\bhowever\b/iu,
    /your (?:mistake|fault|error)\b|you should have|you failed/iu,
    /we(?:'ll| will) (?:refund|compensate|credit|pay)|free of charge|guarantee|discount|voucher|money back/iu,
    /technical team/iu,
    /\bI don'?t know\b|no idea/iu,
  ],
};

export const APOLOGIES = /متأسف|عذر|پوزش|شرمنده|ببخشید|نأسف|نعتذر|آسف|\bsorry\b|apologi/giu;

/** Sentences with what may differ between two uses taken out. */
export function sentences(text: string): string[] {
  return text
    .split(/(?<=[.؟?!])\s+|\n/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0);
}
