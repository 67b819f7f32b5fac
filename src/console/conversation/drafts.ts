import { useSyncExternalStore } from "react";

/** What was begun in each conversation; going to another and coming back loses nothing. */
let drafts: ReadonlyMap<string, string> = new Map();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setDraft(id: string, text: string): void {
  drafts = new Map(drafts).set(id, text);
  for (const listener of listeners) listener();
}

/** Puts words that were not sent back before whatever has been begun since. */
export function returnToDraft(id: string, text: string): void {
  const begun = drafts.get(id);
  setDraft(id, begun ? `${text}\n${begun}` : text);
}

export function useDraft(id: string): readonly [text: string, set: (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => drafts.get(id) ?? "");
  return [text, (next) => setDraft(id, next)];
}
