import type { ReplyLanguage } from "../../core/reading.ts";
import type { Points } from "../../core/rubric.ts";
import { fold } from "../guards/fold.ts";
import { repeatedIn } from "../guards/repeat.ts";
import { sentencesOf } from "../guards/sentences.ts";
import type { Heard } from "./heard.ts";

const APOLOGY =
  / (?:sorry|apologi[sz]e|apologies|apology|متاسف\S*|عذر\S*|پوزش\S*|شرمنده\S*|نعتذر|اعتذر|اسف|اسفون|ناسف|نتاسف|المعذره|عذرا)(?= )/;

/** The feeling is named or found right. Folded. */
const FELT: Readonly<Record<ReplyLanguage, RegExp>> = {
  en: / (?:understand (?:how|why|that|your)|hear (?:how|your|that)|(?:are|were) right to|(?:every|the) right to|frustrat\S*|upset\S*|annoy\S*|anger|angry|tiring|(?:not|un) ?acceptable|deserved? better|trouble this|costs? you|should (?:never|not) have|long (?:wait|time)|that is hard|must be hard|take (?:it|this|your \S+) seriously)(?= )/,
  fa: / (?:می ?فهم(?:م|یم)|درک می ?کن(?:م|یم)|می ?دانم|حق (?:دارید|داشتید|با شماست)|ناراحت\S*|عصبان\S*|دلخور\S*|خشم\S*|ازاردهنده|خسته ?کننده|سخت|زحمت|دردسر\S*|به ?جاست|قابل قبول نیست|نباید|جدی (?:می ?گیر\S*|گرفته ?\S*)|انتظار (?:طولانی|زیاد|بهتری)\S*|ازرد\S*|رنج\S*)(?= )/,
  ar: / (?:اتفهم|نتفهم|نفهم|افهم|معکم حق|من حقکم|لکم الحق|انزعاج\S*|استیا\S*|غضب\S*|مزعج\S*|تزعج|متعب\S*|غیر مقبول\S*|لم یکن مقبول\S*|ما کان ینبغی|محمل الجد|احباط\S*|عناء|معانا\S*|طویل\S*|من وقتکم|تستحقون)(?= )/,
};
const THANKS =
  / (?:thank you|thanks|grateful|appreciate|good that you told|ممنون\S*|سپاس\S*|متشکر\S*|خوب شد که|شکرا|نشکر\S*|اشکر\S*|نقدر لکم|احسنتم)(?= )/;

/** One acknowledgement that fits the mood, not a heap of them, and not the one from before. */
export function acknowledges(text: string, { language, heat, earlier }: Heard): Points {
  const sentences = sentencesOf(text);
  const is = (pattern: RegExp) => sentences.filter((sentence) => pattern.test(fold(sentence)));
  const apologies = is(APOLOGY);
  const felt = [...new Set([...apologies, ...is(FELT[language])])];
  const thanks = is(THANKS);
  if (heat === 0) return apologies.length > 1 ? 1 : 2;
  // Thanks are an answer to mild annoyance, and none to anger.
  if (felt.length === 0) return thanks.length > 0 && heat === 1 ? 1 : 0;
  const stacked = apologies.length > 1 || felt.length > 2;
  const again = felt.some((sentence) => repeatedIn(sentence, earlier.slice(-1)).length > 0);
  return stacked || again ? 1 : 2;
}
