import { fold } from "../../core/fold.ts";
import type { Category } from "../../core/reading.ts";
import type { Wish } from "../../core/reply.ts";
import { saysLittleBeside, without } from "./same-matter.ts";

/**
 * "Do not cancel", "do not return it". `either`: "keep it" or a change of mind by itself, which takes back whatever was wished
 * for. `let-go`: "never mind"; of money that is late it is resignation, of a cancellation it calls off.
 */
export type Withdrawal = Wish | "either" | "let-go";

/** In the folded form of each language. Reproaches ("why don't you cancel?") are none. */
const TAKES_BACK: Readonly<Record<Exclude<Withdrawal, "let-go">, readonly RegExp[]>> = {
  cancellation: [
    /(?<= )(?:(?:لغو|کنسل|باطل)ش? (?:نکن|نکنید|نکنین|نفرمایید|نشه|نشود|نمی ?خوا(?:م|هم))|نمی ?خوا(?:م|هم) (?:دیگه )?(?:لغو|کنسل)ش?(?: کن\S*| بش\S*)?|(?:از )?لغو(?: سفارش\S*)? (?:منصرف|پشیمون|پشیمان) شدم|لغو (?:رو |را )?متوقف کن\S*)(?= )/g,
    /(?<!(?:لیش|لماذا|لیه|علاش) )(?<= )(?:(?:لا|ما|مو) تلغ\S*|م(?:ا)?تلغ\S*ش|بلاش الغاء|اوقفوا الالغاء|(?:لا|ما) (?:ارید|ابغی|ابی|بدی) (?:ال)?(?:الغاء|الغی\S*)|تراجعت عن الالغاء|الغوا طلب الالغاء)(?= )/g,
    /(?<!(?:why|if|you|they|we|because) )(?<= )(?:(?:dont|do not|please not) (?:want to )?cancel|no need to cancel|(?:stop|undo|withdraw|reverse|cancel) (?:the|my) cancell?ation(?: request)?)(?= )/g,
    /(?<= )(?:(?:laghv|cansel|kansel|cancel)(?:esh)? (?:nakon|nakonid|nakonin|nashe))(?= )/g,
  ],
  return: [
    /(?<= )(?:(?:مرجوع|مرجوعش|عودتش|پسش|پس) (?:نکن|نکنید|نمی ?(?:کنم|دم|دهم|فرستم))|نمی ?خوا(?:م|هم) (?:دیگه )?(?:مرجوعش?|پسش?|برش?گردون\S*)(?: کنم| بدم| بفرستم)?|(?:از )?(?:مرجوعی|پس دادن\S*) (?:منصرف|پشیمون|پشیمان) شدم|پول\S* (?:رو |را )?(?:پس ندید|برنگردونید))(?= )/g,
    /(?<!(?:لیش|لماذا|لیه|علاش) )(?<= )(?:(?:لا|ما) (?:ارید|ابغی|ابی|بدی) (?:ال)?(?:ارجاع|استرجاع|ارجع)\S*|(?:لن|ما راح|ما رح) ارجع\S*|تراجعت عن (?:الارجاع|الاسترجاع)|(?:الغوا|اوقفوا) (?:طلب )?(?:الارجاع|الاسترجاع))(?= )/g,
    /(?<!(?:why|if|you|they|we|because|cant) )(?<= )(?:(?:dont|do not|wont|will not|no longer)(?: want| need)?(?: to)? (?:return|refund|send back)|(?:stop|undo|withdraw|cancel) (?:the|my) (?:return|refund)(?: request)?)(?= )/g,
    /(?<= )(?:pas nemi ?(?:dam|ferestam)|marjoo nemi ?konam)(?= )/g,
  ],
  either: [
    /(?<= )(?:(?:پشیمون|پشیمان|منصرف) شدم|(?:نظرم|تصمیمم) (?:عوض|برگشت)\S*(?: شد\S*)?|دست نگه دار\S*)(?= )/g,
    /(?<= )(?:غیرت رای\S*|تراجعت|هونت|بطلت)(?= )/g,
    /(?<= )(?:(?:ive |have )?changed my mind|on second thoughts?|(?:wait|no|actually) (?:please )?dont|hold off)(?= )/g,
    /(?<= )(?:(?:pashimo?o?n|monsaref) shodam|nazaram avaz shod)(?= )/g,
  ],
};

/** To keep what was to be cancelled or sent back. */
const KEEPS: readonly RegExp[] = [
  /(?<= )(?:نگه(?:ش)? (?:می ?دارم|دارید|دارین)|سر جاش (?:بمونه|باشه)|بمونه سر جاش)(?= )/g,
  /(?<= )(?:خلوه|خلوها|خلوا الطلب|ابقوا الطلب|ابقوه|اترکوه|سیبوه|(?:راح |رح |س)احتفظ به\S*|(?:راح |رح )?(?:اخلیه|خلیه)\S*)(?= )/g,
  /(?<!(?:you|they|we|dont|not|cant) )(?<= )keep(?:ing)? (?:it|them|(?:the|my) (?:order|item|product|purchase))(?! number)(?= )/g,
  /(?<= )negah(?:esh)? (?:midaram|darid)(?= )/g,
];

