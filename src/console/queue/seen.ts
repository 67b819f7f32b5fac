import { useSyncExternalStore } from "react";
import type { InboxItem } from "../api/types.ts";

/** How far each conversation has been read in this browser: the customer's last message that was on the screen. */
type Seen = Readonly<Record<string, number>>;

const STORED = "hamdel.seen";
const BEGAN = "hamdel.seen.began";
/** Only who waits or wrote lately matters; older ones are forgotten, and count as read. */
const MOST = 500;

const listeners = new Set<() => void>();
let seen = readSeen();
/** What came before this browser was first used is nobody's unread. */
const began = localStorage.getItem(BEGAN) ?? new Date().toISOString();
localStorage.setItem(BEGAN, began);

function readSeen(): Seen {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "{}") as Seen;
  } catch {
    return {};
  }
}

const changed = () => {
  for (const listener of listeners) listener();
};

/** Also hears the reader's other tabs. */
function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== STORED) return;
    seen = readSeen();
    changed();
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** The customer's messages up to this sequence are on the screen. */
export function markSeen(id: string, sequence: number): void {
  if ((seen[id] ?? -1) >= sequence) return;
  const { [id]: _, ...others } = readSeen();
  seen = Object.fromEntries([...Object.entries(others).slice(1 - MOST), [id, sequence]]);
  localStorage.setItem(STORED, JSON.stringify(seen));
  changed();
}

/** Whether the customer has written what nobody has looked at in this browser. */
export function useUnread(item: InboxItem): boolean {
  const known = useSyncExternalStore(subscribe, () => seen)[item.id];
  return known === undefined ? item.lastMessageAt > began : item.previewSequence > known;
}
