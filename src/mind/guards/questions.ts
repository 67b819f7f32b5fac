import type { FactKind } from "../../core/reading.ts";
import { formsOf } from "./forms.ts";
import { sentencesOf } from "./sentences.ts";

/** How a question or a request for a fact sounds. Folded. */
const ASKS_FOR: Readonly<Partial<Record<FactKind, RegExp>>> = {
  order_id: /order (?:number|no|id|code)|شماره (?:ی )?سفارش|کد سفارش|رقم (?:ال)?طلب/,
  phone:
    /(?:phone|mobile|contact) number|your number|شماره (?:ی )?(?:تلفن|تماس|موبایل|همراه)|رقم (?:ال)?(?:هاتف|جوال|موبایل|تلفون)/,
  amount:
    /(?:how much|what amount|which amount)|چه مبلغ|مبلغ \S+ (?:چقدر|چند)|چقدر پرداخت|کم (?:ال)?(?:مبلغ|دفعت)|ما (?:هو )?المبلغ/,
  date: /(?:when did|what date|which date|which day|what day)|چه (?:تاریخی|روزی|زمانی)|کی (?:سفارش|خرید|تحویل)|متی|(?:ای|ما) (?:هو )?(?:تاریخ|یوم)/,
  product:
    /(?:which|what) (?:product|item|model)|(?:کدام|چه|کدوم) (?:کالا|محصول|مدل)\S*|(?:ای|ما) (?:هو )?(?:ال)?(?:منتج|صنف)/,
  place:
    /(?:which|what) (?:city|branch|address|store)|your address|(?:کدام|چه) (?:شهر|شعبه)\S*|ادرس(?:تان|تون| شما)|(?:ای|ما) (?:ال)?(?:مدینه|فرع)|عنوانک/,
  wanted_outcome:
    /(?:what would you like|how would you like|what do you want|what outcome)|چه (?:نتیجه|انتظار|راه حلی)|چه می ?خواهید|(?:ماذا|ما الذی) (?:ترید|تفضل)/,
};

const REQUEST =
  / (?:please|kindly|send|tell us|give us|share|لطفا|بفرمایید|بفرستید|بنویسید|ارسال کنید|من فضلک|یرجی|الرجاء|ارسلوا?|زودنا|زودونا|اعطنا|اعطونا|اکتبوا?|اخبرونا|نرجو)(?= )/;

/** How many questions a text asks. "Really?!" is one. */
export function questionsIn(text: string): number {
  return text.match(/[?؟][!?؟]*/g)?.length ?? 0;
}

/** Facts the text asks for although they are known. */
export function asksKnown(text: string, known: readonly FactKind[]): readonly FactKind[] {
  const asking = sentencesOf(text)
    .filter((sentence) => /[?؟]/.test(sentence) || formsOf(sentence).some((form) => REQUEST.test(form)))
    .flatMap(formsOf);
  return known.filter((kind) => asking.some((sentence) => ASKS_FOR[kind]?.test(sentence)));
}
