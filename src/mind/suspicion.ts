import { fold } from "../core/fold.ts";
import type { Grounds } from "../core/grounds.ts";
import { secretsAskedIn } from "./guards/secrets-asked.ts";
import { sentencesOf } from "./guards/sentences.ts";
import { readFlags } from "./offline/flags.ts";
import { normalise } from "./offline/normalise.ts";

/*
 * Text that speaks to the machine and not to the desk. It cannot be told for certain, and nothing depends on it alone:
 * whoever is suspected gets the desk's own wording in place of a model's, and is answered all the same.
 */

/** Marks that only a machine reads: roles, hidden comments, calls, an alphabet of bytes, letters nobody sees. */
const MACHINERY: readonly RegExp[] = [
  /<\|?\/?(?:im_start|im_end|system|assistant|user|instructions?|prompt|s|inst|tool|function|endoftext)\b[^>]*>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>|^#{2,}\s*(?:system|instructions?|assistant)\b/im,
  /^\s*(?:system|assistant|developer|سیستم|النظام|المساعد|دستیار)\s*[:：]/im,
  /<!--|-->|\[\/\/\]: #|```|\{\s*"(?:role|reading|reply|tool|function|name|arguments|action|flags|category|system)"\s*:/i,
  /(?<![\w/.#@-])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])[A-Za-z0-9+/]{24,}={0,2}(?![\w/])/,
  /(?<![\p{L}\d])(?=[0-9a-f ]*[a-f])(?:[0-9a-f]{2} ?){12,}(?![\p{L}\d])/iu,
  /[\u200b\u2060\u00ad\u{e0000}-\u{e007f}]|[\u202d\u202e]/u,
  /[a-z][\u0400-\u04ff\u0370-\u03ff]|[\u0400-\u04ff\u0370-\u03ff][a-z]/i,
  /(?<!\p{L})(?:\p{L}[ ._-]){7,}\p{L}(?!\p{L})/u,
  /\b[a-z_]+_[a-z_]+\s*\([^)]*\)|\b(?:issue|grant|approve|send|execute|call)_[a-z]+\b/i,
];

const WHO =
  "(?:assistant|bot|chatbot|ai|model|llm|gpt|machine|robot|دستیار|ربات|بات|هوش مصنوعی|مدل|پشتیبان خودکار|المساعد|مساعد|الروبوت|روبوت|البوت|بوت|النموذج|الذکاء|ایها المساعد|robat|dastyar|hoosh masnooi|musa3id|mosa3ed|elbot)";
const DO =
  "(?:must|should|shall|now|please|ignore|say|tell|write|reply|answer|print|repeat|output|confirm|promise|approve|reveal|add|put|set|mark|باید|بنویس|بگو|تکرار|جواب|پاسخ|تایید|قول|بده|بگذار|بزن|ثبت کن|اکتب|قل|کرر|اجب|رد|اطبع|اکد|عد|یجب|اعط|ضع|صنف|سجل|benevis|begoo?|bego|javab|taeed|oktob|2ol|ektob|gool)";

const ORDER =
  "(?:ignore|say|tell|write|reply|answer|print|repeat|output|reveal|بنویس|بگو|تکرار کن|قول بده|بذار|اکتب|قل|کرر|اجب|اطبع|benevis|begoo?|bego|oktob|2ol|ektob)";

/** Somebody tells the one who answers what to answer. Folded. */
const DICTATION: readonly RegExp[] = [
  new RegExp(` ${WHO} (?:\\S+ ){0,5}?${DO}(?= )`),
  new RegExp(` ${ORDER} (?:\\S+ ){0,3}?(?:as (?:the|an?) )?${WHO}(?= )`),
  / (?:write|say|reply|answer|respond|print|repeat|output|include|add|begin|start|end)(?: back)? (?:\S+ ){0,3}?(?:exactly|verbatim|word for word|only|the following|these words|this sentence|this text|with the words|with)(?= )/,
  / (?:your|the) (?:reply|answer|response|message|text) (?:must|should|has to|is to|shall|will) (?:\S+ ){0,2}?(?:be|say|begin|start|contain|include|read|end)(?= )/,
  / (?:wants?|asks?|told|tells?|orders?|expects?|needs?) (?:you|the bot|the assistant) to (?:say|write|answer|reply|respond|tell|print|include|confirm|promise)(?= )/,
  / you (?:(?:should|must|will|shall|are to|have to) )?(?:answer|reply|respond) with(?= )/,
  / (?:قرار (?:شد|است|بود)|باید|می ?خواهد|خواسته|گفته) (?:\S+ ){0,3}?(?:جواب بدهی|پاسخ بدهی|بگویی|بنویسی|بیاوری|در (?:پاسخ|جواب) (?:بیاور|بنویس|بگو))(?= )/,
  / (?:یرید|ترید|یطلب|طلب|نرید|اتفقنا|وعدتنا|یجب|علیک|المطلوب) (?:\S+ ){0,2}?ان (?:تقول|تکتب|تجیب|ترد|توکد|تعد|تدرج)(?= )/,
  / (?:tell|inform|promise|assure) (?:the |this |every )?(?:customer|client|user|buyer|caller|them)(?: that)?(?= )/,
  / (?:set|mark|label|classify|categori[sz]e|output) (?:\S+ ){0,3}?(?:category|urgency|priority|sentiment|heat|as praise|as (?:no|not a) complaint|confidence|flags?|human ?request)(?= )/,
  / (?:رفتار کن|نقش (?:یک |یه )?(?:مدیر|ادمین|صاحب)\S*|وانمود کن|دقیقا (?:این|همین|بنویس|بگو)|عینا|فقط (?:این را|اینو|همین|بنویس|بگو)|در (?:جوابت|پاسخت|جواب|پاسخ) (?:بنویس|بگو|بیاور|بذار|اضافه)|به (?:مشتری|کاربر|خریدار) (?:بگو|بنویس|قول بده|اعلام کن)|جوابت (?:باید|را|رو)|پاسخت (?:باید|را|رو)|این (?:جمله|متن|عبارت) (?:را|رو) (?:بنویس|تکرار|کپی|بفرست|بگو|بیاور)|(?:دسته|دسته ?بندی|برچسب|اولویت|لحن) (?:\S+ ){0,5}?(?:بگذار|بذار|ثبت کن|بزن|کن|تغییر))(?= )/,
  / (?:اکتب|قل|کرر|رد|اجب|اطبع|انسخ|ابدا|اضف|ادرج) (?:\S+ ){0,3}?(?:حرفیا|بالضبط|فقط|التالی|الاتی|هذه (?:الجمله|العباره|الکلمات)|هذا النص|فی ردک|بعباره|ب)(?= )/,
  / (?:قل|اکتب|اخبر|اکد|اوعد|بلغ) (?:ل)?(?:لعمیل|العمیل|للعمیل|الزبون|للزبون|المستخدم|للمستخدم)(?= )/,
  / (?:ردک|جوابک|اجابتک|رسالتک) (?:یجب|لازم|لا بد|یکون|یبدا|یحتوی)(?= )/,
  / (?:صنف|سجل|اجعل|ضع|اعتبر) (?:\S+ ){0,4}?(?:التصنیف|الفیه|الاولویه|شکر|مدح|الثقه|تقدیر|اطراء)(?= )/,
  / (?:daghighan|dagighan|eynan) (?:in|benevis|bego|begoo)|(?:jomle|matn|ebarat)(?: \S+){0,3} (?:benevis|tekrar|copy)|(?:benevis|begoo?) (?:daghighan|ke|in jomle)|dar javab(?:et)? (?:benevis|bego)|be moshtari (?:bego|begoo|benevis)(?= )/,
  / (?:rod|2ol|oktob|ektob) (?:\S+ ){0,2}?(?:el ?|al ?)?(?:3ameel|3ameel|zboon|zaboun|customer)(?= )/,
  / (?:oktob|ektob|iktib|2ol|kol|rod) (?:\S+ ){0,3}?(?:7arfeyan|bel ?zabt|bas|el ?gomla|hal ?jomla|el ?nas|belnas)(?= )/,
];

/** A text as it is, read from its end, and with its letters turned by thirteen: nobody complains like that. */
const readings = (text: string): readonly string[] => [
  fold(text),
  fold([...text].reverse().join("")),
  ...(/[a-z]/i.test(text) ? [fold(turned(text))] : []),
];

const turned = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

/** Does a text give orders to whoever answers it? */
export function givesOrders(written: string): boolean {
  const text = written.replaceAll("ـ", "");
  if (MACHINERY.some((mark) => mark.test(text))) return true;
  if (readings(text).some((reading) => DICTATION.some((order) => order.test(reading)))) return true;
  return readFlags(normalise(text), "other").flags.injectionSuspected;
}

/** A text without the sentences that give orders. */
export function withoutOrders(text: string): string {
  return text
    .split("\n")
    .flatMap((line) => (givesOrders(line) ? sentencesOf(line).filter((sentence) => !givesOrders(sentence)) : [line]))
    .join("\n");
}

/** The number of a gift card is entered where one pays with it: to say so asks for no secret. */
const GIFT_CARD = /(?:کارت|بطاق[ةه]) (?:ال)?هد\p{L}+|gift cards?/giu;

/**
 * What was found, without the paragraphs and answers that give orders: nothing may stand on those. An approved paragraph
 * goes out as it is, so one that asks for a card number or a password is none either.
 */
export function trusted({ passages, lookups }: Grounds): Grounds {
  const asksSecret = (text: string) => secretsAskedIn(text.replace(GIFT_CARD, " ")).length > 0;
  return {
    passages: passages.filter(({ title, text }) => !givesOrders(title) && !givesOrders(text) && !asksSecret(text)),
    lookups: lookups.map((answer) => ({
      ...answer,
      values: Object.fromEntries(Object.entries(answer.values).filter(([, value]) => !givesOrders(value))),
    })),
  };
}
