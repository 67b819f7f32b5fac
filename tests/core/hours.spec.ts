import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addWorkingMinutes, isOpen, nextOpening, periodsOverlap, type Schedule } from "../../src/core/hours.ts";
import { type OpeningHours, WEEKDAYS } from "../../src/core/settings.ts";

const on = (days: string, ...pairs: readonly (readonly [string, string])[]): OpeningHours =>
  Object.fromEntries(days.split(" ").map((day) => [day, pairs]));
const at = (iso: string) => new Date(iso);
const endOf = (schedule: Schedule, from: string, minutes: number) =>
  addWorkingMinutes(at(from), minutes, schedule).toISOString();

const tehran: Schedule = { zone: "Asia/Tehran", hours: on("sat sun mon tue wed", ["08:00", "16:00"]) };

describe("a desk in Tehran, Saturday to Wednesday, eight to four", () => {
  it("promises the first minutes of Saturday to whoever writes on Wednesday night", () => {
    expect(nextOpening(at("2026-11-25T18:40:00Z"), tehran)).toEqual(at("2026-11-28T04:30:00Z"));
    expect(endOf(tehran, "2026-11-25T18:40:00Z", 30)).toBe("2026-11-28T05:00:00.000Z");
  });

  it("is open at opening time and closed at closing time", () => {
    expect(isOpen(at("2026-11-28T04:30:00Z"), tehran)).toBe(true);
    expect(isOpen(at("2026-11-28T04:29:59.999Z"), tehran)).toBe(false);
    expect(isOpen(at("2026-11-28T12:29:59.999Z"), tehran)).toBe(true);
    expect(isOpen(at("2026-11-28T12:30:00Z"), tehran)).toBe(false);
  });

  it("ends a promise that uses up the day at closing time of that day", () => {
    expect(endOf(tehran, "2026-11-28T12:00:00Z", 30)).toBe("2026-11-28T12:30:00.000Z");
    expect(endOf(tehran, "2026-11-28T12:00:00Z", 31)).toBe("2026-11-29T04:31:00.000Z");
  });

  it("counts the leap day as any other", () => {
    expect(endOf(tehran, "2028-02-28T12:20:00Z", 20)).toBe("2028-02-29T04:40:00.000Z");
  });
});

it("counts quarter hours of a zone as they are: Kathmandu", () => {
  const kathmandu = { zone: "Asia/Kathmandu", hours: on("sun mon tue wed thu fri", ["10:00", "17:00"]) };
  expect(endOf(kathmandu, "2026-11-27T11:00:00Z", 30)).toBe("2026-11-29T04:30:00.000Z");
});

describe("days with a clock change", () => {
  const berlin = { zone: "Europe/Berlin", hours: on("sun", ["01:00", "05:00"]) };
  const newYork = { zone: "America/New_York", hours: on("sun", ["00:30", "04:00"]) };

  it("are three hours from one to five in Berlin's spring, and five in its autumn", () => {
    expect(endOf(berlin, "2026-03-29T00:00:00Z", 180)).toBe("2026-03-29T03:00:00.000Z");
    expect(endOf(berlin, "2026-03-29T00:00:00Z", 181)).toBe("2026-04-04T23:01:00.000Z");
    expect(endOf(berlin, "2026-10-24T23:00:00Z", 300)).toBe("2026-10-25T04:00:00.000Z");
  });

  it("are an hour shorter and longer in New York too", () => {
    expect(endOf(newYork, "2026-03-08T05:30:00Z", 150)).toBe("2026-03-08T08:00:00.000Z");
    expect(endOf(newYork, "2026-11-01T04:30:00Z", 270)).toBe("2026-11-01T09:00:00.000Z");
  });

  it("move an opening that falls into the skipped hour on, never back", () => {
    const half = (zone: string): Schedule => ({ zone, hours: on("sun", ["02:30", "06:00"]) });
    expect(nextOpening(at("2026-03-08T05:00:00Z"), half("America/New_York"))).toEqual(at("2026-03-08T07:30:00Z"));
    expect(nextOpening(at("2026-03-28T23:00:00Z"), half("Europe/Berlin"))).toEqual(at("2026-03-29T01:30:00Z"));
  });
});

describe("unusual hours", () => {
  it("go on past midnight where a shift ends before it began", () => {
    const night = { zone: "Asia/Tehran", hours: on("thu", ["22:00", "06:00"]) };
    expect(isOpen(at("2026-11-26T23:30:00Z"), night)).toBe(true);
    expect(endOf(night, "2026-11-26T18:30:00Z", 480)).toBe("2026-11-27T02:30:00.000Z");
    expect(isOpen(at("2026-11-27T02:30:00Z"), night)).toBe(false);
  });

  it("join without a seam where a day ends at 24:00 and the next begins at 00:00", () => {
    const joined = { zone: "Asia/Tehran", hours: on("mon tue", ["00:00", "24:00"]) };
    expect(endOf(joined, "2026-11-23T19:30:00Z", 90)).toBe("2026-11-23T21:00:00.000Z");
  });

  it("may be written in any order and overlap: no minute counts twice", () => {
    const split = { zone: "Asia/Tehran", hours: on("mon", ["10:00", "12:00"], ["08:00", "11:00"]) };
    expect(endOf(split, "2026-11-23T04:30:00Z", 240)).toBe("2026-11-23T08:30:00.000Z");
  });

  it("may be none: always open, every minute counts", () => {
    const always = { zone: "Asia/Tehran", hours: null };
    expect(isOpen(at("2026-11-27T00:00:00Z"), always)).toBe(true);
    expect(endOf(always, "2026-11-27T00:00:00Z", 30)).toBe("2026-11-27T00:30:00.000Z");
  });

  it("may be never: no opening is named, and a promise still ends", () => {
    const never = { zone: "Asia/Tehran", hours: {} };
    expect(isOpen(at("2026-11-27T00:00:00Z"), never)).toBe(false);
    expect(nextOpening(at("2026-11-27T00:00:00Z"), never)).toBeNull();
    expect(endOf(never, "2026-11-27T00:00:00Z", 30)).toBe("2026-11-27T00:30:00.000Z");
  });
});

