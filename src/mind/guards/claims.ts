import { fold } from "../../core/fold.ts";
import { foldDigits } from "../../core/tracking-code.ts";

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"«»]+|[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w@])@\w{3,}|\b[\w-]+\.(?:com|org|net|ir|io|me|info|link|shop|app|co)\b\S*/gi;
const NUMBER = /\d(?:[\d.,٬٫/:\-\s]*\d)?/g;

/** Days and times a reply may repeat but not invent. Folded. */
const DAYS =
  / (tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|فردا|پس فردا|امشب|شنبه|یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|پنج شنبه|جمعه|غدا|بکره|اللیله|السبت|الاحد|الاثنین|الثلاثاء|الاربعاء|الخمیس|الجمعه)(?= )/g;

/**
 * Numbers, days and links of a reply that stand nowhere in what it may build on.
 * @param allowed  texts whose numbers, days and links may be repeated
 */
export function unsupportedIn(text: string, allowed: readonly string[]): readonly string[] {
  const links = text.match(LINK) ?? [];
  const known = allowed.join("\n");
  const knownLower = known.toLowerCase();
  const foreignLinks = links.filter((link) => !knownLower.includes(link.toLowerCase().replace(/[.,!?]+$/, "")));

  const knownNumbers = new Set(numbersIn(known));
  const withoutLinks = links.reduce((rest, link) => rest.replace(link, " "), text);
  const foreignNumbers = numbersIn(withoutLinks).filter((number) => !knownNumbers.has(number));

  const knownDays = fold(known);
  const days = [...fold(text).matchAll(DAYS)].map((match) => match[1] ?? "");
  const foreignDays = days.filter((day) => !knownDays.includes(` ${day} `));
  return [...foreignLinks, ...foreignNumbers, ...foreignDays];
}

/** Numbers without their grouping: `1,250,000`, `۱٬۲۵۰٬۰۰۰` and `1250000` are one. Dates and times count part by part. */
function numbersIn(text: string): readonly string[] {
  return (foldDigits(text).match(NUMBER) ?? []).flatMap((written) => {
    const ungrouped = written.replace(/(?<=\d)[,٬.\s](?=\d{3}(?!\d))/g, "");
    return ungrouped.match(/\d+/g) ?? [];
  });
}
