/** One thing that was measured, and what it has to be. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** In words; absent: it is told, and nothing is asked of it. */
  readonly goal?: string;
  readonly met?: boolean;
  /** It depends on how fast and how busy the machine is. */
  readonly timed?: boolean;
  /** A few of the cases that speak against it. */
  readonly cases?: readonly string[];
}

const CASES = 5;
const shown = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 2 });

export const told = (what: string, value: number | string): Figure => ({
  what,
  value: typeof value === "number" ? shown(value) : value,
});

/** How many there are of what must not be, with examples. */
export function none(what: string, cases: readonly unknown[]): Figure {
  const examples = cases.slice(0, CASES).map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  return { what, value: shown(cases.length), goal: "0", met: cases.length === 0, cases: examples };
}

export const exactly = (what: string, value: number, goal: number): Figure => ({
  what,
  value: shown(value),
  goal: shown(goal),
  met: value === goal,
});

export const atMost = (what: string, value: number, most: number, unit = ""): Figure => ({
  what,
  value: shown(value) + unit,
  goal: `≤ ${shown(most)}${unit}`,
  met: value <= most,
});

export const atLeast = (what: string, value: number, least: number): Figure => ({
  what,
  value: shown(value),
  goal: `≥ ${shown(least)}`,
  met: value >= least,
});

/** A duration, in ms, that must stay below a limit on a machine that does nothing else. */
export function within(what: string, ms: number, limitMs: number): Figure {
  return { what, value: duration(ms), goal: `< ${duration(limitMs)}`, met: ms < limitMs, timed: true };
}

/** Below this, in ms, a difference between two durations is the machine's and not the desk's. */
const NOISE_MS = 10;

/** A duration, in ms, held against the same in quiet times: at most a fifth more. */
export function unchanged(what: string, ms: number, beforeMs: number): Figure {
  const most = Math.max(beforeMs * 1.2, beforeMs + NOISE_MS);
  const goal = `≤ ${duration(most)} (before: ${duration(beforeMs)})`;
  return { what, value: duration(ms), goal, met: ms <= most, timed: true };
}

export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return "never";
  return ms < 1_000
    ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
    : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