describe("periods of one day", () => {
  it.each([
    [
      "one after another",
      [
        ["08:00", "12:00"],
        ["13:00", "16:00"],
      ],
      false,
    ],
    [
      "one as another ends",
      [
        ["12:00", "16:00"],
        ["08:00", "12:00"],
      ],
      false,
    ],
    [
      "one inside another",
      [
        ["08:00", "18:00"],
        ["10:00", "12:00"],
      ],
      true,
    ],
    [
      "one that begins too early, in any order",
      [
        ["12:00", "16:00"],
        ["08:00", "12:30"],
      ],
      true,
    ],
    [
      "one behind another that runs past midnight",
      [
        ["22:00", "06:00"],
        ["23:00", "24:00"],
      ],
      true,
    ],
    [
      "the same twice",
      [
        ["08:00", "12:00"],
        ["08:00", "12:00"],
      ],
      true,
    ],
  ] as const)("%s", (_what, periods, overlap) => {
    expect(periodsOverlap(periods)).toBe(overlap);
  });
});

describe("any hours at any time", () => {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const pair = fc
    .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => [clock(from * 15), clock(to * 15)] as const);
  const hours = fc
    .array(fc.tuple(fc.constantFrom(...WEEKDAYS), fc.array(pair, { minLength: 1, maxLength: 3 })), { minLength: 1 })
    .map((days): OpeningHours => Object.fromEntries(days));
  const changing = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca");
  const steady = fc.constantFrom("Asia/Tehran", "Asia/Kathmandu", "UTC");
  const schedule = fc.record({ hours, zone: fc.oneof(changing, steady) });
  const instant = fc.date({ min: at("2024-01-01T00:00:00Z"), max: at("2029-01-01T00:00:00Z"), noInvalidDate: true });
  const minutes = fc.nat({ max: 300 });

  it("adds nothing to an open instant, and waits for the opening otherwise", () => {
    fc.assert(
      fc.property(schedule, instant, (desk, from) => {
        const now = addWorkingMinutes(from, 0, desk);
        expect(now).toEqual(isOpen(from, desk) ? from : nextOpening(from, desk));
      }),
    );
  });

  it("never goes back: a later start or more minutes end no earlier", () => {
    fc.assert(
      fc.property(schedule, instant, minutes, minutes, fc.nat({ max: 10_000 }), (desk, from, few, more, later) => {
        const end = addWorkingMinutes(from, few, desk).getTime();
        expect(end).toBeGreaterThanOrEqual(from.getTime());
        expect(addWorkingMinutes(from, few + more, desk).getTime()).toBeGreaterThanOrEqual(end);
        const start = new Date(from.getTime() + later * 60_000);
        expect(addWorkingMinutes(start, few, desk).getTime()).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it("adds up: some minutes and then some more are all of them", () => {
    fc.assert(
      fc.property(schedule, instant, minutes, fc.integer({ min: 1, max: 300 }), (desk, from, first, second) => {
        const inTwo = addWorkingMinutes(addWorkingMinutes(from, first, desk), second, desk);
        expect(inTwo).toEqual(addWorkingMinutes(from, first + second, desk));
      }),
    );
  });

  it("ends within opening time, closing time included", () => {
    fc.assert(
      fc.property(schedule, instant, fc.integer({ min: 1, max: 300 }), (desk, from, count) => {
        const end = addWorkingMinutes(from, count, desk).getTime();
        expect(isOpen(new Date(end - 1), desk)).toBe(true);
      }),
    );
  });

  it("is open exactly when the wall clock of a zone without changes shows an opening time", () => {
    fc.assert(
      fc.property(hours, steady, instant, (opening, zone, now) => {
        expect(isOpen(now, { hours: opening, zone })).toBe(wallClockSaysOpen(now, opening, zone));
      }),
    );
  });

  function wallClockSaysOpen(now: Date, opening: OpeningHours, zone: string): boolean {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",

      hour: "2-digit",
      minute: "2-digit",
    });
    const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    const today = WEEKDAYS.map(String).indexOf(String(part.weekday).toLowerCase());
    const time = `${part.hour}:${part.minute}`;
    const pairsOf = (day: number) => opening[WEEKDAYS[(day + 7) % 7] ?? "sat"] ?? [];
    const began = pairsOf(today).some(([from, to]) => from <= time && (time < to || to <= from));
    return began || pairsOf(today - 1).some(([from, to]) => to <= from && time < to);
  }
});
