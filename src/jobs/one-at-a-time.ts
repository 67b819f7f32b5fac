/**
 * Calls `act` one call at a time: however often it is asked for during a call, exactly one more follows.
 * @param act  must not reject
 */
export function oneAtATime(act: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return function ask(): void {
    again = running;
    if (running) return;
    running = true;
    void act().then(() => {
      running = false;
      if (again) ask();
    });
  };
}
