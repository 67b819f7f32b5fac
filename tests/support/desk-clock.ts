import type { Clock } from "../../src/ports/clock.ts";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const DAY_MS = 86_400_000;
/** Tehran keeps one offset all year. */
const TEHRAN_MS = 3.5 * 3_600_000;

export type Weekday = (typeof DAYS)[number];
/** A moment of the week on Tehran's clocks. */
export type WeekTime = `${Weekday} ${number}:${number}`;

/** A clock that runs, and can be put forward. It never goes back: neither does time. */
export interface MovableClock extends Clock {
  /** To the next time it is this moment of the week. */
  moveTo(time: WeekTime): void;
  advance(minutes: number): void;
}

export function movableClock(): MovableClock {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    moveTo(time) {
      ahead += nextTime(now(), time).getTime() - now().getTime();
    },
    advance(minutes) {
      ahead += minutes * 60_000;
    },
  };
}

/** The first such moment of the week after an instant. */
export function nextTime(after: Date, time: WeekTime): Date {
  const [day, clock] = time.split(" ") as [Weekday, string];
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const wall = after.getTime() + TEHRAN_MS;
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  const daysOn = (DAYS.indexOf(day) - new Date(midnight).getUTCDay() + 7) % 7;
  const at = midnight + daysOn * DAY_MS + (hours * 60 + minutes) * 60_000;
  return new Date((at > wall ? at : at + 7 * DAY_MS) - TEHRAN_MS);
}
