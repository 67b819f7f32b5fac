import { describe, expect, it } from "vitest";
import { hoursFault, nextPeriod, periodsOf, withDay } from "../../src/console/settings/hours.ts";

describe("opening hours that may be saved", () => {
  it("are periods that end after they begin, one after another, to midnight at most", () => {
    expect(
      hoursFault({
        sat: [
          ["08:00", "12:00"],
          ["13:00", "24:00"],
        ],
        sun: [["00:00", "24:00"]],
      }),
    ).toBeNull();
  });

  it("may follow each other without a break", () => {
    expect(
      hoursFault({
        sat: [
          ["08:00", "12:00"],
          ["12:00", "16:00"],
        ],
      }),
    ).toBeNull();
  });

  it.each([
    ["ends before it begins", [["16:00", "08:00"]]],
    ["takes no time", [["08:00", "08:00"]]],
    [
      "lies over the one before",
      [
        ["08:00", "12:00"],
        ["11:00", "16:00"],
      ],
    ],
    [
      "stands before the one above it",
      [
        ["13:00", "16:00"],
        ["08:00", "12:00"],
      ],
    ],
    ["has no beginning", [["", "12:00"]]],
  ] as const)("have no period that %s", (_what, periods) => {
    expect(hoursFault({ mon: periods })).toBe("wrong");
  });
});

it("a week without an open day may not be saved; always open may", () => {
  expect(hoursFault(null)).toBeNull();
  expect(hoursFault({})).toBe("never");
  expect(hoursFault({ sat: [], sun: [] })).toBe("never");
});

describe("the week being edited", () => {
  it("has no word of a closed day", () => {
    const week = withDay({ sat: [["08:00", "16:00"]] }, "sun", [["09:00", "12:00"]]);
    expect(week).toEqual({ sat: [["08:00", "16:00"]], sun: [["09:00", "12:00"]] });
    expect(withDay(week, "sun", [])).toEqual({ sat: [["08:00", "16:00"]] });
    expect(periodsOf(week, "fri")).toEqual([]);
  });

  it("is offered a next period that is sound where it stands", () => {
    expect(nextPeriod([])).toEqual(["08:00", "16:00"]);
    const day = [["08:00", "16:00"]] as const;
    expect(hoursFault({ sat: [...day, nextPeriod(day)] })).toBeNull();
  });
});
