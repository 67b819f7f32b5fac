import { PATIENCE_MS } from "./patience.ts";
import type { Watch } from "./watch.ts";

/**
 * Looks, and looks again at every change, until there is something. Never by the clock: a promise that is kept is seen
 * at once, one that is broken is named.
 * @throws where patience ends, with `what` was awaited
 */
export async function untilFound<T>(
  changes: Watch,
  look: () => Promise<T | undefined>,
  what: () => string,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    // Listening begins before the look, so that nothing falls between them.
    const change = nextChange(changes, deadline - performance.now());
    try {
      const found = await look();
      if (found !== undefined) return found;
      if (!(await change.happens)) throw new Error(`In vain waited for ${what()}`);
    } finally {
      change.forget();
    }
  }
}

function nextChange(changes: Watch, withinMs: number) {
  let forget = (): void => {};
  const happens = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(0, withinMs));
    const stop = changes.onChange(() => resolve(true));
    forget = () => {
      clearTimeout(timer);
      stop();
    };
  });
  return { happens, forget };
}
