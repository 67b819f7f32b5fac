import { useEffect, useRef } from "react";
import { createChoice } from "./choice.ts";
import { keyOf } from "./key-of.ts";

/** Keys of one letter get in the way of speech input and of unsteady hands: they can be turned off. */
export const letterKeys = createChoice("keys", ["on", "off"]);

const TAKEN = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/** Nobody is typing, choosing or answering a question: a letter may mean something else than itself. */
export function keysAreFree(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !target?.closest(TAKEN) && document.querySelector("[role=dialog]") === null;
}

/** @param acts  what each key does, by {@link keyOf}; a key without an act is left alone */
export function useKeys(acts: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!keysAreFree(event) || event.repeat || letterKeys.read() === "off") return;
      const act = latest.current[keyOf(event)];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
