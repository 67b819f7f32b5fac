import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

/*
 * "Your parcel has been shipped" holds no number, no date and no name, and is still a fact that somebody must have said:
 * a connector, or an article. What the customer wrote is repeated as theirs ("you wrote that …").
 */

const REPORTED: readonly RegExp[] = [
  / (?:you (?:wrote|said|told|mention|mentioned|say|write|were told|report|reported|describe|described)|as you|your message) .*/g,
  / (?:whether|if|when|once|until|before|after|should|not|never|isnt|wasnt|hasnt) (?:\S+ ){0,6}/g,
  / (?:نوشتید|نوشته اید|گفتید|گفته اید|طبق پیام|اینکه|اگر|آیا|ایا|وقتی|هنوز|بدون) .*/g,
  /(?: \S+){0,8} (?:نشده|نشد|نرسیده|نکرده|نیست)(?= ).*/g,
  / (?:کتبتم|قلتم|ذکرتم|اخبرتمونا|اذا|هل|ان کان|عندما|لم|لما|بعد ان|دون ان|کتبت|قلت|ذکرت) .*/g,
];

const STATES: readonly RegExp[] = [
  / (?:order|parcel|package|shipment|item|product|complaint|ticket|case|account|request|claim|payment|courier|driver|refund|card|subscription)(?: \S+){0,2}? (?:has been|have been|was|were|is|are|has|had|got) (?:now |already |just |successfully |fully |officially )*(?:shipped|delivered|dispatched|sent out|cancelled|canceled|closed|resolved|solved|settled|approved|accepted|granted|verified|confirmed|unlocked|deleted|suspended|blocked|activated|reactivated|escalated|out for delivery|on (?:its|the) way|received by|left|arrived|signed for)(?= )/,
  / (?:we|i) (?:have |ve |already |just )*(?:called|phoned|contacted|spoken|spoke|checked|verified|confirmed|cancelled|canceled|closed|shipped|dispatched|deleted|unlocked|fired|punished|disciplined|suspended|escalated|informed the (?:police|bank|courier))(?= )/,
  / (?:سفارش|بسته|مرسوله|کالا|شکایت|تیکت|پرونده|حساب|درخواست|پرداخت|اشتراک|محموله|پیک)\S*(?: \S+){0,4}? (?:ارسال شد|ارسال شده|تحویل شد|تحویل داده شد|تحویل شده|لغو شد|لغو شده|بسته شد|بسته شده|حل شد|حل شده|تایید شد|تایید شده|تأیید شد|پذیرفته شد|موافقت شد|فعال شد|مسدود شد|حذف شد|مختومه شد)(?: است)?(?= )/,
  / (?:سفارش|بسته|مرسوله|محموله|پیک)(?: ?تان| شما)? (?:رسید|رسیده است|به مقصد رسید\S*|در راه است|راه افتاد\S*|تحویل پیک شد\S*)(?= )/,
  / (?:با (?:انبار|پیک|بانک|فروشنده|راننده|مدیر|شعبه)\S* (?:تماس گرفت|صحبت کرد|هماهنگ کرد)\S*|(?:بررسی|لغو|تایید|ارسال|اخراج|توبیخ|حذف) (?:کردیم|کردم|کرده ایم))(?= )/,
  / (?:تم|تمت|جری) (?:شحن|تسلیم|توصیل|ارسال|الغاء|اغلاق|حل|قبول|اعتماد|تفعیل|حذف|حظر|تاکید|الموافقه) (?:\S+ ){0,2}?(?:طلب|الطلب|شحن|الشحنه|الطرد|طرد|شکو|الشکوی|قضی|القضیه|حساب|الحساب|تذکر|التذکره|مشکل|المشکله|علی|اشتراک|الدفع|الدفعه)\S*(?= )/,
  / (?:طلب|الطلب|شحن|الشحنه|الطرد|طرد)(?:کم|ک|تکم)? (?:وصل|وصلت|شحن|فی الطریق|بالطریق|مع المندوب|خرج|خرجت|جاهز|تسلم)(?= )/,
  / (?:اتصلنا|تواصلنا|تحققنا|الغینا|شحنا|عاقبنا|فصلنا|اوقفنا) (?=\S)/,
];

/** One state in the words of three languages: what a system said in its own is said to the customer in theirs. */
const SAME: readonly RegExp[] = [
  /ship|dispatch|sent|transit|on (?:its|the) way|out for delivery|ارسال|راه|شحن|طریق|مندوب|خرج/,
  /deliver|arriv|received|signed|تحویل|رسید|رسیده|تسلیم|تسلم|توصیل|وصل/,
  /cancel|لغو|الغ/,
  /clos|resolv|solv|settled|بسته شد|حل|مختومه|اغلاق/,
  /approv|accept|grant|confirm|verif|تایید|پذیرفته|موافق|قبول|اعتماد|تاکید/,
  /unlock|activ|فعال|تفعیل/,
  /delet|suspend|block|مسدود|حذف|حظر/,
];

/**
 * Sentences that state how an order, a case or an account stands, or what was done, with nothing to stand on.
 * @param known  texts that say such things: answers of lookups, cited paragraphs
 */
export function statesIn(text: string, known: readonly string[]): readonly string[] {
  const grounds = fold(known.join(" "));
  const stands = (found: string) => SAME.some((state) => state.test(found) && state.test(grounds));
  return sentencesOf(text).filter((sentence) => {
    const rest = REPORTED.reduce((left, phrase) => left.replace(phrase, " … "), fold(sentence));
    const found = STATES.map((pattern) => pattern.exec(rest)?.[0]).find((match) => match !== undefined);
    return found !== undefined && !stands(found);
  });
}
