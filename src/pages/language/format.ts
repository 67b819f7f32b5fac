import type { InterfaceLanguage } from "./languages.ts";

/** Digits and calendar of the reader: Jalali for Persian, Gregorian for Arabic and English. */
const TAGS: Readonly<Record<InterfaceLanguage, string>> = {
  fa: "fa-IR-u-ca-persian-nu-arabext",
  ar: "ar-u-ca-gregory-nu-arab",
  en: "en-GB",
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format {
  number(value: number): string;
  /** @param part 0 to 1 */
  percent(part: number): string;
  /** Hour and minute in the desk's zone. */
  time(iso: string): string;
  /** Weekday, day and month; the year too when it is not this one. */
  day(iso: string, now: number): string;
  /** "today 14:05", or the day and the time. */
  moment(iso: string, now: number): string;
  /** Sorts instants into days of the desk's zone. */
  dayKey(iso: string): string;
  /** The two largest units of a length: "1 d 6 h", "4 min". */
  length(milliseconds: number): string;
  /** Its largest unit alone: "1 h", for where there is little room. */
  about(milliseconds: number): string;
}

/** @param zone IANA name: all times are shown in the desk's own zone, the one promises are made in. */
export function createFormat(language: InterfaceLanguage, zone: string): Format {
  const tag = TAGS[language];
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  const day = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  const year = new Intl.DateTimeFormat(tag, { year: "numeric", timeZone: zone });
  const key = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone });
  const join = new Intl.ListFormat(tag, { type: "unit", style: language === "en" ? "narrow" : "long" });
  const unit = (value: number, name: Amount[1]) =>
    new Intl.NumberFormat(tag, { style: "unit", unit: name, unitDisplay: language === "en" ? "short" : "long" })
      .format(value)
      .replace(/ (d|h|min)\w*$/, " $1");

  const dayOf = (iso: string, now: number) => {
    const date = new Date(iso);
    // Put together here: asked for all four at once, some engines write a Jalali date back to front.
    return year.format(date) === year.format(now) ? day.format(date) : `${day.format(date)} ${year.format(date)}`;
  };
  const dayKey = (iso: string) => key.format(new Date(iso));

  return {
    number: (value) => number.format(value),
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
  };
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
