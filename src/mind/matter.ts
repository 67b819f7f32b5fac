import { fold } from "../core/fold.ts";
import { type Category, MATTERS, type ReplyLanguage } from "../core/reading.ts";
import type { Phrasebook } from "./writing/phrasebook.ts";

/** Words that stand in any complaint and name none. Folded. */
const GENERAL = new Set(
  fold(
    `your you the and for with about problem issue matter case message request complaint thing something that this was has not have had been
     did does yet from our are were very just still again please what when will they them there here
     day days week today tomorrow time come came gone back
     روز هفته امروز فردا ساعت دوباره کل شما مشکل موضوع مورد درباره درباره‌ی برای پیام پیامتان درخواست شکایت چیز این آن که است بود شد شده هنوز خیلی چرا باید دارم دارید
     کنید کنم می نمی های هم یک را با از به در تا ما من سلام لطفا
     مشكلة المشكلة مشكلتكم الموضوع موضوع رسالة رسالتكم طلب شكوى شكواكم التي الذي هذا هذه ذلك إلى على من عن في مع لم لا ما قد كان لكم لنا
     يوم اليوم غدا ساعة الساعة أسبوع مرة جدا شيء بعد حتى السلام عليكم لو سمحتم`,
  )
    .trim()
    .split(" "),
);

/** What a complaint of this category is called in the desk's own words: content words, folded. */
export function matterWords(phrasebook: Phrasebook, language: ReplyLanguage, category: Category): readonly string[] {
  const parts = phrasebook[language];
  return contentWords(
    [
      ...parts[`problem.${category}`],
      ...parts[`problem.${category}.order`],
      ...topicsOf(phrasebook, language, category),
    ]
      .join(" ")
      .replace(/\{\w+\}/g, " "),
  );
}

/** What a question of this category is called; none where it names no matter. */
export function topicsOf(phrasebook: Phrasebook, language: ReplyLanguage, category: Category): readonly string[] {
  const matter = MATTERS.find((named) => named === category);
  return matter === undefined ? [] : phrasebook[language][`topic.${matter}`];
}

/** Words that say what a text is about: folded, each once. */
export function contentWords(text: string): readonly string[] {
  const words = fold(text).trim().split(" ");
  return [...new Set(words.filter((word) => word.length >= 3 && !GENERAL.has(word)))];
}

/** Words of two texts are one where they begin alike: سفارش and سفارشتان, charge and charged, الخصم and خصمتم. */
export function shareContent(text: string, words: readonly string[]): boolean {
  const own = contentWords(text).map(bare);
  return words.map(bare).some((word) => own.some((other) => beginAlike(word, other)));
}

/** Without Arabic's article and the particles before it. */
const bare = (word: string): string => word.replace(/^[وفبلک]?(?:ال|لل)(?=\p{L}{3})/u, "");

/** Share of the shorter word, and letters at least: three where roots are as short, in Arabic script. */
const ALIKE = 0.75;

function beginAlike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const least = /[a-z]/.test(one) ? 4 : 3;
  let common = 0;
  while (common < shorter && one[common] === other[common]) common += 1;
  return one === other || (common >= least && common >= shorter * ALIKE);
}
