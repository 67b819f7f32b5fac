import type { InterfaceLanguage } from "./languages.ts";

/** Jalali, Hijri as the Umm al-Qura tables have it, Gregorian: by the names of Unicode. */
export const CALENDARS = ["persian", "islamic-umalqura", "gregory"] as const;
export type Calendar = (typeof CALENDARS)[number];

/** The digits of the reader go with the language, whatever the calendar. */
const TAGS: Readonly<Record<InterfaceLanguage, string>> = {
  fa: "fa-IR-u-nu-arabext",
  ar: "ar-u-nu-arab",
  en: "en-GB-u-nu-latn",
};

/** The calendar of a reader who has chosen none. */
const USUAL: Readonly<Record<InterfaceLanguage, Calendar>> = { fa: "persian", ar: "gregory", en: "gregory" };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format {
  number(value: number): string;
  /** A text with its ASCII digits in the reader's own, for a number that counts nothing. */
  digits(text: string): string;
  /** @param part 0 to 1 */
  percent(part: number): string;
  /** Hour and minute in the desk's zone. */
  time(iso: string): string;
  /** Weekday, day and month; the year too when it is not this one. */
  day(iso: string, now: number): string;
  /** The time alone today, else the day and the time. */
  moment(iso: string, now: number): string;
  /** Sorts instants into days of the desk's zone. */
  dayKey(iso: string): string;
  /** The two largest units of a length: "1 d 6 h", "4 min". */
  length(milliseconds: number): string;
  /** Its largest unit alone: "1 h", for where there is little room. */
  about(milliseconds: number): string;
  /** How long ago: "5 min. ago", "yesterday"; the day itself once that is more than a week. */
  ago(iso: string, now: number): string;
  /** What people call the zone's time: "Iran Time". */
  zoneName(): string;
}

/**
 * @param zone      IANA name: all times are shown in the desk's own zone, the one promises are made in
 * @param calendar  the reader's choice; null for the one usual in the language
 */
export function createFormat(language: InterfaceLanguage, zone: string, calendar: Calendar | null = null): Format {
  const tag = `${TAGS[language]}-ca-${calendar ?? USUAL[language]}`;
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const day = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  const years = new Intl.DateTimeFormat(tag, { year: "numeric", timeZone: zone });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
  const key = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone });
  const join = new Intl.ListFormat(tag, { type: "unit", style: language === "en" ? "narrow" : "long" });
  const unit = (value: number, name: Amount[1]) =>
    new Intl.NumberFormat(tag, { style: "unit", unit: name, unitDisplay: language === "en" ? "short" : "long" })
      .format(value)
      .replace(/ (d|h|min)\w*$/, " $1");

  // Without the name of the era: the month says which calendar it is.
  const yearOf = (date: Date | number) => years.formatToParts(date).find(({ type }) => type === "year")?.value ?? "";
  const dayOf = (iso: string, now: number) => {
    const date = new Date(iso);
    // Put together here: asked for all four at once, some engines write a Jalali date back to front.
    return yearOf(date) === yearOf(now) ? day.format(date) : `${day.format(date)} ${yearOf(date)}`;
  };
  const dayKey = (iso: string) => key.format(new Date(iso));
  const daysAgo = (iso: string, now: number) =>
    Math.round((Date.parse(key.format(now)) - Date.parse(dayKey(iso))) / DAY);

  return {
    number: (value) => number.format(value),
    digits: (text) => text.replace(/\d/g, (digit) => number.format(Number(digit))),
    percent: (part) => percent.format(part),
    time: (iso) => clock.format(new Date(iso)),
    day: dayOf,
    dayKey,
    moment: (iso, now) => {
      const time = clock.format(new Date(iso));
      return dayKey(iso) === key.format(now) ? time : `${dayOf(iso, now)} · ${time}`;
    },
    length: (milliseconds) => join.format(unitsOf(milliseconds).map(([value, name]) => unit(value, name))),
    about: (milliseconds) => unit(...unitsOf(milliseconds)[0]),
    ago: (iso, now) => {
      const days = daysAgo(iso, now);
      if (days > 6) return dayOf(iso, now);
      if (days > 0) return relative.format(-days, "day");
      const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / MINUTE));
      return minutes < 60 ? relative.format(-minutes, "minute") : relative.format(-Math.floor(minutes / 60), "hour");
    },
    zoneName: () => zoneName(tag, zone),
  };
}

/** @param zone  IANA name @returns what speakers of a language call its time, without summer and winter */
export function zoneName(language: string, zone: string): string {
  const named = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "shortGeneric" });
  return named.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

type Amount = readonly [value: number, unit: "day" | "hour" | "minute"];

function unitsOf(milliseconds: number): readonly [Amount, ...Amount[]] {
  const whole = Math.max(0, milliseconds);
  if (whole < HOUR) return [[Math.max(1, Math.round(whole / MINUTE)), "minute"]];
  const [large, small] = whole >= DAY ? ([DAY, HOUR] as const) : ([HOUR, MINUTE] as const);
  const first: Amount = [Math.floor(whole / large), large === DAY ? "day" : "hour"];
  const rest = Math.floor((whole % large) / small);
  return rest > 0 ? [first, [rest, small === HOUR ? "hour" : "minute"]] : [first];
}
