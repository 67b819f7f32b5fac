import type { ReplyLanguage } from "../../core/reading.ts";

/** Persian with the Jalali calendar, Arabic and English with the Gregorian one; digits of the language. */
const LOCALES: Readonly<Record<ReplyLanguage, string>> = {
  fa: "fa-IR-u-ca-persian-nu-arabext",
  ar: "ar-u-ca-gregory-nu-arab",
  en: "en-GB-u-ca-gregory-nu-latn",
};

interface TimeWords {
  readonly today: string;
  readonly tomorrow: string;
  readonly at: string;
  /** Before a weekday or a date. */
  readonly on: string;
}

const WORDS: Readonly<Record<ReplyLanguage, TimeWords>> = {
  fa: { today: "امروز", tomorrow: "فردا", at: "ساعت", on: "روز" },
  ar: { today: "اليوم", tomorrow: "غداً", at: "الساعة", on: "يوم" },
  en: { today: "today", tomorrow: "tomorrow", at: "at", on: "on" },
};

/** Five minutes in milliseconds: finer than this, a promised time reads like a machine's. */
const STEP = 300_000;

/**
 * A promised time, up to the next five minutes: 02:57 is said as 03:00, so that what is said is never earlier than what
 * the clocks keep. The rest as {@link formatExactTime}.
 */
export function formatTime(at: Date, now: Date, zone: string, language: ReplyLanguage): string {
  return formatExactTime(new Date(Math.ceil(at.getTime() / STEP) * STEP), now, zone, language);
}

/**
 * A time as a person would say it: today or tomorrow, the weekday within a week, else the date (with its year when
 * that is not the present one). To the minute, as opening hours are.
 * @param zone  IANA name of the zone in which the day is reckoned and the clock is read
 * @returns for example «امروز ساعت ۱۷:۰۰», «السبت الساعة ٠٨:٠٠», "4 July at 08:00"
 * @throws RangeError for an invalid date or zone. Source: calendars and zones of `Intl`.
 */
export function formatExactTime(at: Date, now: Date, zone: string, language: ReplyLanguage): string {
  const { at: word } = WORDS[language];
  const clock = format(at, zone, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${dayName(at, now, zone, language)} ${word} ${clock}`;
}

/** The day alone, as it is said in a sentence: "today", "on 25 November", «روز پنجشنبه». */
export function formatDay(at: Date, now: Date, zone: string, language: ReplyLanguage): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const name = dayName(at, now, zone, language);
  return days === 0 || days === 1 ? name : `${WORDS[language].on} ${name}`;
}

/** Every way in which a day may stand in a reply: as a person says it, with its date, with its year. Longest first. */
export function waysToSay(
  at: Date,
  { now, zone }: { readonly now: Date; readonly zone: string },
  language: ReplyLanguage,
): readonly string[] {
  const date = { day: "numeric", month: "long" } as const;
  const ways = [date, { ...date, weekday: "long" }, { ...date, year: "numeric" }, { weekday: "long" }] as const;
  const said = ways.map((way) => format(at, zone, language, way));
  return [formatExactTime(at, now, zone, language), dayName(at, now, zone, language), ...said].sort(
    (one, other) => other.length - one.length,
  );
}

function dayName(at: Date, now: Date, zone: string, language: ReplyLanguage): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (days === 0) return WORDS[language].today;
  if (days === 1) return WORDS[language].tomorrow;
  // Seven days on, the weekday is today's own and would mislead.
  if (days > 1 && days < 7) return format(at, zone, language, { weekday: "long" });
  const year = { year: "numeric" } as const;
  const sameYear = format(at, zone, language, year) === format(now, zone, language, year);
  return format(at, zone, language, { day: "numeric", month: "long", ...(sameYear ? {} : year) });
}

/** Days since 1970-01-01 of the calendar day that the instant has in the zone. */
function dayNumber(at: Date, zone: string): number {
  const day = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const parts = formatter("en-u-ca-gregory-nu-latn", { timeZone: zone, ...day }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read("year"), read("month") - 1, read("day")) / 86_400_000;
}

function format(at: Date, zone: string, language: ReplyLanguage, options: Intl.DateTimeFormatOptions): string {
  return formatter(LOCALES[language], { timeZone: zone, ...options }).format(at);
}

/** One of a kind is kept: making a formatter costs more than all the rest of a reply. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, found);
  return found;
}
