import { useSyncExternalStore } from "react";

export type Writer = "customer" | "us";

/** Nobody says that writing has stopped without a message: after this long it has. */
const FADES_MS: Readonly<Record<Writer, number>> = { customer: 6_000, us: 12_000 };

let writing: ReadonlyMap<string, Writer> = new Map();
const listeners = new Set<() => void>();
const fading = new Map<string, ReturnType<typeof setTimeout>>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param who  null: what was being written has come */
export function noteWriting(conversationId: string, who: Writer | null): void {
  clearTimeout(fading.get(conversationId));
  fading.delete(conversationId);
  if (who === null && !writing.has(conversationId)) return;
  const next = new Map(writing);
  if (who === null) next.delete(conversationId);
  else next.set(conversationId, who);
  writing = next;
  if (who !== null)
    fading.set(
      conversationId,
      setTimeout(() => noteWriting(conversationId, null), FADES_MS[who]),
    );
  for (const listener of listeners) listener();
}

/** Who is writing in a conversation at this moment. */
export const useWriting = (conversationId: string): Writer | null =>
  useSyncExternalStore(subscribe, () => writing.get(conversationId) ?? null);
