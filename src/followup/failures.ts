import { isUnavailable } from "../db/unavailable.ts";
import type { Clock } from "../ports/clock.ts";

/** What failed once fails again: others come first for so long. */
const PASSED_OVER_MS = 60_000;

/** Conversations in which something failed lately, in the memory of this process. */
export interface Failures {
  /** Those that are passed over now. */
  passedOver(): readonly number[];
  add(error: unknown, conversationId: number): void;
}

interface FailureDeps {
  readonly clock: Clock;
  readonly onError: (error: unknown, conversationId: number) => void;
}

export function rememberFailures({ clock, onError }: FailureDeps): Failures {
  const until = new Map<number, number>();
  return {
    passedOver() {
      const now = clock.now().getTime();
      for (const [id, ends] of until) if (ends <= now) until.delete(id);
      return [...until.keys()];
    },
    add(error, conversationId) {
      until.set(conversationId, clock.now().getTime() + PASSED_OVER_MS);
      onError(error, conversationId);
    },
  };
}

/**
 * Does one thing after the other, each for itself. Where one fails, that is told, and the next sweeps pass its
 * conversation over for a while: it holds up neither those behind it nor the place they need in a batch.
 * @returns the conversations in which it was done
 * @throws where the database is away, which is no conversation's fault
 */
export async function eachForItself<Due extends { readonly conversationId: number }>(
  { failures }: { readonly failures: Failures },
  all: readonly Due[],
  act: (due: Due) => Promise<unknown>,
): Promise<readonly number[]> {
  const done: number[] = [];
  for (const due of all) {
    try {
      await act(due);
      done.push(due.conversationId);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      failures.add(error, due.conversationId);
    }
  }
  return done;
}
