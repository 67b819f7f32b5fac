import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Near enough to the end to be following it, in pixels. */
const NEAR = 80;

interface StickToEnd {
  readonly box: RefObject<HTMLDivElement | null>;
  /** What is scrolled inside the box. */
  readonly words: RefObject<HTMLDivElement | null>;
  /** Something new stands below what is in sight. */
  readonly below: boolean;
  readonly toEnd: () => void;
}

/** Keeps a conversation at its end while the reader is there, and leaves a reader who scrolled up where they are. */
export function useStickToEnd(count: number): StickToEnd {
  const box = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [below, setBelow] = useState(false);

  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
    following.current = true;
    setBelow(false);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed count is the reason to run
  useLayoutEffect(() => {
    if (following.current) toEnd();
    else setBelow(true);
  }, [count, toEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the box appears with the first entries
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      if (following.current) setBelow(false);
    };
    // A taller composer or a loaded picture must not push the last words out of sight.
    const resized = new ResizeObserver(() => following.current && toEnd());
    resized.observe(element);
    if (words.current) resized.observe(words.current);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [count > 0, toEnd]);

  return { box, words, below, toEnd };
}
