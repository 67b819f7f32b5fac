import { fold } from "../fold.ts";
import { atWallClock, lastClosing, type Schedule, startOfDay } from "../hours.ts";
import { arabic } from "./arabic.ts";
import { english } from "./english.ts";
import { persian } from "./persian.ts";
import type { PromiseLanguage } from "./promise-language.ts";

/** A commitment with a time, found in words that are about to be sent. */
export interface FoundPromise {
  /** The sentence that makes it, as it is written. */
  readonly words: string;
  readonly dueAt: Date;
}

const LANGUAGES: readonly PromiseLanguage[] = [persian, arabic, english];
const SENTENCE = /[^.!?؟؛;\n]+(?:[.:](?=\d)[^.!?؟؛;\n]+)*[.!?؟؛;]?/g;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Finds what a text commits us to, and by when. It prefers to miss a vague one over inventing one: a time without a
 * commitment, a question, and what somebody else said are none.
 * @param at  when it is said, and the hours by which "today" ends
 */
export function findPromises(
  text: string,
  at: { readonly now: Date; readonly schedule: Schedule },
): readonly FoundPromise[] {
  const found = (text.match(SENTENCE) ?? []).flatMap((sentence) => {
    const words = sentence.trim();
    if (/[?؟]$/.test(words)) return [];
    const folded = fold(words);
    const dueAt = LANGUAGES.map((language) => commitment(folded, language, at)).find((due) => due !== null);
    return dueAt ? [{ words, dueAt }] : [];
  });
  return found.filter(({ dueAt }, n) => found.findIndex((other) => other.dueAt.getTime() === dueAt.getTime()) === n);
}

function commitment(
  sentence: string,
  language: PromiseLanguage,
  at: { readonly now: Date; readonly schedule: Schedule },
): Date | null {
  if (language.harmless.test(sentence) || !language.commits.test(sentence)) return null;
  const span = spanOf(sentence, language);
  const day = dayOf(sentence, language, at);
  const clock = clockOf(sentence, language);
  const part = language.parts.some(([pattern]) => pattern.test(sentence));
  if (day === null && clock === null && (span !== null || !part))
    return span === null ? null : new Date(at.now.getTime() + span * MINUTE_MS);
  return timeOn(day, clock, sentence, language, at);
}

/** In minutes. */
function spanOf(sentence: string, { spans, numbers, units, wholes }: PromiseLanguage): number | null {
  const whole = wholes.find(([pattern]) => pattern.test(sentence));
  if (whole) return whole[1];
  for (const pattern of spans) {
    const { count, unit = "" } = pattern.exec(sentence)?.groups ?? {};
    const minutes = units.find(([word]) => unit.startsWith(word))?.[1];
    if (unit === "" || minutes === undefined) continue;
    const many = count === undefined ? 1 : /^\d+$/.test(count) ? Number(count) : numbers[count];
    if (many !== undefined) return many * minutes;
  }
  return null;
}

/** Midnight of the day that is named, as an instant. */
function dayOf(
  sentence: string,
  { days, weekdays }: PromiseLanguage,
  { now, schedule }: { readonly now: Date; readonly schedule: Schedule },
): Date | null {
  const named = days.filter(([pattern]) => pattern.test(sentence)).at(-1);
  if (named) return startOfDay(now, named[1], schedule.zone);
  const weekday = weekdays.findIndex((pattern) => pattern.test(sentence));
  if (weekday === -1) return null;
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const day = startOfDay(now, ahead, schedule.zone);
    if (atWallClock(day, schedule.zone).getUTCDay() === weekday) return day;
  }
  return null;
}

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
}

function clockOf(sentence: string, { clocks }: PromiseLanguage): ClockTime | null {
  for (const pattern of clocks) {
    const { hour, minute = "0" } = pattern.exec(sentence)?.groups ?? {};
    if (hour !== undefined && Number(hour) <= 24 && Number(minute) < 60)
      return { hour: Number(hour), minute: Number(minute) };
  }
  return null;
}

function timeOn(
  day: Date | null,
  clock: ClockTime | null,
  sentence: string,
  language: PromiseLanguage,
  { now, schedule }: { readonly now: Date; readonly schedule: Schedule },
): Date | null {
  const { zone } = schedule;
  const on = day ?? startOfDay(now, 0, zone);
  const minutes = (time: number) => new Date(on.getTime() + time * MINUTE_MS);
  if (clock !== null) {
    const hour = hourOf(clock.hour, sentence, language);
    const due = minutes(hour * 60 + clock.minute);
    if (due > now) return due;
    // "By 5", said at three in the afternoon, is five in the evening; said at night it is tomorrow's.
    const later = new Date(due.getTime() + (hour < 12 ? DAY_MS / 2 : DAY_MS));
    return day === null || hour < 12 ? later : null;
  }
  const part = language.parts.find(([pattern]) => pattern.test(sentence));
  const due = part ? minutes(part[1] * 60) : lastClosing(on, schedule);
  return due > now ? due : null;
}

/** A small hour without a word for the half of the day is said of the afternoon: nobody is called at five at night. */
function hourOf(hour: number, sentence: string, { am, pm }: PromiseLanguage): number {
  if (hour >= 12 || am.test(sentence)) return hour;
  return pm.test(sentence) || hour <= 7 ? hour + 12 : hour;
}
