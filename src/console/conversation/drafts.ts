import { useSyncExternalStore } from "react";
import { createKept } from "../api/kept.ts";

/** What was begun in each conversation, by its id; going elsewhere and coming back loses nothing. */
const drafts = createKept<Readonly<Record<string, string>>>("drafts", {});

function setDraft(id: string, text: string): void {
  const { [id]: _, ...others } = drafts.get();
  drafts.set(text === "" ? others : { ...others, [id]: text });
}

/** Puts words that were not sent back before whatever has been begun since. */
export function returnToDraft(id: string, text: string): void {
  const begun = drafts.get()[id];
  setDraft(id, begun ? `${text}\n${begun}` : text);
}

export function useDraft(id: string): readonly [text: string, set: (text: string) => void] {
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get()[id] ?? "");
  return [text, (next) => setDraft(id, next)];
}
