import { type MovableClock, nextTime } from "../support/desk-clock.ts";

/** A Saturday, the first working day of the week in Tehran. */
const OPENING = Date.parse("2026-01-17T09:00:00+03:30");

/** Runs from the same opening every time, so that the times in the pictures stay the same. */
export function morningClock(): MovableClock {
  const started = performance.now();
  let ahead = 0;
  const now = () => new Date(OPENING + ahead + Math.round(performance.now() - started));
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
