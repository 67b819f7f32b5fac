import { foldDigits } from "../../core/tracking-code.ts";
import { withoutKnownAmounts } from "./amounts.ts";
import { fold } from "./fold.ts";
import { remembering } from "./remembering.ts";

/** Addresses and handles, also those taken apart so that no program sees them: `evil [dot] test`, `hxxp://`. */
const LINK =
  /(?:h(?:tt|xx)ps?:\/?\/|www\.|ftp:\/\/|tg:\/\/)[^\s<>"«»]+|[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w@])@\w{3,}|\b[\w-]+\.(?:com|org|net|ir|io|me|info|link|shop|app|co)\b\S*|[a-z0-9][\w-]* ?[[(]? ?(?:dot|نقطه|نقطة|دات) ?[\])]? ?(?:com|ir|net|org|test|io|me|info|کام|كوم)(?![\p{L}\w])/giu;
/** Any other host name. A capital after the point is the next sentence with its space forgotten. */
const HOST = /(?<![\w.@/-])[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z][a-z0-9-]+(?:\/\S*)?(?![\w.])/g;
const NUMBER = /\d(?:[\d.,٬٫/:\-\s]*\d)?/g;

/** Days and times a reply may repeat but not invent. Folded. */
const DAYS =
  / (tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|فردا|پس فردا|امشب|شنبه|یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|پنج شنبه|جمعه|غدا|بکره|اللیله|السبت|الاحد|الاثنین|الثلاثاء|الاربعاء|الخمیس|الجمعه)(?= )/g;

/** Figures said as words, one after the other: how a phone number gets past a reader of figures. Folded. */
const SPELLED =
  / (?:(?:zero|one|two|three|four|five|six|seven|eight|nine|صفر|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|واحد|اثنان|اثنین|ثلاثه|اربعه|خمسه|سته|سبعه|ثمانیه|تسعه) ){4,}/;

/** A word for the tracking code, and a number that is given as one. */
const CODE =
  / (?:tracking code|case number|ticket number|reference|ticket|code|کد پیگیری|کد رهگیری|شماره پرونده|شماره پیگیری|کد|رمز المتابعه|رقم المتابعه|رقم التذکره|رمز|الرمز)(?: \S+){0,4}? (\d{6,})(?= )/g;

/** A number given out as tracking code that is not one of these. */
export function foreignCodesIn(text: string, codes: readonly string[]): readonly string[] {
  return [...fold(text).matchAll(CODE)].map((match) => match[1] ?? "").filter((code) => !codes.includes(code));
}

/**
 * Numbers, days and links of a reply that stand nowhere in what it may build on.
 * @param allowed  texts whose numbers, days and links may be repeated
 */
export function unsupportedIn(written: string, allowed: readonly string[]): readonly string[] {
  const text = written.normalize("NFKC").replace(/[\u200b\u2060\u00ad]/g, "");
  const links = [...(text.match(LINK) ?? []), ...(text.match(HOST) ?? [])];
  const known = allowed.join("\n");
  const knownLower = known.toLowerCase();
  const foreignLinks = links.filter((link) => !knownLower.includes(link.toLowerCase().replace(/[.,!?]+$/, "")));

  const knownNumbers = new Set(numbersIn(known));
  const withoutLinks = links.reduce((rest, link) => rest.replace(link, " "), text);
  const foreignNumbers = numbersIn(withoutKnownAmounts(withoutLinks, allowed)).filter(
    (number) => !knownNumbers.has(number),
  );

  const knownDays = fold(known);
  const days = [...fold(text).matchAll(DAYS)].map((match) => match[1] ?? "");
  const foreignDays = days.filter((day) => !knownDays.includes(` ${day} `));
  const spelled = SPELLED.exec(fold(text))?.[0].trim();
  return [
    ...foreignLinks,
    ...foreignNumbers,
    ...foreignDays,
    ...(spelled === undefined || fold(known).includes(` ${spelled} `) ? [] : [spelled]),
  ];
}

/** Numbers without their grouping: `1,250,000`, `۱٬۲۵۰٬۰۰۰` and `1250000` are one. Dates and times count part by part. */
export const numbersIn = remembering((text): readonly string[] =>
  (foldDigits(text).match(NUMBER) ?? []).flatMap((written) => {
    const ungrouped = written.replace(/(?<=\d)[,٬.\s](?=\d{3}(?!\d))/g, "");
    return ungrouped.match(/\d+/g) ?? [];
  }),
);
