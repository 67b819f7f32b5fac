import { fold } from "../../core/fold.ts";
import type { Fact } from "../../core/reading.ts";
import { saysCorrection } from "./correction.ts";

/** How people ask for news of what they have told before, in the folded form of each language. */
const CHASES: readonly RegExp[] = [
  /(?<= )(?:منتظر\S*|چشم (?:به راه|انتظار)\S*|چی شد|چه شد|چیشد|(?:هیچ )?خبری? (?:نشد|نیست|نداد\S*|ندارید|هست|دارید)|(?:کی|پس کی) (?:جواب|خبر|پاسخ|درست|تکلیف)(?: \S+)?|جواب(?:ی|م|مو)? (?:نداد\S*|نمی ?\S+|بد\S+)|کجاست|به کجا رسید\S*|معطل\S*|(?:بار|دفعه) (?:سوم|چندم|دوم|چهارم)\S*|چند بار باید|(?:حالا|الان) چی ?می ?شه|چی ?می ?شه (?:حالا|الان))(?= )/g,
  /(?<= )(?:ا?نتظر\S*|منتظر\S*|استنی|مستنی|ما الجدید|(?:هل )?(?:من|فی|اي|ای) (?:جدید|خبر|اخبار)|متی (?:ترد\S*|الرد|تجیب\S*|یرد\S*)|(?:لا|ما|ولا) (?:احد )?(?:رد|جواب|خبر|یرد|رد علی)|این (?:هو|وصل\S*)|طال الانتظار|وین وصل\S*|(?:ل?ل?مره|مره) (?:الثالثه|ثالثه|الثانیه|الرابعه)|کم مره|ماذا یحدث (?:الان)?|شو بیصیر (?:هلق|الان))(?= )/g,
  /(?<= )(?:(?:still )?waiting(?: to hear(?: from you)?)?|any (?:news|update|answer)|what happened|what happens (?:now|next)|what now|when (?:do|will|are) (?:you|i)(?: going to)? (?:answer|reply|hear|get back|get an answer)(?: to me)?|where is it|(?:no|without an) (?:answer|reply|news|response)(?: yet)?|so what now|(?:the )?(?:third|fourth|second) time|how many times)(?= )/g,
  /(?<= )(?:montazer\S*|chi ?shod|che shod|(?:hich )?khabar[iy]? (?:nashod|nist|nadad\S*)|(?:pas )?key (?:javab|khabar)(?: \S+)?|javab (?:nadad\S*|nemi\S*)|kojast|(?:bare|dafe\S*) (?:sev\S*|dov\S*|chan\S*))(?= )/g,
];

/** Longer than that it has something of its own to say. */
const LONGEST = 100;
/** So many words may stand around it. */
const OTHER_WORDS = 4;

/** Does the customer only ask for news of what is open already? */
export function asksForNews(text: string): boolean {
  if (text.length > LONGEST || /[\d۰-۹٠-٩]/.test(text)) return false;
  return saysLittleBeside(text, CHASES, OTHER_WORDS);
}

/**
 * Is one of the patterns said, and hardly anything else?
 * @param patterns  global, of a folded text
 * @param most      so many words of three letters or more may stand around them
 */
export function saysLittleBeside(text: string, patterns: readonly RegExp[], most: number): boolean {
  const rest = without(text, patterns);
  return rest !== fold(text) && rest.split(" ").filter((word) => word.length > 2).length <= most;
}

/** What a folded text says beside the patterns. */
export function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((left, pattern) => left.replaceAll(pattern, ""), fold(text));
}

const CHANGES_MIND: readonly RegExp[] = [
  / (?:نظرم (?:عوض|برگشت|تغییر)|پشیمون|پشیمان|تصمیمم عوض|به ?جای)(?= |\S)/,
  / (?:غیرت رای|بدلت رای|تراجعت عن|بدل|بدلا من)(?= |\S)/,
  / (?:changed my mind|change my mind|on second thought|instead of)(?= )/,
  / (?:nazaram (?:avaz|bargasht)|pashimo?o?n|bejaye|be jaye)(?= )/,
];

/** Words that say nothing beside a fact. */
const BESIDE_FACTS = 2;
const ORDER_WORDS = /^(?:سفارش\S*|شماره\S*|رقم|الطلب|طلب\S*|order|number|the|sefaresh\S*|shomare\S*)$/;

/** Does the customer say nothing but facts, as an order number sent later? */
function addsFacts(text: string, facts: readonly Pick<Fact, "quote">[]): boolean {
  if (facts.length === 0) return false;
  const rest = fold(facts.reduce((left, { quote }) => left.replace(quote, " "), text)).split(" ");
  return rest.filter((word) => word.length > 2 && !ORDER_WORDS.test(word)).length <= BESIDE_FACTS;
}

/** Does it belong to what is open, whatever it sounds like: facts alone, asking for news, taking back, wanting it another way? */
export function staysWithMatter(text: string, facts: readonly Pick<Fact, "quote">[]): boolean {
  const folded = ` ${fold(text).trim()} `;
  if (asksForNews(text) || saysCorrection(text) || addsFacts(text, facts)) return true;
  return CHANGES_MIND.some((pattern) => pattern.test(folded));
}
