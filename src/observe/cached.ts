/**
 * Asks at most once in a while: those who ask meanwhile get the same answer. A failure is not kept.
 * @param freshMs  for how long an answer stands, in ms
 */
export function cached<T>(ask: () => Promise<T>, freshMs: number): () => Promise<T> {
  let answer: { readonly given: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (answer && performance.now() < answer.until) return answer.given;
    const given = ask();
    answer = { given, until: performance.now() + freshMs };
    given.catch(() => {
      if (answer?.given === given) answer = null;
    });
    return given;
  };
}
