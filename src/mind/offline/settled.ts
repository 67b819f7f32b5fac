import { fold } from "../../core/fold.ts";
import type { Category } from "../../core/reading.ts";
import type { Settling } from "../../core/reply.ts";
import { saysLittleBeside, without } from "./same-matter.ts";

/** How people say it, in the folded form of each language; the first that is said counts. Resignation is none. */
const SAYS: Readonly<Record<Settling, readonly RegExp[]>> = {
  unneeded: [
    /(?<= )(?:(?:دیگه |دیگر )(?:لازم نیست|نمی ?خواد|نیازی نیست)(?: پیگیری)?|(?:لازم نیست|نمی ?خواد) پیگیری|نیازی به پیگیری نیست)(?: (?:کنید|کنین|بکنید))?(?= )/g,
    /(?<= )(?:لطفا )?(?:پرونده|شکایت)(?:م|مو|م رو| رو| را)? (?:رو |را )?(?:ببندید|ببندین)(?= )/g,
    /(?<= )(?:(?:لا|ما فی|مافی|مفیش) داعی(?: للمتابعه)?|ما عاد فی داعی|(?:سکروا|سکر|اغلقوا|اقفلوا|قفلوا) (?:الملف|الشکوی|القضیه))(?= )/g,
    /(?<= )(?:no (?:longer )?need to (?:follow (?:it )?up|look into it|chase)|(?:please )?close (?:the|my|this) (?:case|ticket|complaint))(?= )/g,
    /(?<= )(?:dige (?:lazem nist|nemikhad)(?: peygiri(?: konid)?)?|niazi (?:nist|be peygiri nist)|parvande\S* (?:ro )?bebandid)(?= )/g,
  ],
  solved: [
    /(?<= )(?:پیدا (?:شد|کردم|ش کردم)|پیداش کردم|(?:حل|درست|رفع) شد(?:ش)?|مشکل(?:م|ش)? (?:حل|رفع) شد)(?= )/g,
    /(?<= )(?:(?:لقیت|وجدت)(?:ه|ها|و)?|(?:ان|ات)?حلت(?: المشکله)?|تم (?:الحل|حل المشکله))(?= )/g,
    /(?<= )(?:found it|(?:its|it is|all|problem|thats|that is)(?: all| now| been)? (?:solved|sorted|fixed|resolved)|(?:(?<=^ )|(?=\S+(?: now| thanks| thank you| cheers)* $))(?:solved|sorted|fixed|resolved))(?= )/g,
    /(?<= )(?:peyda(?:sh)? (?:shod|kardam)|(?:hal|dorost|doros) shod)(?= )/g,
  ],
  money: [
    /(?<= )(?:پول|مبلغ|وجه)\S*(?: (?:رو|را|هم|امروز|دیروز|الان|بالاخره|به|حساب\S*))* (?:برگشت(?: خورد| داده شد)?|برگردوند\S*|برگرداند\S*|رسید|نشست|واریز شد|پس داد\S*)(?= )/g,
    /(?<= )بانک\S*(?: (?:رو|را|هم|پول\S*|مبلغ\S*|بهم))* (?:برگردوند|برگرداند|برگشت داد|پس داد|واریز کرد)(?= )/g,
    /(?<= )(?:(?:البنک )?(?:رجع|رجعت|رجعوا|رجعلی|ارجع|اعاد|رد|ردوا|عاد|وصل|وصلنی|نزل|استلمت|استرجعت)(?: لی| الی)? (?:المبلغ|الفلوس|المصاری|فلوسی|المال)|(?:المبلغ|الفلوس|المصاری|فلوسی) (?:رجع|رجعت|وصل|وصلت|وصلنی|عاد|نزل|نزلت)|البنک (?:رجعه\S*|ارجعه\S*|اعاده\S*))(?= )/g,
    /(?<= )(?:(?:the |my )?(?:refund|money|amount|payment)(?:s| is| was| has| have)?(?: just| finally| now| already| been)* (?:arrived|came|come|landed|back|returned|refunded|credited)(?: back| through)?|(?:(?:the |my )?bank|you|they)(?: have| has)?(?: just| finally)? (?:returned|refunded|reversed|paid back|gave back|sent back)(?: it| me| everything| (?:the|my) (?:money|payment|amount|charge))*|(?:i )?(?:just |finally )?(?:got|received) (?:the|my) (?:money|refund)(?: back)?)(?= )/g,
    /(?<= )(?:pool|poul|mablagh)\S*(?: (?:ro|ham|emrooz|alan|belakhare|be|hesab\S*))* (?:bargasht|variz shod|resid)(?= )/g,
  ],
  goods: [
    /(?<= )(?:رسید (?:به )?دست\S*|به دست\S* رسید|تحویل(?:ش)? گرفتم(?:ش)?)(?= )/g,
    /(?<= )(?:(?:(?:همین )?الان|تازه|بالاخره|امروز|دیروز|پریروز|دیشب|صبح|خوشبختانه|خدا رو شکر|خداروشکر|بسته\S*|سفارش\S*|مرسوله\S*|هم) )+(?:رسید|اومد|تحویل (?:شد|دادن))(?= )/g,
    /(?<=^ (?:(?:سلام|بله|اره|اهان|خب|عه) )*)رسید(?= (?:(?:مرسی|ممنون|متشکرم|تشکر|سپاس|خدا|الان|بالاخره)\S* |$))/g,
    /(?<= )(?:خلاص )?(?:وصل|وصلت|وصلنی|وصلتنی|استلمته|استلمتها|استلمت)(?: (?:الطلب|الطرد|الشحنه|طلبی|الان|الحین))*(?= )/g,
    /(?<= )(?:(?:it|they|everything|(?:the|my) (?:parcel|package|order|delivery|shipment))(?:s| is| was| has| have)?(?: just| finally| now| already)* (?:arrived|came|come|turned up|showed up|been delivered|delivered|landed)|(?:i )?(?:just |finally )?(?:got|received) (?:it|(?:the|my) (?:parcel|package|order|delivery|shipment)))(?= )/g,
    /(?<=^ (?:(?:oh|ok|okay|hi|hey|yes|ah|update|great|good|news) )*)(?:has )?(?:just|finally) (?:arrived|came|got here|turned up|been delivered)(?= )/g,
    /(?<= )(?:be dastam resid|resid dastam|(?:(?:hamin )?alan|belakhare|emrooz|dirooz|taze|baste\S*|sefaresh\S*) (?:resid|oomad))(?= )/g,
    /(?<=^ (?:salam )?)resid(?= (?:(?:mersi|merci|mamnoon|mamnun|tashakor)\S* |$))/g,
  ],
};
const KINDS = Object.keys(SAYS) as readonly Settling[];
const ALL = KINDS.flatMap((kind) => SAYS[kind]);

