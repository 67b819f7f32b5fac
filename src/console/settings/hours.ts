import type { OpeningHours, Weekday } from "../api/types.ts";

export type Period = readonly [from: string, to: string];

/** The working week of the house starts on Saturday. */
export const DAYS = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"] as const satisfies readonly Weekday[];

/** What a week looks like when somebody first says "not always open". */
export const USUAL: OpeningHours = Object.fromEntries(
  (["sat", "sun", "mon", "tue", "wed"] as const).map((day) => [day, [["08:00", "16:00"]]]),
);

export const periodsOf = (hours: OpeningHours, day: Weekday): readonly Period[] => hours[day] ?? [];

/** A day without periods is closed, and a closed day is absent. */
export function withDay(hours: OpeningHours, day: Weekday, periods: readonly Period[]): OpeningHours {
  const { [day]: _old, ...rest } = hours;
  return periods.length === 0 ? rest : { ...rest, [day]: periods };
}

/** The period offered next: after the last one of the day. */
export function nextPeriod(periods: readonly Period[]): Period {
  const last = periods.at(-1);
  if (!last) return ["08:00", "16:00"];
  const from = last[1] >= "22:00" ? "22:00" : last[1];
  return [from, "24:00"];
}

/**
 * Why these hours cannot be saved. `wrong`: a period does not end after it begins, or begins before the one above it has
 * ended. `never`: no day is open.
 */
export function hoursFault(hours: OpeningHours | null): "wrong" | "never" | null {
  if (hours === null) return null;
  const days = DAYS.map((day) => periodsOf(hours, day));
  if (days.every((periods) => periods.length === 0)) return "never";
  const sound = days.every((periods) =>
    periods.every(([from, to], index, all) => from !== "" && from < to && from >= (all[index - 1]?.[1] ?? "")),
  );
  return sound ? null : "wrong";
}
