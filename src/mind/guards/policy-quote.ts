import type { Passage } from "../../core/grounds.ts";
import { numbersIn } from "./claims.ts";
import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

/** What a customer may ask for, said as a rule and not as a decision about them. */
const CONDITIONAL: readonly RegExp[] = [
  / (?:you|customers|they|items|goods|products|it) (?:can|may|could) (?:also |still |always )?(?:be )?(?:request|ask|apply|claim|return|exchange|cancel|choose|refunded|returned|exchanged|replaced)(?= )/,
  / (?:می ?توانید|می ?توان|می ?شود) (?:\S+ ){0,8}?(?:درخواست|ثبت|مرجوع|تعویض|پس|بازگرداند|برگرداند|لغو|انتخاب)(?= )/,
  / (?:قابل (?:مرجوع|تعویض|بازگشت|لغو|برگشت)|امکان (?:مرجوع|تعویض|بازگشت|درخواست|ثبت|لغو|برگشت)\S*)(?= )/,
  / (?:یمکنکم|بامکانکم|یحق لکم|لکم ان|یمکن|تستطیعون) (?:\S+ ){0,2}?(?:طلب|تقدیم|ارجاع|اعاده|استبدال|تطلبوا|الغاء|اختیار|ترجعوا|تستبدلوا)(?= )/,
];

/** A decision about this customer, however politely it begins. */
const DECIDED =
  / (?:we|well|i|ill|i will|our team|approved|granted|guarantee\w*|promise\w*|your refund (?:is|was|has)|می ?کنیم|می ?دهیم|می ?دهم|خواهیم|خواهد شد|شد|شده است|تایید|قول|تضمین|نعید|سنعید|سنرد|نرد|سنعوض\S*|نعوض\S*|سندفع|تم|تمت|نضمن|نعدکم|موافق\S*)(?= )/;

/** Share of a sentence's words that must stand in the paragraph it says it quotes. */
const SUPPORT = 0.5;

/**
 * Does a sentence only say what a cited paragraph says? Whole sentences of the paragraph do. Other words do where they
 * stay conditional, decide nothing, carry no number that the paragraph lacks, and share enough of its words.
 * @param cited  paragraphs that were retrieved and named as the source
 */
export function quotesPolicy(sentence: string, cited: readonly Passage[]): boolean {
  const folded = fold(sentence);
  return cited.some(({ title, text }) => {
    const withoutTitle = folded.replace(fold(title).trim(), " ").replace(/ +/g, " ");
    if (sentencesOf(text).some((own) => fold(own) === folded || fold(own) === withoutTitle)) return true;
    if (!CONDITIONAL.some((pattern) => pattern.test(folded)) || DECIDED.test(folded)) return false;
    const known = new Set(numbersIn(`${title} ${text}`));
    if (numbersIn(sentence).some((number) => !known.has(number))) return false;
    const words = withoutTitle.trim().split(" ");
    const theirs = new Set(fold(text).trim().split(" "));
    return words.filter((word) => theirs.has(word)).length / words.length >= SUPPORT;
  });
}