/** Longer than that it has something of its own to say. */
const LONGEST = 80;
/** So many words may stand around it. */
const OTHER_WORDS = 3;
/** Beside it: not yet, not really, but, only half of it, or that it should be. */
const YET =
  /(?<= )(?:نه|نشد|نرسید\S*|هنوز|ولی|اما|نصف|فقط|باید|کی|لم|لن|ما|مو|مش|متی|ما زال|لسه|لسا|بس|لکن|not|isnt|hasnt|but|still|only|if|when|until|want|wants|need|needs|get|be|should|will|vali|ama|hanooz|nashod|agar|bayad|key|اگه|اگر|اذا|لو(?! سمحت))(?= )/;

/**
 * How the customer says by themselves that it is over. Conservative: a question, a "but" and a "not yet" are none, nor
 * is what has more to say.
 */
export function settlingOf(text: string): Settling | null {
  if (text.length > LONGEST || /[?؟]/.test(text) || !saysLittleBeside(text, ALL, OTHER_WORDS)) return null;
  if (YET.test(without(text, ALL))) return null;
  const folded = fold(text);
  return KINDS.find((kind) => SAYS[kind].some((pattern) => folded.search(pattern) >= 0)) ?? null;
}

const CLOSE_IT =
  /^ (?:(?:بله|اره|نعم|ایوه|اوکی|yes|ok|sure|bale|are) )*(?:لطفا |please |پرونده (?:رو |را )?)?(?:ببندید(?:ش)?|ببندین(?:ش)?|بسته (?:بشه|شود)|(?:اغلقو|سکرو|قفلو|اقفلو)(?:ا|ه|ها)(?: الملف)?|close it|go ahead|bebandid(?:esh)?)(?: (?:لطفا|ممنون|مرسی|شکرا|please|thanks|thank you|then|mersi))* $/;

