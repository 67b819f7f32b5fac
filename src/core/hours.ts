import { type OpeningHours, type Period, WEEKDAYS, type Weekday } from "./settings.ts";

/**
 * Working time in the desk's own zone. Days with a clock change count the minutes that really pass.
 * Source: IANA zone rules, through Intl.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOOKAHEAD_DAYS = 366;

export interface Schedule {
  /** Null: always open. */
  readonly hours: OpeningHours | null;
  readonly zone: string;
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, found);
  }
  return found;
}

/** The wall clock of a zone at an instant, written as if it were UTC. */
function wallClock(at: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter(zone).formatToParts(at)) part[type] = Number(value);
  return Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
}

/** The instant at which a zone's wall clock shows `wall` (written as if UTC). A time skipped by a change is moved on. */
function instantOf(wall: number, zone: string): number {
  const first = wall - (wallClock(wall, zone) - wall);
  const second = first - (wallClock(first, zone) - wall);
  return second === first || wallClock(second, zone) === wall ? second : Math.max(first, second);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function weekdayOf(day: number): Weekday {
  const fromSaturday = (new Date(day).getUTCDay() + 1) % 7;
  return WEEKDAYS[fromSaturday] ?? "sat";
}

/** Minutes from a day's midnight; one that ends at or before its beginning runs into the next day. */
function spanOf([from, to]: Period): Interval {
  const begins = minutesOf(from);
  const ends = minutesOf(to);
  return { from: begins, to: ends <= begins ? ends + 24 * 60 : ends };
}

/** Does one period of a day begin before another of it has ended? One may begin as another ends. */
export function periodsOverlap(periods: readonly Period[]): boolean {
  const spans = periods.map(spanOf).sort((a, b) => a.from - b.from);
  return spans.some(({ from }, index) => from < (spans[index - 1]?.to ?? 0));
}

/** Opening intervals that begin on one local day (midnight written as if UTC), in order. */
function intervalsOf(day: number, hours: OpeningHours, zone: string): Interval[] {
  return (hours[weekdayOf(day)] ?? [])
    .map(spanOf)
    .map(({ from, to }) => ({
      from: instantOf(day + from * MINUTE_MS, zone),
      to: instantOf(day + to * MINUTE_MS, zone),
    }))
    .sort((a, b) => a.from - b.from);
}

/** Opening intervals that end after an instant, in order, overlaps merged. */
function* intervalsFrom(at: number, hours: OpeningHours, zone: string): Generator<Interval> {
  const today = Math.floor(wallClock(at, zone) / DAY_MS) * DAY_MS;
  let pending: Interval | null = null;
  // Yesterday too: an interval may run past midnight.
  for (let day = -1; day <= LOOKAHEAD_DAYS; day++) {
    for (const next of intervalsOf(today + day * DAY_MS, hours, zone)) {
      if (next.to <= at || next.to <= next.from) continue;
      if (pending && next.from <= pending.to) {
        pending = { from: pending.from, to: Math.max(pending.to, next.to) };
        continue;
      }
      if (pending) yield pending;
      pending = next;
    }
  }
  if (pending) yield pending;
}

function firstInterval(at: Date, hours: OpeningHours, zone: string): Interval | null {
  for (const interval of intervalsFrom(at.getTime(), hours, zone)) return interval;
  return null;
}

/** Is the desk open at this instant? Opening time counts, closing time does not. */
export function isOpen(at: Date, { hours, zone }: Schedule): boolean {
  if (hours === null) return true;
  const first = firstInterval(at, hours, zone);
  return first !== null && first.from <= at.getTime();
}

/** When the desk next opens: the instant itself while it is open; null if it never does within 366 days. */
export function nextOpening(at: Date, { hours, zone }: Schedule): Date | null {
  if (hours === null) return at;
  const first = firstInterval(at, hours, zone);
  return first ? new Date(Math.max(first.from, at.getTime())) : null;
}

/**
 * Adds working time to an instant.
 * @param minutes  working minutes, a whole number, 0 or more
 * @returns the instant at which the minutes are used up; exactly closing time counts as the same day. A desk that never
 *          opens has no working time: the minutes are then counted as they pass, so that no promise is without an end.
 */
export function addWorkingMinutes(at: Date, minutes: number, { hours, zone }: Schedule): Date {
  if (hours === null) return new Date(at.getTime() + minutes * MINUTE_MS);
  let left = minutes * MINUTE_MS;
  for (const interval of intervalsFrom(at.getTime(), hours, zone)) {
    const from = Math.max(interval.from, at.getTime());
    if (from + left <= interval.to) return new Date(from + left);
    left -= interval.to - from;
  }
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

/** The wall clock of a zone at an instant, written as if it were UTC. */
export function atWallClock(at: Date, zone: string): Date {
  return new Date(wallClock(at.getTime(), zone));
}

/** Midnight of a day in the zone, `days` after the one of the instant. */
export function startOfDay(at: Date, days: number, zone: string): Date {
  const today = Math.floor(wallClock(at.getTime(), zone) / DAY_MS) * DAY_MS;
  return new Date(instantOf(today + days * DAY_MS, zone));
}

/** When the desk last closes on the day that begins at `midnight`; the day's end where it is closed or always open. */
export function lastClosing(midnight: Date, { hours, zone }: Schedule): Date {
  const day = Math.floor(wallClock(midnight.getTime(), zone) / DAY_MS) * DAY_MS;
  const last = hours && intervalsOf(day, hours, zone).at(-1);
  return new Date(last ? last.to : instantOf(day + DAY_MS, zone));
}