/** That it no longer matters, with no word of its being solved. */
const LETS_GO: readonly RegExp[] = [
  /(?<= )(?:بی ?خیال\S*|ولش(?: کن\S*)?|ول کنید|نمی ?خواد|مهم نیست|فراموشش کن\S*|صرف نظر (?:کردم|می ?کنم))(?= )/g,
  /(?<= )(?:ما (?:یهم|علیه|علیش)|معلش|معلیش|لا یهم|مش مهم|مو مهم|انسوا(?: الموضوع| الامر)?|انس (?:الموضوع|الامر)|انسی الموضوع)(?= )/g,
  /(?<= )(?:never ?mind|nvm|forget (?:about )?(?:it|this)|dont bother|let it go|drop it|leave it|(?:it )?doesnt matter)(?= )/g,
  /(?<= )(?:bi ?khial\S*|velesh(?: kon\S*)?|nemikhad|mohem nist)(?= )/g,
];

/** Longer than that it has something of its own to say. */
const LONGEST = 100;
/** So many words may stand around it. */
const OTHER_WORDS = 4;
/** The same where it is named what shall not be done: "do not cancel it, only send it sooner". */
const OTHER_WORDS_WHERE_NAMED = 8;
/** Beside it: it is to be done all the same, something else is wanted, or a complaint goes on. */
const ALL_THE_SAME =
  /(?<= )(?:لغو\S*|کنسل\S*|مرجوع\S*|پول\S*|مبلغ\S*|ولی|اما|هنوز|شکایت\S*|می ?خوا\S*|به ?جا\S*|الغوا\S*|الغوه\S*|الغاء|ارجاع|استرجاع|المبلغ|فلوس\S*|بس|لکن|ارید|ابغی|بدی|بدل|cancel\S*|return\S*|refund\S*|money|but|still|want|wants|need|instead|laghv\S*|pool\S*|mikham)(?= )/;

const saysJust = (text: string, patterns: readonly RegExp[], most = OTHER_WORDS): boolean =>
  text.length <= LONGEST && saysLittleBeside(text, patterns, most) && !ALL_THE_SAME.test(without(text, patterns));

/** Every way to take it back or to let it go: none of them is a word beside another. */
const ALL = [...Object.values(TAKES_BACK).flat(), ...KEEPS, ...LETS_GO];

const says = (text: string, patterns: readonly RegExp[]): boolean => {
  const folded = fold(text);
  return patterns.some((pattern) => folded.search(pattern) >= 0);
};

/** What the customer takes back of what they wished for; null: nothing. */
export function withdrawalIn(text: string): Withdrawal | null {
  if (!saysJust(text, ALL, OTHER_WORDS_WHERE_NAMED)) return null;
  if (says(text, TAKES_BACK.cancellation)) return "cancellation";
  if (says(text, TAKES_BACK.return)) return "return";
  if (/[?؟]/.test(text) || !saysJust(text, ALL)) return null;
  if (says(text, [...TAKES_BACK.either, ...KEEPS])) return "either";
  return says(text, LETS_GO) ? "let-go" : null;
}

/** Does the customer let it go, resigned or content to keep it, without a word of its being solved? */
export function letsGo(text: string): boolean {
  return !/[?؟]/.test(text) && saysJust(text, ALL) && says(text, [...KEEPS, ...LETS_GO]);
}

const WISHED: Readonly<Record<Wish, RegExp>> = {
  cancellation: / (?:لغو|کنسل|الغ|نلغ|cancel|laghv|kansel|cansel)/,
  return: / (?:مرجوع|عودت|پس بد|پس بفرست|ارجاع|استرجاع|ارجع|return|refund|send (?:it |them )?back|marjoo)/,
};
const OF_CASE: Partial<Record<Category, Wish>> = { cancellation: "cancellation", refund_return: "return" };

/**
 * Which wish of theirs a withdrawal takes back, if they have had one.
 * @param told  the customer's words before this turn
 */
export function wishTakenBack(withdrawal: Withdrawal, category: Category, told: readonly string[]): Wish | null {
  const ofCase = OF_CASE[category] ?? null;
  if (withdrawal === "let-go") return ofCase === "cancellation" ? ofCase : null;
  if (withdrawal === "either" || withdrawal === ofCase) return ofCase;
  return told.some((text) => WISHED[withdrawal].test(fold(text))) ? withdrawal : null;
}
