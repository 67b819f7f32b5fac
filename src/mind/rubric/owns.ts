import type { ReplyLanguage } from "../../core/reading.ts";
import type { Points } from "../../core/rubric.ts";
import { fold } from "../guards/fold.ts";
import { sentencesOf } from "../guards/sentences.ts";
import { type Heard, isServed } from "./heard.ts";

/** We do something about it. Folded. */
const OURS: Readonly<Record<ReplyLanguage, RegExp>> = {
  en: / (?:(?:we|i|my colleagues?|a colleague(?: of (?:mine|ours))?|our team)(?: have| are| am| will| shall| still| also| ve)? (?!sorry|understand|know|hear|can see|the |an? |glad|happy|apologi|regret|hope|cannot|do not|dont|thank)\S+|(?:ill|well|weve|ive) \S+|(?:is|are|work is|step is) (?:ours|our job|with us|in our hands|on us)|in hand|hear from us|our next|from us)(?= )/,
  fa: / (?:(?!متاسفیم|هستیم|داریم|می ?دانیم|می ?فهمیم|خواهیم )\S{2,}یم|پیگیر\S*(?: \S+){0,2}? (?:هستیم|هستم|با ماست)|با ماست|دست ماست|پیش ماست|نزد ماست|(?:بر )?عهده (?:ما|داریم)\S*|(?:ثبت|یادداشت|پیگیری|بررسی|دنبال) (?:کردم|می ?کنم)|نگه می ?دارم|همکار(?:ان)?م (?:\S+ ){0,8}?می ?\S+|از ما (?:خبر|پاسخ) می ?گیرید)(?= )/,
  ar: / و?(?:س?نتابع\S*|نتولی\S*|سجل(?:نا|ت)\S*|دو(?:نا|نت)\S*|فتحنا\S*|اضفنا\S*|نبقی|لن نترک\S*|نحرص|و?سنکتب|نکتب|و?سننظر|ننظر|نراجع|نحن \S+|احتفظ|المتابعه علینا|علینا|فی عهدتنا|محفوظه لدینا|تسمعون منا|جوابنا|زمیلی|زملای|من جانبنا|نتحمل|تولینا|نعمل|نبحث|نسال|اتابع|اراجع|اکتب|اسال|س[ان]\S{3,})(?= )/,
};
/** Something is done, by nobody. */
const NOBODYS =
  / (?:(?:is|are|was|has been|have been|will be|is being) (?:recorded|noted|opened|open|reviewed|checked|looked|investigated|followed|handled|registered|forwarded|processed)|(?:ثبت|پیگیری|بررسی|رسیدگی|یادداشت|ارجاع|باز) (?:شد|شده|است|می ?شود|خواهد)|تم (?:ال)?(?:تسجیل|فتح|استلام|تحویل|رفع)\S*|یتم \S+|سیتم \S+|قید (?:المراجعه|المتابعه|المعالجه))(?= )/;

/** Somebody here takes it on, in the first person. */
export function owns(text: string, heard: Heard): Points {
  if (!isServed(heard)) return 2;
  const folded = sentencesOf(text).map(fold);
  if (folded.some((sentence) => OURS[heard.language].test(sentence))) return 2;
  return folded.some((sentence) => NOBODYS.test(sentence)) ? 1 : 0;
}
