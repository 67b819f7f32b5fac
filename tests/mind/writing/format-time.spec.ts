import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { formatExactTime, formatTime, waysToSay } from "../../../src/mind/writing/format-time.ts";

const at = (iso: string, now: string, zone: string, language: "fa" | "ar" | "en") =>
  formatTime(new Date(iso), new Date(now), zone, language);

describe("a time in words", () => {
  const now = "2026-07-01T08:00:00Z"; // a Wednesday

  it.each([
    ["2026-07-01T13:30:00Z", "امروز ساعت ۱۷:۰۰", "اليوم الساعة ١٧:٠٠", "today at 17:00"],
    ["2026-07-02T04:30:00Z", "فردا ساعت ۰۸:۰۰", "غداً الساعة ٠٨:٠٠", "tomorrow at 08:00"],
    ["2026-07-04T04:30:00Z", "شنبه ساعت ۰۸:۰۰", "السبت الساعة ٠٨:٠٠", "Saturday at 08:00"],
    ["2026-07-08T04:30:00Z", "۱۷ تیر ساعت ۰۸:۰۰", "٨ يوليو الساعة ٠٨:٠٠", "8 July at 08:00"],
    ["2026-06-30T04:30:00Z", "۹ تیر ساعت ۰۸:۰۰", "٣٠ يونيو الساعة ٠٨:٠٠", "30 June at 08:00"],
  ])("%s in Tehran, in each language", (iso, fa, ar, en) => {
    expect(at(iso, now, "Asia/Tehran", "fa")).toBe(fa);
    expect(at(iso, now, "Asia/Tehran", "ar")).toBe(ar);
    expect(at(iso, now, "Asia/Tehran", "en")).toBe(en);
  });

  it.each([
    ["Asia/Tehran", "tomorrow at 00:15"],
    ["Asia/Riyadh", "today at 23:45"],
    ["UTC", "today at 20:45"],
    ["Asia/Kathmandu", "tomorrow at 02:30"],
  ])("the day is that of %s", (zone, words) => {
    expect(at("2026-07-01T20:45:00Z", now, zone, "en")).toBe(words);
  });

  it("names the year where it is another one, by the calendar of the language", () => {
    expect(at("2027-02-01T08:00:00Z", now, "Asia/Tehran", "en")).toBe("1 February 2027 at 11:30");
    expect(at("2027-02-01T08:00:00Z", now, "Asia/Tehran", "fa")).toBe("۱۲ بهمن ساعت ۱۱:۳۰");
    expect(at("2027-04-04T08:00:00Z", now, "Asia/Tehran", "fa")).toBe("۱۵ فروردین ۱۴۰۶ ساعت ۱۱:۳۰");
    expect(at("2027-02-01T08:00:00Z", now, "Asia/Riyadh", "ar")).toBe("١ فبراير ٢٠٢٧ الساعة ١١:٠٠");
  });

  it.each([
    ["2026-07-01T13:27:00Z", "today at 17:00"],
    ["2026-07-01T13:30:00Z", "today at 17:00"],
    ["2026-07-01T13:30:01Z", "today at 17:05"],
    ["2026-07-01T20:27:00Z", "tomorrow at 00:00"],
    ["2026-07-02T20:28:00Z", "Friday at 00:00"],
    ["2026-12-31T20:26:00Z", "1 January 2027 at 00:00"],
  ])("promised for %s in Tehran is said on the next five minutes: %s", (iso, words) => {
    expect(at(iso, now, "Asia/Tehran", "en")).toBe(words);
  });

  it("is told to the minute where it is no promise, as an opening", () => {
    const opens = new Date("2026-07-02T04:33:00Z");
    expect(formatExactTime(opens, new Date(now), "Asia/Tehran", "en")).toBe("tomorrow at 08:03");
    expect(formatExactTime(opens, new Date(now), "Asia/Tehran", "fa")).toBe("فردا ساعت ۰۸:۰۳");
  });

  it("is never said earlier than it is kept, and at most five minutes later", () => {
    const clock = /(\d{2}):(\d{2})$/u;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_999 }), (ms) => {
        const [, hour, minute] = clock.exec(formatTime(new Date(ms), new Date(0), "UTC", "en")) ?? [];
        // Midnight of the next day reads 00:00.
        const said = (Number(hour) * 60 + Number(minute)) * 60_000 || (ms === 0 ? 0 : 86_400_000);
        expect(said - ms).toBeGreaterThanOrEqual(0);
        expect(said - ms).toBeLessThan(300_000);
      }),
    );
  });

  it("stays right over the night a zone changes its clocks", () => {
    expect(at("2026-03-29T06:00:00Z", "2026-03-28T22:30:00Z", "Europe/Berlin", "en")).toBe("tomorrow at 08:00");
  });

  it("gives one clock time for any instant, zone and language", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
        fc.integer({ min: -20_000, max: 200_000 }),
        fc.constantFrom("Asia/Tehran", "Asia/Riyadh", "UTC", "Asia/Kathmandu", "Pacific/Apia"),
        fc.constantFrom(...REPLY_LANGUAGES),
        (start, minutes, zone, language) => {
          const text = formatTime(new Date(start.getTime() + minutes * 60_000), start, zone, language);
          expect(text.match(/[0-9۰-۹٠-٩]{2}:[0-9۰-۹٠-٩]{2}/gu)).toHaveLength(1);
          expect(text).not.toMatch(/[()]|AP|هـ/u);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it("says a day in every way a reply may", () => {
  const at = new Date("2026-12-02T00:00:00Z");
  const now = new Date("2026-11-29T09:00:00Z");
  const ways = waysToSay(at, { now, zone: "UTC" }, "en");
  expect(ways).toEqual(
    expect.arrayContaining(["Wednesday 2 December", "Wednesday at 00:00", "2 December 2026", "2 December"]),
  );
  expect(ways.map(({ length }) => length)).toEqual(ways.map(({ length }) => length).sort((a, b) => b - a));
  expect(waysToSay(at, { now, zone: "UTC" }, "fa")).toEqual(expect.arrayContaining(["چهارشنبه", "۱۱ آذر"]));
});
