const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

export interface Patience {
  /** Pauses add up to this at most, then the last failure is thrown. Infinity: until it is done, or aborted. */
  readonly patienceMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onFailure: (error: unknown, pauseMs: number) => void;
}

/** Does it again after each failure, in growing pauses. @throws the last failure */
export async function persist<T>(act: () => Promise<T>, { patienceMs, wait, signal, onFailure }: Patience): Promise<T> {
  let waited = 0;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await act();
    } catch (error) {
      if (signal.aborted || waited + pause > patienceMs) throw error;
      onFailure(error, pause);
      await wait(pause, signal);
      if (signal.aborted) throw error;
      waited += pause;
    }
  }
}
