import { useSyncExternalStore } from "react";

/** Conversations in which an automatic reply was already on the wire when the agent's words went out. */
let inFlight: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows or takes away the notice that an automatic reply was already on the wire. */
export function noteInFlight(conversationId: string, on: boolean): void {
  const next = new Set(inFlight);
  if (on) next.add(conversationId);
  else next.delete(conversationId);
  inFlight = next;
  for (const listener of listeners) listener();
}

export const useInFlight = (conversationId: string): boolean =>
  useSyncExternalStore(subscribe, () => inFlight).has(conversationId);