/** The yes to "shall it be closed?" that says it again. */
export const saysCloseIt = (text: string): boolean => CLOSE_IT.test(fold(text));

/** That something has not come, by its beginnings. */
const AWAITED =
  / (?:نرسید|نرسیده|نمی ?رس|نیومد|نیامد|نیاورد|دیر|تاخیر|کجاس|گم شد|گم کرد|مفقود|منتظر|معطل|نگرفت|دریافت نکرد|خبری|قرار بود|لم (?:یصل|تصل|یات|تات|استلم)|ما (?:وصل|اجا|جا|استلم)|ماوصل|متاخر|تاخر|وین|این (?:طلب|شحن|طرد|هو)|فین|ضاع|انتظر|استنی|not (?:yet )?(?:arrived|come|here|received|got|been delivered)|(?:hasnt|havent|has not|have not|never|didnt|did not|yet to) (?:yet )?(?:arriv|c[ao]me|received|receive|got|get|show|turn|been delivered|reach)|wheres? |waiting|late |delay|overdue|lost |(?:order|parcel|package|shipment|delivery)(?: is| has gone| went) missing|no sign|supposed to|naresid|nayoomad|nayumad|dir |takhir|kojast|montazer|gom )/;
/** That something is wrong with what came, that part of it is missing, or that it is about money or people, too. */
const AMISS =
  / (?:شکست|خراب|معیوب|ترک |خش |له |پاره|ناقص|کسری|کم بود|اشتباه|غلط|عوضی|یکی دیگه|خیس|رنگ|سایز|تقلبی|دست دوم|فاسد|کار نمی|روشن نمی|پس بد|برگردون|برگردان|کم شد|بی ادب|توهین|مکسور|مکسر|تالف|خرب|معیوب|خطا|خاطی|نقص|ممزق|مبلول|مو اللی|مش اللی|لون|مقاس|مستعمل|لا یعمل|ما یشتغل|استرداد|استرجاع|ارجاع|وقح|اساء|brok|crack|damag|smash|shatter|dent|scratch|torn |ripped|leak|fault|defect|wrong|incomplete|colou?r|size |(?:doesnt|dont|isnt|not|wont) work|stopped|dead |refund|money back|charged|rude|fake|used |expired|empty|opened|in pieces|dirty|different|bent |shekast|kharab|naghes|eshtebah|rang|tarak)/;

/** What is open, as far as it says what would end it. */
export interface OpenMatter {
  readonly category: Category;
  /** The customer's words so far, this turn's among them. */
  readonly told: readonly string[];
  /** We have just asked since when it is so: "it came on Sunday" answers that. */
  readonly askedWhen: boolean;
}

const OF_MONEY: ReadonlySet<Category> = new Set(["refund_return", "payment_billing", "cancellation"]);

/** Does it end this case? That something came ends one only where nothing but its coming was awaited. */
export function endsMatter(settling: Settling, { category, told, askedWhen }: OpenMatter): boolean {
  if (settling === "money") return OF_MONEY.has(category);
  if (settling !== "goods") return true;
  const folded = fold(told.join("\n"));
  return category === "delivery" && !askedWhen && AWAITED.test(folded) && !AMISS.test(folded);
}
