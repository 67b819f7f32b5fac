import { describe, expect, it } from "vitest";
import { CALENDARS, createFormat } from "../../src/pages/language/format.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NOW = Date.parse("2026-03-25T10:00:00Z");
/** Five past midnight in Tehran, on the first day of the year 1405. */
const NEW_YEAR = "2026-03-20T20:35:00Z";

const fa = createFormat("fa", "Asia/Tehran");
const ar = createFormat("ar", "Asia/Tehran");
const en = createFormat("en", "Asia/Tehran");

describe("numbers", () => {
  it("are written in the reader's own digits", () => {
    expect(fa.number(48217)).toBe("۴۸٬۲۱۷");
    expect(ar.number(48217)).toBe("٤٨٬٢١٧");
    expect(en.number(48217)).toBe("48,217");
    expect(fa.percent(0.873)).toBe("۸۷٪");
  });

  it("that count nothing keep their every digit, and stand in the reader's own", () => {
    expect([fa, ar, en].map(({ digits }) => digits("0012480"))).toEqual(["۰۰۱۲۴۸۰", "٠٠١٢٤٨٠", "0012480"]);
  });
});

describe("instants", () => {
  it("stand in the desk's zone, on a clock of 24 hours", () => {
    expect([fa, ar, en].map(({ time }) => time(NEW_YEAR))).toEqual(["۰۰:۰۵", "٠٠:٠٥", "00:05"]);
    expect(createFormat("en", "Europe/London").time(NEW_YEAR)).toBe("20:35");
  });

  it("are Jalali in Persian, Gregorian elsewhere", () => {
    expect(fa.day(NEW_YEAR, NOW)).toBe("شنبه ۱ فروردین");
    expect(ar.day(NEW_YEAR, NOW)).toBe("السبت، ٢١ مارس");
    expect(en.day(NEW_YEAR, NOW)).toBe("Saturday 21 March");
  });

  it("are Jalali, Hijri or Gregorian as the reader chooses, in the reader's own digits all the same", () => {
    const dayIn = (language: "fa" | "ar" | "en") =>
      CALENDARS.map((calendar) => createFormat(language, "Asia/Tehran", calendar).day(NEW_YEAR, NOW));
    expect(dayIn("fa")).toEqual(["شنبه ۱ فروردین", "شنبه ۲ شوال", "شنبه ۲۱ مارس"]);
    expect(dayIn("ar")).toEqual(["السبت، ١ فرفردن", "السبت، ٢ شوال", "السبت، ٢١ مارس"]);
    expect(dayIn("en")).toEqual(["Saturday 1 Farvardin", "Saturday 2 Shawwal", "Saturday 21 March"]);
  });

  it("tell the year of the chosen calendar, without its era", () => {
    const longAgo = "2024-07-01T10:00:00Z";
    const yearIn = (calendar: (typeof CALENDARS)[number]) =>
      createFormat("en", "Asia/Tehran", calendar).day(longAgo, NOW).split(" ").at(-1);
    expect(CALENDARS.map(yearIn)).toEqual(["1403", "1445", "2024"]);
  });

  it("were minutes, hours or days ago, by the days of the desk's zone", () => {
    const HALF_PAST_TEN_YESTERDAY = "2026-03-24T19:00:00Z";
    expect(en.ago("2026-03-25T09:55:00Z", NOW)).toBe("5 min ago");
    expect(fa.ago("2026-03-25T09:55:00Z", NOW)).toBe("۵ دقیقه پیش");
    expect(ar.ago("2026-03-25T07:00:00Z", NOW)).toBe("قبل ٣ ساعات");
    expect([fa, ar, en].map(({ ago }) => ago(HALF_PAST_TEN_YESTERDAY, NOW))).toEqual(["دیروز", "أمس", "yesterday"]);
    expect(fa.ago("2026-03-10T10:00:00Z", NOW)).toBe("سه‌شنبه ۱۹ اسفند ۱۴۰۴");
  });

  it("are never ahead of the reader: a clock that runs behind says now", () => {
    expect(en.ago("2026-03-25T10:00:30Z", NOW)).toBe(en.ago("2026-03-25T10:00:00Z", NOW));
  });

  it("tell their year when it is not this one, by the reader's own calendar", () => {
    const lastDayOf1403 = "2025-03-20T10:00:00Z";
    expect(fa.day(lastDayOf1403, NOW)).toBe("پنجشنبه ۳۰ اسفند ۱۴۰۳");
    expect(ar.day(lastDayOf1403, NOW)).toBe("الخميس، ٢٠ مارس ٢٠٢٥");
    expect(en.day(lastDayOf1403, NOW)).toBe("Thursday 20 March 2025");
    // Of this Gregorian year, but of the last Jalali one.
    expect(en.day("2026-03-19T10:00:00Z", NOW)).toBe("Thursday 19 March");
    expect(fa.day("2026-03-19T10:00:00Z", NOW)).toBe("پنجشنبه ۲۸ اسفند ۱۴۰۴");
  });

  it("are a time today, and a day and a time before", () => {
    expect(fa.moment("2026-03-25T09:00:00Z", NOW)).toBe("۱۲:۳۰");
    expect(fa.moment("2026-03-23T09:00:00Z", NOW)).toBe("دوشنبه ۳ فروردین · ۱۲:۳۰");
  });

  it("belong to the day that the desk's zone gives them", () => {
    expect(fa.dayKey("2026-03-20T20:25:00Z")).not.toBe(fa.dayKey(NEW_YEAR));
    expect(fa.dayKey(NEW_YEAR)).toBe(fa.dayKey("2026-03-21T20:25:00Z"));
    expect(fa.dayKey(NEW_YEAR)).toBe(en.dayKey(NEW_YEAR));
  });
});

describe("the zone", () => {
  it("has the name people give its time, whatever the season", () => {
    expect([fa, ar, en].map(({ zoneName }) => zoneName())).toEqual(["وقت ایران", "توقيت إيران", "Iran Time"]);
    expect(createFormat("en", "Europe/London").zoneName()).toBe("United Kingdom Time");
  });
});

describe("lengths", () => {
  it.each([
    [DAY + 6 * HOUR, "۱ روز و ۶ ساعت", "يوم و٦ ساعات", "1 d 6 h"],
    [2 * HOUR, "۲ ساعت", "ساعتان", "2 h"],
    [HOUR + 30 * MINUTE, "۱ ساعت و ۳۰ دقیقه", "ساعة و٣٠ دقيقة", "1 h 30 min"],
    [4 * MINUTE, "۴ دقیقه", "٤ دقائق", "4 min"],
  ])("%d ms is two units at most, in the grammar of the language", (length, persian, arabic, english) => {
    expect([fa, ar, en].map((format) => format.length(length))).toEqual([persian, arabic, english]);
  });

  it("are one minute at least, also below zero", () => {
    expect([0, 5_000, -HOUR].map(en.length)).toEqual(["1 min", "1 min", "1 min"]);
  });

  it("are their largest unit alone where there is little room", () => {
    expect(en.about(HOUR + 59 * MINUTE)).toBe("1 h");
    expect(fa.about(3 * DAY + HOUR)).toBe("۳ روز");
  });
});
