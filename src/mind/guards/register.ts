import type { ReplyLanguage } from "../../core/reading.ts";
import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

/** Things of the customer's that a familiar ending would hang on: «سفارشت», «طلبك». Folded. */
const FA_THINGS =
  "(?:سفارش|پول|حساب|پیام|کد|شماره|مشکل|درخواست|پرونده|بسته|کالا|گوشی|شکایت|ناراحتی|عصبانیت|وقت|دست|نام|اسم|خرید|هزینه|پرداخت|مبلغ|ادرس|نشانی|موبایل|خود|حرف|حق|صبر|اعتماد|اشتراک|کیف|لباس|محصول|رسید|فاکتور|نظر|سوال|جواب|اعصاب)(?: )?(?:ات|ت|ته)";
const AR_THINGS =
  "(?:و|ف|ب|ل|ک)?(?:طلب|طلبیت|حساب|رقم|رسالت|شکوا|شکایت|مشکلت|اموال|مال|مبلغ|فلوس|بطاقت|ملف|قضیت|وقت|صبر|انزعاج|غضب|استیاء|استیای|حق|اسم|هاتف|جوال|عنوان|منتج|جهاز|تواصل|اهتمام|تجربت|معانات|استفسار|سوال|ثقت|اشتراک|بیانات|شحنت|دفعت|راحت|خدمت|مکان|موعد|طرد|تفهم|کلام|الم)ک";

const FAMILIAR: Readonly<Record<ReplyLanguage, readonly RegExp[]>> = {
  fa: [
    / تو (?!ی )(?=\S)/,
    / (?:برات|برایت|بهت|ازت|باهات|دنبالت|واسه ات|واست|کنارت|پیشت|عزیزم|داداش|جانم|قربونت|جیگر|رفیق|دوستم)(?= )/,
    new RegExp(` ${FA_THINGS}(?= )`),
    / (?:می ?توانی|می ?تونی|می ?خواهی|می ?خوای|می ?دانی|می ?دونی|می ?بینی|می ?گیری|می ?شنوی|می ?کنی|می ?دهی|می ?فرستی|می ?نویسی|نمی ?خواهی|نمی ?دانی|نوشتی|گفتی|نوشته ای|گفته ای|خواستی|فرستادی|خریدی|هستی|بودی|نباش|نشو|نکن|بنویس|بفرست|بگو|ببین|بگذار|بذار|صبر کن|توجه کن|تماس بگیر|مطمین باش)(?= )/,
    / حق داری(?= )/,
  ],
  ar: [
    new RegExp(` ${AR_THINGS}(?= )`),
    / (?:و|ف)?(?:لک|الیک|معک|منک|عندک|علیک|عنک|بک|لدیک|نحوک|انت|انک|لانک|ایاک|امامک)(?= )/,
    / (?:و|ف)?(?:س)?(?:یصلک|تصلک|نخبرک|نعلمک|نبلغک|نوافیک|نرد علیک|نتصل بک|نشکرک|نساعدک|یمکنک|بامکانک|یسعدک|اشکرک|نفهمک|افهمک|اتفهمک|نقدرک|وصلک|اخبرک|ابلغک|یزعجک|ازعجک|سالتک|نسالک|ارجوک|یحق لک)(?= )/,
    / (?:(?:و|ف)?س|(?:ان|هل|اذا|لن|لم|کی|حین|عندما) )(?:تسمع|تسمعین|تستلم|تتلقی|ترید|تریدین|تستطیع|تحصل علی|تجد|تنزعج|تغضب|تکتب|ترسل|تختار|تعرف|تنتظر|تقرا)(?= )/,
    / (?:اعطنا|راسلنا|زودنا ب\S*|ارسل (?:لنا|الینا|لی)|اکتب (?:لنا|الینا|لی)|اتصل بنا|تفضل|سامحنا|اعذرنا|حبیبی|عزیزی|یا صدیقی|اخی)(?= )/,
    / (?:کتبت|قلت|ذکرت|طلبت|دفعت|انتظرت|ارسلت|وصفت) (?:ان|لنا|عن|انه|انها)(?= )/,
  ],
  en: [
    / (?:mate|buddy|dude|bro|pal|hun|hon|sweetie|dear friend|my friend|darling|honey|gonna|wanna|gotta|yep|nope|yeah|lol|haha|omg|btw|ya|dunno|no worries|chill|hey)(?= )/,
  ],
};

/** A smile in the face of trouble, or trouble made small. */
const CHEER =
  / (?:haha\w*|hehe\w*|lol|lmao|yay|woohoo|cheers|good news|great news|have a (?:great|nice|lovely|wonderful) (?:day|evening|weekend)|just kidding|no big deal|not a big deal|nothing serious|look on the bright side|smile|خبر خوب|خبر خوش|مژده|روز خوبی داشته باشید|روز خوشی|شاد باشید|لبخند|چیز مهمی نیست|مهم نیست|شوخی کردم|شوخی|خنده دار|هه+|بشری|بشری ساره|لیس امرا کبیرا|الامر بسیط|خبر سار|یوم سعید|یوما سعیدا|نهارکم سعید|ابتسموا|ابتسامه|امزح|نمزح|مضحک|طریف)(?= )/;
const SMILE =
  /[\u{1f600}-\u{1f64f}\u{1f970}-\u{1f97a}\u{1f389}\u{1f38a}\u{2764}\u{1f44d}\u{1f64c}]|[:;]-?[)DPp](?!\w)|<3/u;

/**
 * Sentences in the wrong register: familiar address in Persian and Arabic, slang in English, and anything merry
 * towards somebody in trouble.
 * @param serious  something went wrong for the customer, or they are angry
 * @param quoted  pieces in the customer's own words: their names and products
 */
export function registerIn(
  text: string,
  language: ReplyLanguage,
  serious: boolean,
  quoted: readonly string[],
): readonly string[] {
  const pieces = quoted.filter((piece) => piece !== "");
  return sentencesOf(text).filter((sentence) => {
    const own = fold(pieces.reduce((rest, piece) => rest.replaceAll(piece, " "), sentence));
    return FAMILIAR[language].some((pattern) => pattern.test(own)) || (serious && isMerry(sentence, own));
  });
}

const isMerry = (sentence: string, folded: string): boolean => SMILE.test(sentence) || CHEER.test(folded);
