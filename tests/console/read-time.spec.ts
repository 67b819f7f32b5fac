import { describe, expect, it } from "vitest";
import { readTime } from "../../src/console/settings/readTime.ts";

describe("a time of day as somebody types it", () => {
  it.each([
    ["8", "08:00"],
    ["830", "08:30"],
    ["0830", "08:30"],
    ["8:30", "08:30"],
    ["08.30", "08:30"],
    [" 8:30 ", "08:30"],
    ["۸:۳۰", "08:30"],
    ["٨:٣٠", "08:30"],
    ["0", "00:00"],
    ["23:59", "23:59"],
    ["24:00", "24:00"],
  ])("%s is %s", (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(["", "eight", "24:01", "25", "8:60", "8:3", "8:300", "12:00 pm", "-8"])("%s is none", (typed) => {
    expect(readTime(typed)).toBeNull();
  });
});
