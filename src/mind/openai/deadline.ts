import { setMaxListeners } from "node:events";

/** One signal for a whole turn: it aborts when the time is up or the caller gives up, whichever comes first. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Did the time run out, rather than the caller give up? */
  expired(): boolean;
  /** Lets go of the timer and the caller's signal. */
  end(): void;
}

export function startDeadline(milliseconds: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  let expired = false;
  const stop = () => controller.abort();
  const timer = setTimeout(() => {
    expired = true;
    stop();
  }, milliseconds);
  if (caller.aborted) stop();
  // All turns of a process listen to the one signal of its stop: that many listeners are no leak.
  setMaxListeners(0, caller);
  caller.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    expired: () => expired,
    end: () => {
      clearTimeout(timer);
      caller.removeEventListener("abort", stop);
    },
  };
}
