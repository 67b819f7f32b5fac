import { fold } from "../../core/fold.ts";
import { saysLittleBeside } from "./same-matter.ts";

/** How people say that it is over, in the folded form of each language: it came, it was found, it works. Resignation is none. */
const OVER: readonly RegExp[] = [
  /(?<= )(?:پیدا (?:شد|کردم|ش کردم)|پیداش کردم|(?:حل|درست|رفع) شد(?:ش)?|مشکل(?:م|ش)? (?:حل|رفع) شد|رسید (?:به )?دستم|به دستم رسید|همین الان رسید|بالاخره (?:رسید|اومد)|(?:دیگه |دیگر )?(?:لازم نیست|نمی ?خواد|نیازی (?:نیست|به پیگیری نیست))(?: پیگیری)?(?: (?:کنید|کنین|بکنید))?|(?:پرونده|شکایت)(?:م|مو|م رو| رو| را)? (?:رو |را )?(?:ببندید|ببندین))(?= )/g,
  /(?<= )(?:(?:خلاص )?(?:وصلنی|وصلتنی|وصلت|وصل)(?: (?:الطلب|الطرد|الشحنه|المبلغ|طلبی))?|(?:لقیت|وجدت)(?:ه|ها|و)?|(?:ان|ات)?حلت(?: المشکله)?|تم (?:الحل|حل المشکله)|(?:لا|ما فی|مافی|مفیش) داعی(?: للمتابعه| للمتابعة)?|ما عاد فی داعی|(?:سکروا|سکر|اغلقوا|اقفلوا|قفلوا) (?:الملف|الشکوی|القضیه))(?= )/g,
  /(?<= )(?:(?:it|the (?:parcel|package|order|refund|money|delivery)|my (?:parcel|package|order|refund|money))(?:s| has| have)? (?:just |finally |now )?(?:arrived|came|come|turned up|been delivered|landed)|found it|(?:its|it is|all|problem|thats|that is)(?: all| now| been)? (?:solved|sorted|fixed|resolved)|no (?:longer )?need to (?:follow (?:it )?up|look into it|chase)|(?:please )?close (?:the|my|this) (?:case|ticket|complaint))(?= )/g,
  /(?<= )(?:peyda(?:sh)? (?:shod|kardam)|(?:hal|dorost|doros) shod|be dastam resid|resid dastam|belakhare resid|dige (?:lazem nist|nemikhad)(?: peygiri(?: konid)?)?|niazi (?:nist|be peygiri nist))(?= )/g,
];

/** Longer than that it has something of its own to say. */
const LONGEST = 80;
/** So many words may stand around it. */
const OTHER_WORDS = 3;
/** Not yet, not really, but, only half of it. */
const YET =
  /(?<= )(?:نه|نشد|نرسید\S*|هنوز|ولی|اما|نصف|فقط|لم|ما زال|لسه|لسا|بس|لکن|not|isnt|hasnt|but|still|only|if|when|vali|ama|hanooz|nashod|agar|اگه|اگر|اذا|لو)(?= )/;

/**
 * Does the customer say by themselves that it is over? Conservative: a question, a "but" and a "not yet" are none, nor
 * is what has more to say.
 */
export function saysSettled(text: string): boolean {
  if (text.length > LONGEST || /[?؟]/.test(text)) return false;
  return !YET.test(fold(text)) && saysLittleBeside(text, OVER, OTHER_WORDS);
}
