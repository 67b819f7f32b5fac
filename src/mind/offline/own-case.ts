import { saysLittleBeside } from "./same-matter.ts";

/** How people ask for the code, the state or the holder of their own case, in the folded form of each language. An order is none. */
const ASKS: readonly RegExp[] = [
  /(?<= )(?:(?:کد|شماره) (?:ی )?(?:پیگیری|پرونده|شکایت)\S*(?: (?:من|ام|م))?(?: (?:رو|را))? ?(?:چی|چیه|چیست|چنده|چند|بود|چه|کدوم|کدومه|یادم رفت\S*|گم کردم|نمی ?دونم|ندارم|بدید|بدین|بگید|بگین|بفرستید|می ?خوام|دوباره)|(?:وضعیت|تکلیف)(?: (?:پرونده|شکایت|درخواست|تیکت))\S*|وضعیت(?:ش|م)? (?:چیه|چیست|چطوره|چی شد|چجوریه)|(?:پرونده|شکایت|تیکت|درخواست)(?: ?(?:ام|م|من|مو))? (?:در چه (?:حالی|وضعیتی|مرحله\S*)|تو چه (?:وضعیتی|مرحله\S*)|چی شد|کجاست|به کجا رسید)\S*|(?:پرونده\S* )?(?:به کسی (?:سپرد|داد|ارجاع)\S*|کسی (?:روش|رو پرونده\S*|مسئول\S*) (?:هست|کار می ?کنه|شد)|(?:دست کیه|مسئولش کیه)))(?= )/g,
  /(?<= )(?:(?:ما (?:هو|هی)|شو|ایش|وش|کم|این|وین|نسیت|ضیعت|اعطونی|عطونی|ارسلوا لی|ارید|ابغی) (?:هو )?(?:رقم|کود) (?:ال)?(?:متابعه|ملف|شکوی|تذکره)\S*|(?:رقم|کود) (?:ال)?(?:متابعه|ملف|شکوی|تذکره)\S* (?:کم|ایش|شو|وش|لو سمحت\S*)|(?:ما (?:هو|هی)|شو|ایش|وش|کیف) (?:صار )?(?:ب|ل)?(?:ال)?(?:حاله|وضع)(?: (?:ال)?(?:ملف|شکوی|تذکره|طلب المتابعه)\S*)?(?! (?:ال)?(?:طلب|شحن|طرد|توصیل|دفع))|(?:حاله|وضع) (?:ال)?(?:ملف|شکوی|تذکره)\S*|(?:هل )?(?:عینتم|کلفتم|حولتم|حولتوا|سلمتم) (?:\S+ )?(?:احد\S*|حد|حدا|موظف\S*)|(?:مین|من) (?:ماسک|مسوول عن|یتابع) (?:ال)?(?:ملف|شکوی)\S*)(?= )/g,
  /(?<= )(?:(?:whats|what is|what was|wheres|where is|give me|send me|remind me of|i lost|lost|forgot|i forgot|i need|tell me) (?:the |my )?(?:tracking code|(?:case|ticket|complaint|reference) (?:number|code|no|id)|reference)|(?:my )?tracking code(?: please)?|(?:whats|what is|hows) (?:the |my )?(?:current )?(?:status(?: of (?:my|the|this) (?:case|ticket|complaint|request))?|(?:case|ticket|complaint|request) (?:status|doing|going))(?! of)|(?:case|ticket|complaint) status|status of (?:my|the|this) (?:case|ticket|complaint|request)|(?:did|have|has|is|was) (?:you|anyone|anybody|someone|somebody|it|my case|the case)(?: been| already| yet)? (?:assign\S*|given|handling|working on|looking (?:at|into))(?: (?:to )?(?:someone|somebody|anyone|anybody|an? \S+|it|my case|the case|this|my complaint))*|who (?:is|s) (?:handling|working on|looking (?:at|into)|in charge of|responsible for) (?:my|the|this) (?:case|ticket|complaint)|whos (?:handling|working on) (?:my|the|this) (?:case|ticket|complaint))(?= )/g,
  /(?<= )(?:code? ?peygiri\S*(?: man)? (?:chi|chie|chiye|chand|bood)|shomare ?(?:parvande|peygiri)\S* (?:chi|chie|chiye|chand|bood)|vaziyat\S*(?: (?:parvande|shekayat)\S*)? (?:chie|chiye|chi|chetore))(?= )/g,
];

/** Longer than that it has something of its own to say. */
const LONGEST = 80;
/** So many words may stand around it. */
const OTHER_WORDS = 2;

/** Does the customer only ask how their own case stands, under which code, or who has it? */
export function asksOfOwnCase(text: string): boolean {
  return text.length <= LONGEST && saysLittleBeside(text, ASKS, OTHER_WORDS);
}
