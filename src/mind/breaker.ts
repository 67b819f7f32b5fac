import { err } from "../core/result.ts";
import type { Clock } from "../ports/clock.ts";
import type { Mind, MindFailure } from "../ports/mind.ts";

/*
 * Laws: closed lets all calls through; open lets none; half-open lets exactly one probe through at a time.
 * Only the probe's outcome counts once the breaker has opened: a late answer to an older call proves nothing.
 */

type BreakerState = "closed" | "open" | "half_open";

export interface BreakerLimits {
  /** Failures in a row that open it. */
  readonly inARow: number;
  /** Or this share of failures among the last `window` calls, once there were `atLeast` of them. */
  readonly share: number;
  readonly window: number;
  readonly atLeast: number;
  /** Milliseconds an open breaker waits before it probes. */
  readonly probeAfterMs: number;
}

const LIMITS: BreakerLimits = { inARow: 5, share: 0.5, window: 20, atLeast: 5, probeAfterMs: 15_000 };

export interface Breaker {
  /** Null: do not call. Otherwise report the call's outcome, exactly once. */
  begin(): ((succeeded: boolean) => void) | null;
  state(): BreakerState;
}

export function createBreaker(clock: Clock, limits: BreakerLimits = LIMITS): Breaker {
  let recent: readonly boolean[] = [];
  let openedAt: number | null = null;
  let probing = false;
  let generation = 0;

  const now = () => clock.now().getTime();

  function open(): void {
    openedAt = now();
    recent = [];
    generation += 1;
  }

  function count(succeeded: boolean): void {
    recent = [...recent, succeeded].slice(-limits.window);
    const row = recent.slice(-limits.inARow);
    const failures = recent.filter((success) => !success).length;
    const manyInARow = row.length === limits.inARow && !row.includes(true);
    const manyOfLast = recent.length >= limits.atLeast && failures / recent.length >= limits.share;
    if (manyInARow || manyOfLast) open();
  }

  function endProbe(succeeded: boolean): void {
    probing = false;
    if (succeeded) openedAt = null;
    else open();
  }

  function state(): BreakerState {
    if (openedAt === null) return "closed";
    return probing || now() - openedAt >= limits.probeAfterMs ? "half_open" : "open";
  }

  return {
    state,
    begin() {
      if (state() === "open" || probing) return null;
      if (openedAt !== null) {
        probing = true;
        return endProbe;
      }
      const begun = generation;
      return (succeeded) => {
        if (begun === generation) count(succeeded);
      };
    },
  };
}

/** A refusal is an answer: the endpoint is alive, and one customer's words must not shut the model for everybody. */
const speaksAgainst = (failure: MindFailure, signal: AbortSignal) => failure.why !== "refused" && !signal.aborted;

/** The mind, not asked while it is known to be failing. */
export function withBreaker(mind: Mind, breaker: Breaker): Mind {
  return {
    engine: mind.engine,
    async respond(input, signal, withinMs) {
      const end = breaker.begin();
      if (end === null)
        return err({ why: "breaker_open", detail: "the model failed too often; it is tried again soon" });
      let succeeded = false;
      try {
        const result = await mind.respond(input, signal, withinMs);
        succeeded = result.ok || !speaksAgainst(result.error, signal);
        return result;
      } finally {
        end(succeeded);
      }
    },
  };
}
